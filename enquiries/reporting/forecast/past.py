"""Read the history of a centre from its waits and claims, by an index and never more than so many rows."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from enquiries.dates.week import moment
from enquiries.lifecycle.models import Claim, Enquiry, Wait
from enquiries.lifecycle.waits import Began, Ended, Evidence
from enquiries.organisation import on_call, snapshot
from enquiries.organisation.ladder import default_ladder
from enquiries.organisation.models import Centre
from enquiries.reporting.forecast.enough import LEAST_WEEKS, NoForecast
from enquiries.reporting.forecast.habits import LONGEST_CALL
from enquiries.reporting.forecast.history import CentreRota, HandledCall, History, WantedCall
from enquiries.reporting.wait_facts import is_left_out

MOST_WEEKS: Final = 26
MOST_READ: Final = 12_000  # waits
_Row = Row[*tuple[Any, ...]]


def read_history(session: Session, now: datetime, centre: Centre) -> History:
    """Return the whole weeks before today whose promises have all run out. Raises NoForecast for too many.

    Of each enquiry that counts, that is the first wait at this centre.
    """
    last_day = (now - centre.promise).astimezone(centre.zone).date()
    end = moment(last_day, 0, centre.zone)
    rows = _waits(session, centre, moment(last_day - timedelta(weeks=MOST_WEEKS), 0, centre.zone), end)
    weeks = _whole_weeks(rows, centre, last_day)
    first_day = last_day - timedelta(weeks=weeks)
    start = moment(first_day, 0, centre.zone)
    return History(
        rota=_rota(session, centre),
        promise=centre.promise,
        first_day=first_day,
        weeks=weeks,
        wanted=[_wanted(row, centre.promise) for row in rows if row.wanted_at >= start],
        handled=list(_handled(session, centre, start, end)),
        stints=on_call.stints(session, centre, start, end),
    )


def _whole_weeks(rows: Sequence[_Row], centre: Centre, last_day: date) -> int:
    """Return how many weeks before the last day these rows cover."""
    if not rows:
        return 0
    first_day: date = rows[0].wanted_at.astimezone(centre.zone).date()
    if len(rows) <= MOST_READ:
        return (last_day - first_day).days // 7
    weeks = (last_day - first_day - timedelta(days=1)).days // 7  # the first day was not read whole
    if weeks < LEAST_WEEKS:
        raise NoForecast(
            f"More than {MOST_READ:,} people asked for a call in the last {LEAST_WEEKS} weeks: too many to "
            "simulate here."
        )
    return weeks


def _rota(session: Session, centre: Centre) -> CentreRota:
    setup = snapshot.current_setup(session)
    return CentreRota(
        centre.zone,
        centre.opening_hours,
        setup.shifts.get(centre.id, ()),
        setup.ladders.get(centre.id) or default_ladder(),
    )


def _waits(session: Session, centre: Centre, start: datetime, end: datetime) -> Sequence[_Row]:
    """Return the latest, at most one more than `MOST_READ`, in order of time."""
    latest: Select[*tuple[Any, ...]] = (
        select(
            Wait.wanted_at,
            Wait.claimed_at,
            Wait.claimed_by_id,
            Wait.called_at,
            Wait.evidence,
            Wait.ended,
            Wait.ended_at,
        )
        .join(Enquiry, Enquiry.id == Wait.enquiry_id)
        .where(*_first_calls(centre, start, end))
        .order_by(Wait.wanted_at.desc())
        .limit(MOST_READ + 1)
    )
    return session.execute(latest).all()[::-1]


def _first_calls(centre: Centre, start: datetime, end: datetime) -> Iterator[ColumnElement[bool]]:
    yield Wait.centre_id == centre.id
    yield Wait.wanted_at >= start
    yield Wait.wanted_at < end
    yield or_(Wait.number == 1, Wait.began == Began.MOVED)
    yield or_(Wait.ended.is_(None), Wait.ended != Ended.MOVED)
    yield ~Enquiry.synthetic
    yield ~is_left_out()


def _wanted(row: _Row, promise: timedelta) -> WantedCall:
    in_time = row.ended is Ended.CLOSED and row.ended_at <= row.wanted_at + promise
    return WantedCall(
        wanted_at=row.wanted_at,
        claimed_at=row.claimed_at,
        claimed_by=row.claimed_by_id,
        called_at=row.called_at,
        logged=row.evidence not in (None, Evidence.REPORTED),
        withdrew=in_time and row.claimed_at is None,
        ended_at=row.ended_at,
    )


def _handled(session: Session, centre: Centre, start: datetime, end: datetime) -> Iterator[HandledCall]:
    claims = (
        select(Claim.staff_id, Claim.at, Claim.ended_at)
        .join(Wait, Wait.enquiry_id == Claim.enquiry_id)
        .join(Enquiry, Enquiry.id == Wait.enquiry_id)
        .where(*_first_calls(centre, start, end), Claim.dialled_at.is_not(None), Claim.ended_at.is_not(None))
        .order_by(Wait.wanted_at, Claim.id)
    )
    for staff, at, ended_at in session.execute(claims):
        assert ended_at is not None, "only those that ended were asked for"
        yield HandledCall(staff, at, min(ended_at, at + timedelta(seconds=LONGEST_CALL)))
