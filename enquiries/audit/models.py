"""Who changed which setting, when, and from what to what. Rows are only ever added."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core.base import Base, words_of
from enquiries.organisation.models import Staff


class Through(StrEnum):
    """How a change was made."""

    PAGE = "page"
    FILE = "file"


class AmendmentKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    # nothing was changed, but personal data was shown
    SHOWN = "shown"
    # a file with data of persons, or of every enquiry, was handed out
    DOWNLOADED = "downloaded"
    DISMISSED = "dismissed"


class Amendment(Base):
    """A change of one thing, such as "centre willow-house". Personal data of staff is masked."""

    __tablename__ = "amendment"
    __table_args__ = (Index("ix_amendment_what", "what", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    # None on the command line
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    through: Mapped[Through] = mapped_column(words_of(Through, "through"))
    deed: Mapped[AmendmentKind] = mapped_column(words_of(AmendmentKind, "deed"))
    what: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)

    staff: Mapped[Staff | None] = relationship()

    @property
    def by(self) -> str:
        return self.staff.name if self.staff is not None else "the command line"
