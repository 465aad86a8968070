"""How far periodic work has got, and how often something happened in a minute."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from enquiries.models.base import Base


class Mark(Base):
    """A piece of periodic work ("watch", "received 83222") is done up to `at`."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Tally(Base):
    """How often a thing happened in the minute that began at `minute`."""

    __tablename__ = "tally"

    name: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
