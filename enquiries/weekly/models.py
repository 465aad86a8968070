"""The weekly news that each person was sent, or is to be sent: what makes it go out once."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base, words_of


class WeeklyKind(StrEnum):
    SUMMARY = "summary"  # to those who answer for the figures
    LOG_HEAD = "log_head"  # to auditors


class WeeklyNews(Base):
    """News of the week from `week` (a Monday) for one person.

    `next_try_at` is empty once it went out, at `sent_at`, or was given up at `until`. All times are UTC.
    """

    __tablename__ = "weekly_news"
    __table_args__ = (
        Index(
            "ix_weekly_news_waiting",
            "until",
            sqlite_where=text("next_try_at IS NOT NULL"),
            postgresql_where=text("next_try_at IS NOT NULL"),
        ),
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    kind: Mapped[WeeklyKind] = mapped_column(words_of(WeeklyKind, "kind"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    attempts: Mapped[int]
    sent_at: Mapped[datetime | None]
