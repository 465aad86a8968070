"""What the waits of whole days came to, counted once, and which of these counts no longer hold.

A day is a local day of a centre that is over. The database itself notes, by triggers on `wait` and `enquiry`,
each change that may make a count wrong: so a change by hand is noted as well.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from enquiries.core.base import Base


class TallyReach(Base):
    """How far a centre is tallied: changes of waits that were wanted before `noted_until` are noted (UTC).

    No transaction is left that may have changed a wait wanted before `safe_until` without a note.
    """

    __tablename__ = "tally_reach"

    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), primary_key=True, autoincrement=False)
    noted_until: Mapped[datetime]
    safe_until: Mapped[datetime | None]


class TallyChange(Base):
    """A note of the database: something changed that is counted with a wait wanted at this moment (UTC)."""

    __tablename__ = "tally_change"
    __table_args__ = (Index("ix_tally_change_centre_wanted", "centre_id", "wanted_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # no foreign key: a note must never wait for another transaction
    centre_id: Mapped[int]
    wanted_at: Mapped[datetime]


class TallyDay(Base):
    """A day that was counted at `counted_at`, by the clock, hours and target there were.

    `starts_at` and `ends_at` are UTC; `urgent_seconds` is the target for urgent enquiries.
    """

    __tablename__ = "tally_day"
    __table_args__ = (
        UniqueConstraint("centre_id", "day"),
        Index("ix_tally_day_centre_starts", "centre_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    day: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    timezone: Mapped[str]
    hours: Mapped[str]
    urgent_seconds: Mapped[int]
    counted_at: Mapped[datetime]


class TallyCount(Base):
    """So many waits of a day that are alike: a row of `breakdowns.statement`.

    `part` is one of `breakdowns.Part`. Its key is `number`, or else `text`; the other is 0 or empty.
    """

    __tablename__ = "tally_count"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day_id: Mapped[int] = mapped_column(ForeignKey("tally_day.id"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
