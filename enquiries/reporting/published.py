"""The response times that a centre shows to the public, from its waits: never better than the record.

They are of thirty whole days by the centre's clock, up to yesterday, so that they change once a day. A person
who was never called counts as one who waits for ever. Minutes are rounded up.
"""

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from enquiries.dates.period import Period
from enquiries.organisation.models import Centre
from enquiries.reporting.figures import figures

_DAYS: Final = 30
_ENOUGH: Final = 20  # of fewer a share says little
_SECONDS: Final = 60  # in a minute


@dataclass(frozen=True)
class PublishedTimes:
    """`half` and `nine_in_ten` are in minutes, None where that many were not called; `last` is a day."""

    half: int | None
    nine_in_ten: int | None
    waits: int
    last: date


class PublishedToday:
    """Worked out once a day for each centre and process: pages ask for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[int, tuple[date, PublishedTimes | None]] = {}

    def of(self, session: Session, now: datetime, centre: Centre) -> PublishedTimes | None:
        """Return what a centre shows; None where it does not want to, or has too few calls to say so."""
        if not centre.publishes_times:
            return None
        yesterday = now.astimezone(centre.zone).date() - timedelta(days=1)
        day, known = self._known.get(centre.id, (None, None))
        if day != yesterday:
            known = published_times(session, now, centre, yesterday)
            with self._lock:
                self._known[centre.id] = yesterday, known
        return known


def published_times(session: Session, now: datetime, centre: Centre, last: date) -> PublishedTimes | None:
    """Return the figures of the thirty days up to `last`, as of `now`; None where there are too few waits."""
    period = Period(last - timedelta(days=_DAYS - 1), last)
    summary = figures(session, now, period, [centre]).together
    if summary.calls < _ENOUGH:
        return None
    half, nine_in_ten = (_minutes(summary.to_first_call.percentile(percent)) for percent in (50, 90))
    return PublishedTimes(half, nine_in_ten, summary.calls, last)


def _minutes(seconds: int | None) -> int | None:
    """Minutes within which it was: the seconds are whole ones, rounded down, so there may be a bit more."""
    return None if seconds is None else seconds // _SECONDS + 1
