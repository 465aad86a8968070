"""The times for a call that a form offers: full hours on the centre's clock, while its rota has cover.

They begin half an hour ahead, since sooner is "as soon as possible", and end with the sixth day after today,
so that the name of a weekday says which day it is. For the next twelve hours every hour is offered, also at
night; after that those at which people are up.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from enquiries.dates.week import Span, moment, without
from enquiries.organisation import on_call
from enquiries.organisation.models import Centre

DAYS = 7  # today is the first
_SOONEST = timedelta(minutes=30)
_ANY_HOUR = timedelta(hours=12)
_WAKING = range(8, 22)


def full_hours(there: Iterable[Span], now: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments (UTC) to choose from, in order; `there` is when staff can call."""
    spans = list(there)
    hours = dict.fromkeys(_hours(now, zone))  # an hour that the clock jumps over is the next one again
    return [at for at in hours if any(start <= at < end for start, end in spans)]


def last_moment(now: datetime, zone: ZoneInfo) -> datetime:
    """The end (UTC) of the last day that is offered."""
    return moment(now.astimezone(zone).date() + timedelta(days=DAYS), 0, zone)


def _hours(now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=each) for each in range(DAYS)):
        for hour in range(24):
            at = moment(day, hour * 60, zone)
            if at >= now + _SOONEST and (at <= now + _ANY_HOUR or hour in _WAKING):
                yield at


def offered_slots(session: Session, now: datetime, centre: Centre) -> list[datetime]:
    """The moments (UTC) to choose from, in order. Where the rota is empty, the opening hours decide."""
    end = last_moment(now, centre.zone)
    openings = covered = centre.opening_hours.openings(now, end, centre.zone)
    for gap in on_call.gaps(session, centre, now, end):
        covered = without(covered, gap)
    return full_hours(covered or openings, now, centre.zone)
