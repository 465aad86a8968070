"""Heartbeats of processes, and the lease that lets one process at a time do periodic work.

Both go by the clock that all hosts share, so that the clocks of hosts need not agree.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from enquiries.core import shared_clock
from enquiries.core.base import Base, insert_for

# A process that records a beat every few seconds and has been silent for this long is gone or stuck.
FRESH = timedelta(seconds=30)
_KEPT_FOR = timedelta(days=1)


class Beat(Base):
    """The last heartbeat of a process, by name ("worker-host-123", "tick")."""

    __tablename__ = "beat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Lease(Base):
    """A piece of work that one holder at a time may do, until `until`."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


def hold(session: Session, name: str, holder: str, length: timedelta) -> bool:
    """Acquire or renew the lease `name` for `length`. Return True where this holder has it now."""
    until = shared_clock.moment(session, length)
    lease = insert_for(session)(Lease).values(name=name, holder=holder, until=until)
    held = session.execute(
        lease.on_conflict_do_update(
            index_elements=[Lease.name],
            set_={"holder": holder, "until": until},
            where=(Lease.holder == holder) | (Lease.until <= shared_clock.moment(session)),
        ).returning(Lease.holder)
    )
    return held.scalar() is not None


def record_beat(session: Session, name: str) -> None:
    """Record that this process is alive. Beats older than a day are deleted."""
    now = shared_clock.moment(session)
    sign = insert_for(session)(Beat).values(name=name, at=now)
    session.execute(sign.on_conflict_do_update(index_elements=[Beat.name], set_={"at": now}))
    session.execute(delete(Beat).where(Beat.at < shared_clock.moment(session, -_KEPT_FOR)))


def silence(session: Session, role: str) -> timedelta | None:
    """Return how long ago any process last beat whose name starts with `role`; None where none ever did."""
    last = select(func.max(Beat.at), shared_clock.moment(session)).where(Beat.name.startswith(role))
    at, now = session.execute(last).one()
    return None if at is None else now - at


def find_problem(session: Session, role: str) -> str | None:
    """Return what is wrong with a role, "worker" or "tick"; None where a process of it has a fresh beat."""
    silent = silence(session, role)
    if silent is None:
        return "has never reported"
    return None if silent < FRESH else f"has not reported for {int(silent.total_seconds())} s"
