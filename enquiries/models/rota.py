"""Who is on call when, by shifts and one-off changes, and the ladder of who is alerted after how long."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.core.base import Base
from enquiries.models.staff import Staff


class Shift(Base):
    """A weekly turn on call. `days`, `start` and `end` are as in the setup file: the centre's wall-clock."""

    __tablename__ = "shift"
    __table_args__ = (CheckConstraint("level > 0", name="level_counts_from_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    level: Mapped[int]
    days: Mapped[str]
    start: Mapped[str]
    end: Mapped[str]

    staff: Mapped[Staff] = relationship()


class Override(Base):
    """A one-off change: somebody is on, or not on, from one moment to another."""

    __tablename__ = "override"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        Index("ix_override_centre_time", "centre_id", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    level: Mapped[int | None]
    on: Mapped[bool]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    # whether somebody whose time off ended has been told so
    end_told: Mapped[bool] = mapped_column(default=False, server_default=false())

    staff: Mapped[Staff] = relationship()


class EscalationStep(Base):
    """One rung of a centre's ladder. `after_seconds` counts from the moment an enquiry is due."""

    __tablename__ = "escalation_step"
    __table_args__ = (UniqueConstraint("centre_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    position: Mapped[int]
    after_seconds: Mapped[int]
    to: Mapped[str]
