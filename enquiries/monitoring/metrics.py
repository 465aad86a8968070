"""Prometheus metrics from the database: who waits, what is stuck, and what happened today.

Counted on each scrape, so that the figures are right for any number of processes. Gauges read only waiting
rows, through partial indexes. No label says anything of a person.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import Any, Final

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from enquiries.core import shared_clock
from enquiries.core.enums import Priority
from enquiries.core.leases import Beat
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.monitoring import metrics_today
from enquiries.organisation import centres

_STILL_TO_SEND: Final = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)
_STILL_TO_READ: Final = (InboxState.NEW, InboxState.FAILED)
_NONE: Final = (0, 0.0)  # as many, and their age


def all_metrics(session: Session, now: datetime) -> Iterator[Metric]:
    """Yield every metric that the database holds."""
    slugs = {centre.id: centre.slug for centre in centres.all_centres(session)}
    yield from _waiting(session, now, slugs)
    yield from _outbox(session, now)
    yield from _inbox(session, now)
    yield _beats(session)
    yield from metrics_today.today_metrics(session, now, slugs)


def _waiting(session: Session, now: datetime, slugs: Mapping[int, str]) -> Iterator[Metric]:
    active = GaugeMetricFamily(
        "ringback_enquiries", "Enquiries not closed.", labels=("centre", "state", "urgent")
    )
    longest = GaugeMetricFamily(
        "ringback_longest_wait_seconds",
        "Seconds that the longest-waiting enquiry not yet taken has been due; 0 when there is none.",
        labels=("centre",),
    )
    columns = (Enquiry.centre_id, Enquiry.state, Enquiry.urgent)
    found = session.execute(
        select(*columns, func.count(), func.min(Enquiry.due_at)).where(_is_not_closed()).group_by(*columns)
    )
    waiting = {
        (centre, state, urgent): (count, _age(due, now)) for centre, state, urgent, count, due in found
    }
    for centre, slug in slugs.items():
        for state, urgent in product((EnquiryState.OPEN, EnquiryState.CLAIMED), (True, False)):
            count, _ = waiting.get((centre, state, urgent), _NONE)
            active.add_metric((slug, state.value, "yes" if urgent else "no"), count)
        ages = (waiting.get((centre, EnquiryState.OPEN, urgent), _NONE)[1] for urgent in (True, False))
        longest.add_metric((slug,), max(ages))
    yield from (active, longest)


def _outbox(session: Session, now: datetime) -> Iterator[Metric]:
    depth = GaugeMetricFamily("ringback_outbox", "Texts still to be sent.", labels=("priority",))
    oldest = GaugeMetricFamily(
        "ringback_outbox_oldest_seconds",
        "Seconds that the longest-waiting unsent text has been due; 0 when there is none.",
        labels=("priority",),
    )
    found = session.execute(
        select(Outgoing.priority, func.count(), func.min(Outgoing.send_at))
        .where(_is_one_of(Outgoing.state, _STILL_TO_SEND))
        .group_by(Outgoing.priority)
    )
    waiting = {priority: (count, _age(at, now)) for priority, count, at in found}
    for priority in Priority:
        count, age = waiting.get(priority, _NONE)
        depth.add_metric((priority.name.lower(),), count)
        oldest.add_metric((priority.name.lower(),), age)
    yield from (depth, oldest)


def _inbox(session: Session, now: datetime) -> Iterator[Metric]:
    depth = GaugeMetricFamily(
        "ringback_inbox", "Texts that came in and could not be processed.", labels=("state",)
    )
    oldest = GaugeMetricFamily(
        "ringback_inbox_oldest_seconds", "Age of the oldest text that came in and could not be processed."
    )
    found = session.execute(
        select(Incoming.state, func.count(), func.min(Incoming.received_at))
        .where(_is_one_of(Incoming.state, _STILL_TO_READ))
        .group_by(Incoming.state)
    )
    waiting = {state: (count, _age(at, now)) for state, count, at in found}
    for state in _STILL_TO_READ:
        depth.add_metric((state.value,), waiting.get(state, _NONE)[0])
    oldest.add_metric((), max((age for _, age in waiting.values()), default=0))
    yield from (depth, oldest)


def _beats(session: Session) -> Metric:
    """By role and host: a process that was started again goes on with the beats of the one before it."""
    family = GaugeMetricFamily(
        "ringback_beat_age_seconds", "Seconds since a process last reported.", labels=("process",)
    )
    now = shared_clock.read(session)
    latest: dict[str, datetime] = {}
    for name, at in session.execute(select(Beat.name, Beat.at).order_by(Beat.at)):
        latest[name.rpartition(":")[0] or name] = at
    for process, at in sorted(latest.items()):
        family.add_metric((process,), _age(at, now))
    return family


# States are written out below: SQLite uses an index of some rows only where it reads in the statement that
# it may. With a million closed enquiries it would else rather read all of them.


def _is_one_of(column: InstrumentedAttribute[Any], states: Iterable[StrEnum]) -> ColumnElement[bool]:
    return column.in_(bindparam(None, list(states), expanding=True, literal_execute=True))


def _is_not_closed() -> ColumnElement[bool]:
    return Enquiry.state != bindparam(None, EnquiryState.CLOSED, literal_execute=True)


def _age(at: datetime, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds())
