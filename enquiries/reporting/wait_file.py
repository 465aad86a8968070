"""The file of waits: one row for each span in which a call was wanted, from which every figure is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.dates.period import Period
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.waits import Began, Ended, Evidence, Span
from enquiries.organisation.models import Centre, Staff
from enquiries.reporting.response_times import NoEvidence, seconds_until

_ROWS_AT_A_TIME = 1000
_URGENT = Enquiry.counts_as_urgent.label("urgent")


@dataclass(frozen=True)
class WaitRow:
    """One wait. The fields are the columns of the file, in order; None has not happened, or is not known yet.

    `in_time`: the call came while the promise held. None where it still holds, or where the wait goes on at
    another centre.
    """

    reference: str
    wait: int
    centre: str  # slug
    channel: Channel
    source: str
    urgent: bool
    wanted_at: datetime
    began: Began
    alerted_at: datetime | None
    claimed_at: datetime | None
    claimed_by: str | None
    called_at: datetime | None
    call_evidence: Evidence | NoEvidence
    seconds: int | None
    promise_seconds: int
    in_time: bool | None
    ended: Ended | None


def waits(session: Session, now: datetime, period: Period, centres: Sequence[Centre]) -> Iterator[WaitRow]:
    """Yield every wait of these centres whose call was wanted in the period, of tests and spam included."""
    for centre in centres:
        rows = (
            select(Wait, Enquiry.reference, Enquiry.channel, Enquiry.source, _URGENT, Staff.name)
            .join(Enquiry, Enquiry.id == Wait.enquiry_id)
            .outerjoin(Staff, Staff.id == Wait.claimed_by_id)
            .where(Wait.centre_id == centre.id, ~Enquiry.synthetic, *_within(centre, period))
            .order_by(Wait.wanted_at, Wait.id)
            .execution_options(yield_per=_ROWS_AT_A_TIME)
        )
        for row in session.execute(rows):
            yield _row(row, centre, now)
            session.expunge(row.Wait)


def count_rows(session: Session, period: Period, centres: Sequence[Centre]) -> int:
    """Count the waits that `waits` yields."""
    of_each = (
        select(func.count())
        .select_from(Wait)
        .join(Enquiry, Enquiry.id == Wait.enquiry_id)
        .where(Wait.centre_id == centre.id, ~Enquiry.synthetic, *_within(centre, period))
        for centre in centres
    )
    return sum(session.scalars(each).one() for each in of_each)


def is_in_time(wait: Span, now: datetime) -> bool | None:
    """Return whether the call came while the promise held; None where that is not known, or goes on."""
    if wait.called_at is not None:
        return wait.promise_holds(wait.called_at)
    if wait.ended is Ended.MOVED or (wait.is_open and wait.promise_holds(now)):
        return None
    return False


def _within(centre: Centre, period: Period) -> Iterator[Any]:
    starts_at, ends_at = period.starts_at(centre.zone), period.ends_at(centre.zone)
    if starts_at is not None:
        yield Wait.wanted_at >= starts_at
    if ends_at is not None:
        yield Wait.wanted_at < ends_at


def _row(row: Row[*tuple[Any, ...]], centre: Centre, now: datetime) -> WaitRow:
    wait: Span = row.Wait.span
    return WaitRow(
        reference=row.reference,
        wait=wait.number,
        centre=centre.slug,
        channel=row.channel,
        source=row.source,
        urgent=row.urgent,
        wanted_at=wait.wanted_at,
        began=wait.began,
        alerted_at=wait.alerted_at,
        claimed_at=wait.claimed_at,
        claimed_by=row.name,
        called_at=wait.called_at,
        call_evidence=wait.evidence or NoEvidence.NONE,
        seconds=seconds_until(wait, wait.called_at),
        promise_seconds=wait.promise_seconds,
        in_time=is_in_time(wait, now),
        ended=wait.ended,
    )
