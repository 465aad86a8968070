"""What reports know of one wait, as SQL expressions: how it stands, and how long things took.

Statements count what these say of the waits of a centre in a stretch of time without a clock change.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import gcd
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, null, or_, select
from sqlalchemy.orm import Session, aliased

from enquiries.core.base import UtcDateTime
from enquiries.dates.dst import Stretch, stretches
from enquiries.dates.period import Period
from enquiries.dates.week import DAY, Span
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.waits import Ended
from enquiries.organisation.hours import Hours
from enquiries.organisation.models import Centre
from enquiries.reporting.date_sql import is_within, minute_of_week, whole_seconds
from enquiries.reporting.standings import ALL_WAITS, EVIDENCE, Standing, WaitFilter, Went
from enquiries.reporting.targets import URGENT, Measure, targets_from

_MINUTE = 60  # seconds
_HOUR, _WEEK = 60, 7 * DAY  # minutes
_URGENT_SECONDS = targets_from(())[Measure.FIRST_CALL, URGENT]
_SECOND = timedelta(seconds=1)

NOT_CALLED = -1


class WaitFacts:
    """The facts as they are at `now` (UTC), of waits that a filter lets pass."""

    def __init__(
        self, now: datetime, wanted: WaitFilter = ALL_WAITS, urgent_seconds: int = _URGENT_SECONDS
    ) -> None:
        """`urgent_seconds`: within which an urgent enquiry is to be called."""
        self.now = now
        self.urgent_seconds = urgent_seconds
        self._now = literal(now, UtcDateTime())
        self._wanted = wanted
        all_count = len(wanted.accepted) == len(EVIDENCE)
        self._is_borne_out = None if all_count else Wait.evidence.in_(wanted.accepted)

    @property
    def are_of_all(self) -> bool:
        """No wait is left out, and any evidence is taken for a call."""
        return self._wanted == ALL_WAITS

    @property
    def called_at(self) -> ColumnElement[datetime | None]:
        """When they were called, as far as the evidence that is asked for bears it out."""
        return self._if_borne_out(Wait.called_at.expression)

    def went(self, bits: int) -> ColumnElement[int]:
        """How it went, as the bits of `Went` that are asked for."""
        found: ColumnElement[int] = self._standing
        if bits & Went.EVIDENCE:
            found = found + self._evidence * Went.EVIDENCE_FROM
        for bit, holds in self._flags().items():
            if bits & bit:
                found = found + case((holds, bit), else_=0)
        return found

    def _flags(self) -> dict[int, ColumnElement[bool]]:
        return {
            Went.FIRST: _is_first(),
            Went.REACHED: Enquiry.reached_at.is_not(None),
            Went.LACKS_ALERT: and_(Wait.alerted_at.is_(None), self._lacks_claim),
            Went.LACKS_CLAIM: self._lacks_claim,
            Went.BOOKED: or_(
                and_(Enquiry.outcome.is_not(None), Enquiry.outcome == Outcome.BOOKED),
                Enquiry.admitted_at.is_not(None),
            ),
            Went.ADMITTED: Enquiry.admitted_at.is_not(None),
            Went.URGENT: and_(Enquiry.counts_as_urgent),
            Went.URGENT_IN_TIME: self._is_urgent_in_time,
            Went.CALLED_LATER: and_(self.called_at.is_(None), _is_first(), self._is_called_later()),
        }

    @property
    def is_never_called(self) -> ColumnElement[bool]:
        """The promise has run out, no one called, and no later wait goes on for this one."""
        return self._standing.in_([int(each) for each in Standing if each.is_never_called])

    @property
    def minutes_held(self) -> ColumnElement[int | None]:
        """Whole minutes from claim to call, or NOT_CALLED; null where it was not taken, or does not count."""
        minutes = whole_seconds(Wait.claimed_at, Wait.called_at) // _MINUTE
        return case(
            (or_(Wait.claimed_at.is_(None), self._is_not_counted), null()),
            (self.called_at.is_(None), NOT_CALLED),
            else_=minutes,
        )

    @property
    def _evidence(self) -> ColumnElement[int]:
        places = {each: place for place, each in enumerate(self._wanted.accepted, 1)}
        return case(places, value=Wait.evidence, else_=0)

    @property
    def _is_urgent_in_time(self) -> ColumnElement[bool]:
        in_time = is_within(Wait.wanted_at, Wait.called_at, literal(self.urgent_seconds))
        return and_(Enquiry.counts_as_urgent, self.called_at.is_not(None), in_time)

    def _is_called_later(self) -> ColumnElement[bool]:
        later = aliased(Wait)
        return exists().where(
            later.enquiry_id == Wait.enquiry_id,
            later.number > Wait.number,
            later.evidence.in_(self._wanted.accepted),
        )

    @property
    def _standing(self) -> ColumnElement[int]:
        in_time = is_within(Wait.wanted_at, Wait.called_at, Wait.promise_seconds)
        called = self.called_at.is_not(None)
        rules = (
            (is_left_out(), Standing.LEFT_OUT),
            (and_(called, in_time), Standing.IN_TIME),
            (called, Standing.LATE),
            (Wait.ended == Ended.OVERDUE, Standing.OVERDUE),
            (Wait.ended.is_not(None), Standing.NEVER),
            (self._is_not_due, Standing.NOT_DUE),
        )
        return case(*((rule, int(standing)) for rule, standing in rules), else_=int(Standing.WAITING))

    def seconds_to(self, measure: Measure) -> ColumnElement[int | None]:
        """As `lifecycle.waits.time_waited`, whole; null where it has not happened or does not count."""
        happened_at = {
            Measure.ALERT: Wait.alerted_at,
            Measure.CLAIM: Wait.claimed_at,
            Measure.FIRST_CALL: self.called_at,
        }[measure]
        return case(
            (self._is_not_counted, null()),
            (happened_at >= Wait.wanted_at, whole_seconds(Wait.wanted_at, happened_at)),
            (happened_at >= Wait.began_at, whole_seconds(Wait.began_at, happened_at)),
            (happened_at.is_not(None), 0),
        )

    @property
    def _lacks_claim(self) -> ColumnElement[bool]:
        """It was needed: no one called without one. So with an alert."""
        return and_(Wait.claimed_at.is_(None), Wait.called_at.is_(None))

    def among(self, statement: Select[*tuple[Any, ...]], centre: Centre, stretch: Stretch) -> Select[Any]:
        """Limit a selection to waits of a centre, wanted in the stretch, that the filter lets pass."""
        return (
            statement.select_from(Wait)
            .join(Enquiry, Enquiry.id == Wait.enquiry_id)
            .where(
                Wait.centre_id == centre.id,
                Wait.wanted_at >= stretch.start,
                Wait.wanted_at < stretch.end,
                or_(Wait.ended.is_(None), Wait.ended != Ended.MOVED),  # it goes on as another wait
                ~Enquiry.synthetic,
                *self._filters(),
            )
        )

    @property
    def _is_not_counted(self) -> ColumnElement[bool]:
        return or_(is_left_out(), and_(Wait.ended.is_(None), self._is_not_due))

    @property
    def _is_not_due(self) -> ColumnElement[bool]:
        return is_within(Wait.wanted_at, self._now, Wait.promise_seconds)

    def _if_borne_out(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        if self._is_borne_out is None:
            return column
        return case((self._is_borne_out, column))

    def _filters(self) -> Iterator[ColumnElement[bool]]:
        asked = {
            Enquiry.channel: self._wanted.channel,
            Enquiry.source: self._wanted.source,
            Enquiry.language: self._wanted.language,
            Enquiry.counts_as_urgent: self._wanted.urgent,
            Wait.claimed_by_id: self._wanted.claimed_by,
        }
        return (column == value for column, value in asked.items() if value is not None)


def is_left_out() -> ColumnElement[bool]:
    """Duplicates, spam and tests are in no figure once a person has given the reason."""
    return Enquiry.excluded_reason.is_not(None)


def is_open(centre: Centre, stretch: Stretch) -> ColumnElement[bool]:
    """The centre was open when the call was wanted, by its hours as they are now."""
    step, marks = _opening_marks(centre.opening_hours)
    return func.substr(literal(marks), local_minute(stretch) // step + 1, 1) == "1"


def _opening_marks(hours: Hours) -> tuple[int, str]:
    """The week in steps of so many minutes, in which opening and closing times fall; 1 where it is open."""
    spans = [
        (day * DAY + start, day * DAY + end + (0 if end > start else DAY))
        for day, ranges in enumerate(hours.week)
        for start, end in ranges
    ]
    step = gcd(_HOUR, *(minute for span in spans for minute in span))
    open_at = {minute % _WEEK for start, end in spans for minute in range(start, end, step)}
    return step, "".join("1" if minute in open_at else "0" for minute in range(0, _WEEK, step))


def local_hour(stretch: Stretch) -> ColumnElement[int]:
    """The same in hours: 0 is Monday from midnight to one."""
    return local_minute(stretch) // _HOUR


def _is_first() -> ColumnElement[bool]:
    """The wait with which an enquiry began, also where it went on at another centre."""
    return Wait.began_at <= Enquiry.received_at


def local_minute(stretch: Stretch) -> ColumnElement[int]:
    """When it was wanted, in minutes since midnight on Monday by the centre's clock."""
    return (minute_of_week(Wait.wanted_at) + stretch.minutes_ahead + _WEEK) % _WEEK


def stretches_of(session: Session, period: Period, centre: Centre) -> Iterator[Stretch]:
    """Yield the stretches of a period by the centre's clock."""
    span = span_of(session, period, centre)
    if span is not None:
        yield from stretches(*span, centre.zone)


def span_of(session: Session, period: Period, centre: Centre) -> Span | None:
    """The period by the centre's clock; an open end is that of all that was asked, if anything was."""
    start, end = period.starts_at(centre.zone), period.ends_at(centre.zone)
    of_centre = Wait.centre_id == centre.id
    if start is None:
        start = first_moment(session, centre)
    if end is None:
        latest = session.scalar(select(func.max(Wait.wanted_at)).where(of_centre))
        end = latest and latest.replace(microsecond=0) + _SECOND
    return (start, end) if start is not None and end is not None else None


def first_moment(session: Session, centre: Centre) -> datetime | None:
    """When anyone first asked of the centre, or wanted a call (UTC); None where no one has."""
    received = select(func.min(Enquiry.received_at)).where(Enquiry.centre_id == centre.id)
    wanted = select(func.min(Wait.wanted_at)).where(Wait.centre_id == centre.id)
    first = (session.scalar(each) for each in (received, wanted))
    return min((each for each in first if each is not None), default=None)
