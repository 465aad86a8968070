"""How far periodic work has got, and how often something happened in a minute.

Remembering how far periodic work has got, and counting by the minute.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from enquiries.core.base import Base, insert_for


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


_COUNTS_KEPT = timedelta(hours=1)


def reached(session: Session, name: str) -> datetime | None:
    """Up to when the work of that name is done; None where it was never begun."""
    return session.scalar(select(Mark.at).where(Mark.name == name))


def reach(session: Session, name: str, at: datetime) -> None:
    """The work of that name is done up to `at`."""
    mark = insert_for(session)(Mark).values(name=name, at=at)
    session.execute(mark.on_conflict_do_update(index_elements=[Mark.name], set_={"at": at}))


def forget(session: Session, name: str) -> None:
    """The work of that name has ended in good order: a pause in it is no fault."""
    session.execute(delete(Mark).where(Mark.name == name))


def count(session: Session, now: datetime, name: str) -> None:
    """It happened once more in this minute."""
    minute = now.replace(second=0, microsecond=0)
    tally = insert_for(session)(Tally).values(name=name, minute=minute, count=1)
    session.execute(
        tally.on_conflict_do_update(
            index_elements=[Tally.name, Tally.minute], set_={"count": Tally.count + 1}
        )
    )


def counted_since(session: Session, name: str, since: datetime) -> int:
    """How often it happened in the minutes that began at `since` or later."""
    return (
        session.scalar(
            select(func.coalesce(func.sum(Tally.count), 0)).where(Tally.name == name, Tally.minute >= since)
        )
        or 0
    )


def uncount(session: Session, name: str) -> None:
    """As if it had never happened."""
    session.execute(delete(Tally).where(Tally.name == name))


def sweep(session: Session, now: datetime) -> None:
    """Forget counts that nobody asks for any more."""
    session.execute(delete(Tally).where(Tally.minute < now - _COUNTS_KEPT))
