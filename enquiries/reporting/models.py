"""The targets that an installation has written: how soon things are to happen."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base, words_of
from enquiries.reporting.targets import Measure


class ResponseTarget(Base):
    """So many in a hundred within so many seconds; `percent` 100 is of those that are urgent."""

    __tablename__ = "target"
    __table_args__ = (CheckConstraint("seconds > 0", name="seconds_are_positive"),)

    of: Mapped[Measure] = mapped_column(words_of(Measure, "of"), primary_key=True)
    percent: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seconds: Mapped[int]
