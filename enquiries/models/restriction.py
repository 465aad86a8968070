"""What holds for a number at every centre, beside its opting out. Found by keyed hash; no number is kept."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base, words_of
from enquiries.domain.permission import Ban


class LearntFrom(StrEnum):
    TEXT = "text"
    FORM = "form"
    PROVIDER = "provider"


class Restriction(Base):
    """One thing that may not be done with one number, since `at` (UTC)."""

    __tablename__ = "restriction"

    lookup: Mapped[str] = mapped_column(primary_key=True)
    ban: Mapped[Ban] = mapped_column(words_of(Ban, "ban"), primary_key=True)
    at: Mapped[datetime]
    learnt_from: Mapped[LearntFrom] = mapped_column(words_of(LearntFrom, "learnt_from"))
