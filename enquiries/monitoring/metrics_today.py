"""What happened today, for Prometheus: counters and histograms that begin again at midnight UTC.

Prometheus takes that for a restart. Only rows written since midnight are read, so the cost is the same with
ten thousand enquiries stored as with a million. Duplicates, spam and tests are left out of the histograms.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry, Wait
from enquiries.lifecycle.waits import time_waited
from enquiries.messaging.models import Outgoing
from enquiries.monitoring import id_search

# Seconds. The targets are among them: 10 s to acknowledge, 15 s to alert, 2 and 5 min to claim, 5 and 15 to
# call.
BUCKETS: Final = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 14400)
_UNTIL: Final = {
    "acknowledged": "acknowledged_at",
    "alerted": "alerted_at",
    "alert_delivered": "alert_delivered_at",
    "claimed": "claimed_at",
    "first_call": "first_call_at",
}
_Rows = Sequence[Row[tuple[Any, ...]]]


def today_metrics(session: Session, now: datetime, slugs: Mapping[int, str]) -> Iterator[Metric]:
    """Every metric of the day. `slugs` are those of the centres, by id."""
    today = id_search.midnight(now)
    touched = _touched(session, today)
    received = Counter((slugs[row.centre_id], row.channel) for row in touched if row.received_at >= today)
    closed = Counter(
        (slugs[row.centre_id], row.outcome) for row in touched if row.closed_at and row.closed_at >= today
    )
    yield _counted("ringback_enquiries_received", "Enquiries received.", "channel", received, today)
    yield _counted("ringback_enquiries_closed", "Enquiries closed.", "outcome", closed, today)
    yield _not_them(session, slugs, today)
    yield _waits(touched, slugs, today)
    yield _texts(session, today)


def _touched(session: Session, today: datetime) -> _Rows:
    """The enquiries to which something happened today."""
    first = id_search.first_id(session, TimelineEntry.id, TimelineEntry.at, today)
    return session.execute(
        select(
            Enquiry.centre_id,
            Enquiry.channel,
            Enquiry.outcome,
            Enquiry.excluded_reason,
            Enquiry.received_at,
            Enquiry.closed_at,
            Wait.began_at,
            Wait.wanted_at,
            *(getattr(Enquiry, column) for column in _UNTIL.values()),
        )
        .join(Wait, (Wait.enquiry_id == Enquiry.id) & (Wait.number == 1))
        .where(Enquiry.id.in_(select(TimelineEntry.enquiry_id).where(TimelineEntry.id >= first)))
    ).all()


def _counted(
    name: str, says: str, label: str, counts: Counter[tuple[str, StrEnum]], today: datetime
) -> Metric:
    family = CounterMetricFamily(name, f"{says} Since midnight UTC.", labels=("centre", label))
    for (slug, word), count in sorted(counts.items()):
        family.add_metric((slug, word.value), count, created=today.timestamp())
    return family


def _not_them(session: Session, slugs: Mapping[int, str], today: datetime) -> Metric:
    """Count people who did not ask. Many suggest that forms are sent with other people's numbers."""
    family = CounterMetricFamily(
        "ringback_not_me",
        "People who said it wasn't them who asked. Since midnight UTC.",
        labels=("centre",),
    )
    first = id_search.first_id(session, TimelineEntry.id, TimelineEntry.at, today)
    found = session.execute(
        select(Enquiry.centre_id, func.count())
        .join(TimelineEntry)
        .where(TimelineEntry.id >= first, TimelineEntry.what == EventKind.NOT_ME)
        .group_by(Enquiry.centre_id)
    )
    for centre, count in found:
        family.add_metric((slugs[centre],), count, created=today.timestamp())
    return family


def _waits(touched: _Rows, slugs: Mapping[int, str], today: datetime) -> Metric:
    family = HistogramMetricFamily(
        "ringback_wait_seconds",
        "How long people waited for what happened since midnight UTC, counted as in the response-time file.",
        labels=("centre", "until"),
    )
    for centre, slug in slugs.items():
        rows = [row for row in touched if row.centre_id == centre and row.excluded_reason is None]
        for until, column in _UNTIL.items():
            waits = [
                time_waited(row.began_at, row.wanted_at, at).total_seconds()
                for row in rows
                if (at := getattr(row, column)) is not None and at >= today
            ]
            family.add_metric((slug, until), _buckets(waits), sum(waits))
    return family


def _buckets(waits: Sequence[float]) -> list[tuple[str, float]]:
    shorter = [(str(float(bound)), float(sum(wait <= bound for wait in waits))) for bound in BUCKETS]
    return [*shorter, ("+Inf", float(len(waits)))]


def _texts(session: Session, today: datetime) -> Metric:
    family = GaugeMetricFamily(
        "ringback_texts",
        "Texts posted since midnight UTC by where they are now; error is the provider's code.",
        labels=("to", "state", "error"),
    )
    to_staff = Outgoing.staff_id.is_not(None)
    columns = (to_staff, Outgoing.state, Outgoing.error_code)
    first = id_search.first_id(session, Outgoing.id, Outgoing.created_at, today)
    found = session.execute(select(*columns, func.count()).where(Outgoing.id >= first).group_by(*columns))
    for staff, state, error, count in found:
        family.add_metric(("staff" if staff else "enquirer", state.value, str(error or "")), count)
    return family
