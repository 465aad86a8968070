"""Read response times row by row for the file, and the targets that they are compared with.

Rows are read per centre in order of receipt, which an index provides without sorting, a thousand at a time so
that a million need little memory. A period refers to the days on which enquiries were received.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from enquiries.dates.period import Period
from enquiries.lifecycle import wait_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.waits import Span
from enquiries.organisation.hours import Openings
from enquiries.organisation.models import Centre, Staff
from enquiries.reporting.models import ResponseTarget
from enquiries.reporting.response_times import NoEvidence, ResponseTimes, seconds_so_far, seconds_until
from enquiries.reporting.targets import URGENT, Measure, Target, Targets, targets_from

_ROWS_AT_A_TIME = 1000
_Columns = tuple[Any, ...]
_Row = Row[*_Columns]


def response_times(
    session: Session, now: datetime, period: Period, centres: Sequence[Centre]
) -> Iterator[ResponseTimes]:
    """Yield every enquiry of these centres in the period, tests and spam included."""
    slugs = dict(session.execute(select(Centre.id, Centre.slug)).all())
    for centre in centres:
        openings = Openings(centre.opening_hours, centre.zone)
        for rows in _some(_read(session, _rows_of(centre, period))):
            waits = wait_rows.of_each(session, [row.id for row in rows])
            for row in rows:
                yield _response_times(row, waits[row.id], now, slugs, openings)


def _some(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    while some := list(islice(rows, _ROWS_AT_A_TIME)):
        yield some


def count_rows(session: Session, period: Period, centres: Sequence[Centre]) -> int:
    """Count the enquiries that `response_times` yields."""
    of_each = (select(func.count()).where(*_received_in(centre, period)) for centre in centres)
    return sum(session.scalars(each).one() for each in of_each)


def _read(session: Session, statement: Select[*_Columns]) -> Iterator[Row[*_Columns]]:
    return iter(session.execute(statement.execution_options(yield_per=_ROWS_AT_A_TIME)))


def _rows_of(centre: Centre, period: Period) -> Select[*_Columns]:
    return (
        select(
            Enquiry.id,
            Enquiry.centre_id,
            Enquiry.reference,
            Enquiry.code,
            Enquiry.channel,
            Enquiry.source,
            Enquiry.about,
            Enquiry.counts_as_urgent.label("urgent"),
            Enquiry.received_at,
            Enquiry.acknowledged_at,
            Enquiry.alerted_at,
            Enquiry.alert_delivered_at,
            Enquiry.claimed_at,
            Staff.name.label("claimed_by"),
            Enquiry.first_call_at,
            Enquiry.reached_at,
            Enquiry.closed_at,
            Enquiry.outcome,
            Enquiry.attempts,
            Enquiry.excluded_reason,
            Enquiry.admitted_at,
        )
        .outerjoin(Staff, Staff.id == Enquiry.claimed_by_id)
        .where(*_received_in(centre, period))
        .order_by(Enquiry.received_at, Enquiry.id)
    )


def _received_in(centre: Centre, period: Period) -> Iterator[ColumnElement[bool]]:
    yield Enquiry.centre_id == centre.id
    yield ~Enquiry.synthetic
    starts_at, ends_at = period.starts_at(centre.zone), period.ends_at(centre.zone)
    if starts_at is not None:
        yield Enquiry.received_at >= starts_at
    if ends_at is not None:
        yield Enquiry.received_at < ends_at


def _response_times(
    row: Row[*_Columns], waits: Sequence[Span], now: datetime, slugs: Mapping[int, str], openings: Openings
) -> ResponseTimes:
    values = row._asdict()
    del values["id"]
    here, first = values.pop("centre_id"), waits[0]
    return ResponseTimes(
        **values,
        centre=slugs[here],
        seconds_to_alert=seconds_until(first, row.alerted_at),
        seconds_to_claim=seconds_until(first, row.claimed_at),
        seconds_to_first_call=seconds_until(first, row.first_call_at),
        open_hours=openings.is_open(row.received_at),
        waits=len(waits),
        worst_wait_seconds=max(seconds_so_far(each, now) for each in waits),
        call_evidence=next((each.evidence for each in waits if each.evidence), NoEvidence.NONE),
        moved_from=slugs[first.centre_id] if first.centre_id != here else None,
    )


def all_targets(session: Session) -> Targets:
    """Return the installation's targets, with the defaults for the rest."""
    written = session.scalars(select(ResponseTarget))
    return targets_from(Target(each.of, each.percent, each.seconds) for each in written)


def time_for_urgent(session: Session, centre: Centre) -> timedelta:
    """How soon an urgent enquiry is to be called: by the target, or by the centre's promise if sooner."""
    target = timedelta(seconds=all_targets(session)[Measure.FIRST_CALL, URGENT])
    return min(target, centre.promise)
