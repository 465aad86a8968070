"""The response times that a centre shows to the public, from its waits: never better than the record.

They are of thirty whole days by the centre's clock, up to yesterday, so that they change once a day. A person
who was never called counts as one who waits for ever. Minutes are rounded up.
"""

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from enquiries.dates.period import Period
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.waits import Ended, time_waited
from enquiries.organisation.models import Centre
from enquiries.reporting.percentiles import nearest_rank

_DAYS: Final = 30
_ENOUGH: Final = 20  # of fewer a share says little
_LEFT_OUT: Final = [outcome for outcome in Outcome if not outcome.counts]
_MINUTE: Final = timedelta(minutes=1)


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
            known = published_times(session, centre, yesterday)
            with self._lock:
                self._known[centre.id] = yesterday, known
        return known


def published_times(session: Session, centre: Centre, last: date) -> PublishedTimes | None:
    """Return the figures of the thirty days up to `last`; None where there are too few waits."""
    waited = _minutes(session, centre, Period(last - timedelta(days=_DAYS - 1), last))
    if len(waited) < _ENOUGH:
        return None
    called = sorted(each for each in waited if each is not None)
    half, nine = (nearest_rank(called, len(waited), percent) for percent in (50, 90))
    return PublishedTimes(half, nine, len(waited), last)


def _minutes(session: Session, centre: Centre, period: Period) -> list[int | None]:
    """The minutes of each wait, begun ones as whole; None where there was no call."""
    rows = session.execute(
        select(Wait.began_at, Wait.wanted_at, Wait.called_at)
        .join(Enquiry, Enquiry.id == Wait.enquiry_id)
        .where(
            Wait.centre_id == centre.id,
            Wait.wanted_at >= period.starts_at(centre.zone),
            Wait.wanted_at < period.ends_at(centre.zone),
            or_(Wait.ended.is_(None), Wait.ended != Ended.MOVED),
            ~Enquiry.synthetic,
            or_(Enquiry.outcome.is_(None), Enquiry.outcome.not_in(_LEFT_OUT)),
        )
    )
    return [
        None if called_at is None else -(-time_waited(began_at, wanted_at, called_at) // _MINUTE)
        for began_at, wanted_at, called_at in rows
    ]
