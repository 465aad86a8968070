"""Signs of life of our own processes, and the lease that makes one of many do the periodic work.

Work that one of many processes does, and signs of life.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from enquiries.core.base import Base, insert_for


class Beat(Base):
    """The last sign of life of a process, by name ("worker-host-123", "tick")."""

    __tablename__ = "beat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Lease(Base):
    """A piece of work that one holder at a time may do, until `until`."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


# A process that beats every few seconds and is not heard of for this long is gone or stuck.
FRESH = timedelta(seconds=30)
_FORGOTTEN_AFTER = timedelta(days=1)


def hold(session: Session, now: datetime, name: str, holder: str, length: timedelta) -> bool:
    """Whether this holder has the work from now on, for `length`; renewed by calling again."""
    lease = insert_for(session)(Lease).values(name=name, holder=holder, until=now + length)
    held = session.execute(
        lease.on_conflict_do_update(
            index_elements=[Lease.name],
            set_={"holder": holder, "until": now + length},
            where=(Lease.holder == holder) | (Lease.until <= now),
        ).returning(Lease.holder)
    )
    return held.scalar() is not None


def beat(session: Session, now: datetime, name: str) -> None:
    """This process is alive and working. Beats of processes long gone are swept away."""
    sign = insert_for(session)(Beat).values(name=name, at=now)
    session.execute(sign.on_conflict_do_update(index_elements=[Beat.name], set_={"at": now}))
    session.execute(delete(Beat).where(Beat.at < now - _FORGOTTEN_AFTER))


def last_beat(session: Session, role: str) -> datetime | None:
    """The last sign of life of any process whose name begins so; None where there is none to be found."""
    return session.scalar(select(func.max(Beat.at)).where(Beat.name.startswith(role)))


def complaint(session: Session, now: datetime, role: str) -> str | None:
    """What is wrong with the processes of a role, "worker" or "tick"; None when one of them beats."""
    last = last_beat(session, role)
    if last is None:
        return "has never reported"
    silent = now - last
    return None if silent < FRESH else f"has not reported for {int(silent.total_seconds())} s"
