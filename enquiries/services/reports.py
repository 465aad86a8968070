"""Reading back how fast people were answered: row by row for the file, or summed up.

Read centre by centre in the order of receipt, which an index gives without sorting, and a thousand rows at a
time, so that a million enquiries fit into memory. A period is of the days on which they were received.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from enquiries.domain.openings import Openings
from enquiries.domain.period import Period
from enquiries.domain.response_times import ResponseTimes, seconds_waited
from enquiries.domain.summary import Summary, Tally, Times
from enquiries.models.centre import Centre
from enquiries.models.enquiry import Enquiry
from enquiries.models.staff import Staff

_ROWS_AT_A_TIME = 1000
_Columns = tuple[Any, ...]

# What `Times` is made of.
TIMES: _Columns = (
    Enquiry.received_at,
    Enquiry.first_due_at,
    Enquiry.alerted_at,
    Enquiry.claimed_at,
    Enquiry.first_call_at,
    Enquiry.reached_at,
    Enquiry.outcome,
)


@dataclass(frozen=True)
class Figures:
    """The summary of each centre asked for, in their order, and of all of them together."""

    by_centre: Sequence[tuple[Centre, Summary]]
    together: Summary


def response_times(session: Session, period: Period, centres: Sequence[Centre]) -> Iterator[ResponseTimes]:
    """Every enquiry of these centres in the period, tests and spam included."""
    for centre in centres:
        openings = Openings(centre.opening_hours, centre.zone)
        for row in _read(session, _rows_of(centre, period)):
            yield _response_times(row, centre, openings)


def figures(session: Session, period: Period, centres: Sequence[Centre]) -> Figures:
    """The figures of these centres in the period."""
    together = Tally()
    by_centre = []
    for centre in centres:
        tally = Tally(centre.promise)
        for row in _read(session, _times_of(centre, period)):
            tally.add(Times(*row))
        together.include(tally)
        by_centre.append((centre, tally.summary()))
    return Figures(by_centre, together.summary())


def _read(session: Session, statement: Select[*_Columns]) -> Iterator[Row[*_Columns]]:
    return iter(session.execute(statement.execution_options(yield_per=_ROWS_AT_A_TIME)))


def _times_of(centre: Centre, period: Period) -> Select[*_Columns]:
    return select(*TIMES).where(*_received_in(centre, period))


def _rows_of(centre: Centre, period: Period) -> Select[*_Columns]:
    return (
        select(
            Enquiry.reference,
            Enquiry.code,
            Enquiry.channel,
            Enquiry.source,
            Enquiry.about,
            Enquiry.urgent,
            Enquiry.received_at,
            Enquiry.first_due_at,
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


def _response_times(row: Row[*_Columns], centre: Centre, openings: Openings) -> ResponseTimes:
    values = row._asdict()
    wanted_at = values.pop("first_due_at")
    return ResponseTimes(
        **values,
        centre=centre.slug,
        seconds_to_alert=seconds_waited(row.received_at, wanted_at, row.alerted_at),
        seconds_to_claim=seconds_waited(row.received_at, wanted_at, row.claimed_at),
        seconds_to_first_call=seconds_waited(row.received_at, wanted_at, row.first_call_at),
        open_hours=openings.is_open(row.received_at),
    )
