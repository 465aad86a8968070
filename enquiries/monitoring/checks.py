"""Checks, every few seconds, for whatever could make the service forget a person.

Each check yields the causes present now. The tick runs them and records a checkpoint each time; from that a
worker, or the next tick, can tell that no checks ran for a while.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.core import counters, leases, shared_clock
from enquiries.core.base import is_one_of
from enquiries.intake import synthetic
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging import outbox
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.oncall import alerts
from enquiries.oncall.escalation import REMINDER
from enquiries.organisation import centres, on_call
from enquiries.organisation.models import Centre, Number, Staff

log = logging.getLogger(__name__)

BAD_SIGNATURE = "bad signature"

_WATCH = "watch"
_AWAY = timedelta(minutes=1)
_STUCK = timedelta(minutes=1)
_WORKER_SILENT = timedelta(seconds=30)
_BURST = 10
_BURST_WITHIN = timedelta(minutes=5)
_TRIES_BEFORE_SHOWN = 5
_IN_A_ROW = 3
_RECENT = timedelta(days=1)

Check = Callable[[Session, datetime], Iterator[Cause]]


@dataclass(frozen=True)
class CheckResults:
    """The causes found, and the kinds that are unknown because their check failed (`blind`)."""

    causes: Sequence[Cause]
    blind: Collection[AlarmKind]


def run_checks(session: Session, now: datetime, *, thoroughly: bool) -> CheckResults:
    """Find what is wrong, reading only. `thoroughly` includes the checks that run once a minute."""
    causes: list[Cause] = []
    blind = set()
    for kind, check in _CHECKS.items():
        if thoroughly or kind not in _EACH_MINUTE:
            try:
                with session.begin_nested():
                    causes += check(session, now)
            except Exception:
                # What makes one check fail must not blind the others.
                log.exception("check_failed", extra={"kind": kind.value})
                blind.add(kind)
    return CheckResults(causes, blind)


def raise_alarms(session: Session, now: datetime, sight: CheckResults) -> None:
    """Raise alarms for what was found just now, and tell people."""
    if _is_away(session):
        alarms.raise_alarm(session, now, _ladder_stopped())
    counters.set_checkpoint(session, _WATCH, shared_clock.read(session))
    for cause in sight.causes:
        alarms.raise_alarm(session, now, cause)
    alarms.notify(session, now, [kind for kind in AlarmKind if kind not in sight.blind])
    counters.sweep(session, now)


def check_tick(session: Session, now: datetime) -> None:
    """Raise an alarm where the tick has stopped. Workers call this: a stopped tick cannot."""
    if _is_away(session):
        alarms.raise_alarm(session, now, _ladder_stopped())
        alarms.notify(session, now, [AlarmKind.LADDER_STOPPED])


def stand_down(session: Session) -> None:
    """Record that the tick was stopped on purpose, so that its absence raises no alarm."""
    counters.delete_checkpoint(session, _WATCH)


def is_well(session: Session, now: datetime) -> bool:
    """Return True where enquiries get through, so that the external heartbeat may be sent."""
    silence = leases.silence(session, "worker")
    works = silence is not None and silence < _WORKER_SILENT
    return works and not _oldest_is_stuck(session, now) and not synthetic.last_probe_failed(session)


def _is_away(session: Session) -> bool:
    looked_at = counters.get_checkpoint(session, _WATCH)
    return looked_at is not None and shared_clock.read(session) - looked_at > _AWAY


def _ladder_stopped() -> Cause:
    return Cause(AlarmKind.LADDER_STOPPED, "alerts delayed")


def _waiting(session: Session, now: datetime) -> Iterator[Cause]:
    """Find waits past the ladder's first five-minute reminder. The reminders are texts; this alarm is not."""
    for centre in centres.all_centres(session):
        ladder = alerts.ladder_of(session, centre)
        waiting = session.scalar(
            select(func.count(Enquiry.id)).where(
                Enquiry.state == EnquiryState.OPEN,
                Enquiry.due_at <= now - ladder[-1].after - REMINDER,
                Enquiry.centre_id == centre.id,
                Enquiry.ladder_step >= len(ladder),
            )
        )
        if waiting:
            yield Cause(AlarmKind.WAITING, f"{waiting} waiting", f"centre {centre.id}", centre.id)


def _not_read(session: Session, now: datetime) -> Iterator[Cause]:
    """Find texts that failed five times and need a person. The alarm goes to the number's centre."""
    for centre_id in session.scalars(
        select(Number.centre_id)
        .select_from(Incoming)
        .outerjoin(Number, Number.number == Incoming.to)
        .where(
            is_one_of(Incoming.state, InboxState.NEW, InboxState.FAILED),
            Incoming.attempts >= _TRIES_BEFORE_SHOWN,
        )
        .distinct()
    ):
        yield Cause(AlarmKind.NOT_READ, "text not read", f"centre {centre_id}", centre_id)


def _texts_stuck(session: Session, now: datetime) -> Iterator[Cause]:
    if _oldest_is_stuck(session, now):
        yield Cause(AlarmKind.TEXTS_STUCK, "texts stuck")


def _oldest_is_stuck(session: Session, now: datetime) -> bool:
    oldest = outbox.oldest_waiting(session, now)
    return oldest is not None and now - oldest > _STUCK


def _no_worker(session: Session, now: datetime) -> Iterator[Cause]:
    silence = leases.silence(session, "worker")
    if silence is None or silence >= _WORKER_SILENT:
        yield Cause(AlarmKind.NO_WORKER, "no worker")


def _bad_signatures(session: Session, now: datetime) -> Iterator[Cause]:
    if counters.counted_since(session, BAD_SIGNATURE, now - _BURST_WITHIN) >= _BURST:
        yield Cause(AlarmKind.BAD_SIGNATURES, "bad signatures")


def _walk_failed(session: Session, now: datetime) -> Iterator[Cause]:
    if synthetic.last_probe_failed(session):
        yield Cause(AlarmKind.WALK_FAILED, "test failed")


def _nobody_on_call(session: Session, now: datetime) -> Iterator[Cause]:
    for centre in centres.all_centres(session):
        if _is_open(centre, now) and not on_call.who_is_on(session, centre, now):
            yield Cause(AlarmKind.NOBODY_ON_CALL, "no one on call", f"centre {centre.id}", centre.id)


def _is_open(centre: Centre, now: datetime) -> bool:
    return centre.opening_hours.is_open(now, centre.zone)


def _unreachable(session: Session, now: datetime) -> Iterator[Cause]:
    """Find staff who received none of the last three texts with a known result."""
    for person in session.scalars(select(Staff).where(Staff.active).order_by(Staff.id)):
        fates = session.scalars(
            select(Outgoing.state)
            .where(
                Outgoing.staff_id == person.id,
                Outgoing.created_at > now - _RECENT,
                Outgoing.state.in_([MessageState.DELIVERED, MessageState.UNDELIVERED, MessageState.FAILED]),
            )
            .order_by(Outgoing.created_at.desc())
            .limit(_IN_A_ROW)
        ).all()
        if len(fates) == _IN_A_ROW and MessageState.DELIVERED not in fates:
            first_name = person.name.split()[0][:6]
            centre_id = next((centre.id for centre in person.centres), None)
            yield Cause(AlarmKind.UNREACHABLE, f"{first_name} no text", f"staff {person.id}", centre_id)


_CHECKS: Mapping[AlarmKind, Check] = {
    AlarmKind.WAITING: _waiting,
    AlarmKind.NOT_READ: _not_read,
    AlarmKind.TEXTS_STUCK: _texts_stuck,
    AlarmKind.NO_WORKER: _no_worker,
    AlarmKind.BAD_SIGNATURES: _bad_signatures,
    AlarmKind.WALK_FAILED: _walk_failed,
    AlarmKind.NOBODY_ON_CALL: _nobody_on_call,
    AlarmKind.UNREACHABLE: _unreachable,
}
# these are costly for the database or the rota
_EACH_MINUTE = frozenset({AlarmKind.NOBODY_ON_CALL, AlarmKind.UNREACHABLE})
