"""Checkpoints for periodic work, and per-minute counters."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from enquiries.core.base import Base, insert_for

_COUNTS_KEPT_FOR = timedelta(hours=1)


class Mark(Base):
    """The checkpoint of a piece of periodic work ("watch", "received 83222"): done up to `at`."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Tally(Base):
    """How often something happened in the minute that began at `minute`."""

    __tablename__ = "tally"

    name: Mapped[str] = mapped_column(primary_key=True)
    minute: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int]


def get_checkpoint(session: Session, name: str) -> datetime | None:
    """Return the moment (UTC) up to which the work is done; None where it has no checkpoint."""
    return session.scalar(select(Mark.at).where(Mark.name == name))


def set_checkpoint(session: Session, name: str, at: datetime) -> None:
    """Record that the work is done up to `at`."""
    mark = insert_for(session)(Mark).values(name=name, at=at)
    session.execute(mark.on_conflict_do_update(index_elements=[Mark.name], set_={"at": at}))


def delete_checkpoint(session: Session, name: str) -> None:
    """Delete the checkpoint of work that stopped in good order, so that its pause is not a fault."""
    session.execute(delete(Mark).where(Mark.name == name))


def count(session: Session, now: datetime, name: str) -> None:
    """Add one to the counter of the current minute."""
    minute = now.replace(second=0, microsecond=0)
    tally = insert_for(session)(Tally).values(name=name, minute=minute, count=1)
    session.execute(
        tally.on_conflict_do_update(
            index_elements=[Tally.name, Tally.minute], set_={"count": Tally.count + 1}
        )
    )


def counted_since(session: Session, name: str, since: datetime) -> int:
    """Return the total of the minutes that began at `since` or later."""
    return (
        session.scalar(
            select(func.coalesce(func.sum(Tally.count), 0)).where(Tally.name == name, Tally.minute >= since)
        )
        or 0
    )


def uncount(session: Session, name: str) -> None:
    """Delete every count of that name."""
    session.execute(delete(Tally).where(Tally.name == name))


def sweep(session: Session, now: datetime) -> None:
    """Delete counts older than an hour; no limit looks further back."""
    session.execute(delete(Tally).where(Tally.minute < now - _COUNTS_KEPT_FOR))
