"""When a person who asks now can expect a call: no more than the rota and past figures support.

The one place that computes it: pages ask for what to say, texts before they name minutes.

Minutes are promised only while staff are on call, and only by a centre that mostly kept that of late.
The record is of the waits of the last 30 days that began while the centre was open: the others were promised
its opening. As in the reports, a person who was never called counts as not called in time.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.waits import Ended
from enquiries.organisation import on_call
from enquiries.organisation.hours import Openings
from enquiries.organisation.models import Centre

_LOOK_BACK = timedelta(days=30)
_MOST_READ = 200  # the latest of them; a page is waiting for this
_ENOUGH = 10  # fewer say nothing yet
# Those that ended in a call, or whose time to be called is over; the latest first. Built once: texts ask it.
_LATEST = (
    select(Wait.wanted_at, Wait.called_at)
    .join(Enquiry, Enquiry.id == Wait.enquiry_id)
    .where(
        Wait.centre_id == bindparam("centre"),
        ~Enquiry.synthetic,
        Enquiry.excluded_reason.is_(None),
        or_(Wait.ended.is_(None), Wait.ended != Ended.MOVED),
        Wait.wanted_at > bindparam("since"),
        or_(Wait.called_at.is_not(None), Wait.wanted_at < bindparam("wanted_before")),
    )
    .order_by(Wait.wanted_at.desc())
    .limit(_MOST_READ)
)


class Expect(StrEnum):
    """What a person who asks is told about when we'll call."""

    SOON = "soon"  # within what the centre promises: pages and texts may say how many minutes that is
    AT_OPENING = "at_opening"
    AT_CHOSEN_TIME = "at_chosen_time"
    NO_PROMISE = "no_promise"  # no one is on call, and managers are being told; or promises are not kept


def expected_call(
    session: Session,
    now: datetime,
    centre: Centre,
    *,
    call_at: datetime | None = None,
    danger: bool = False,
) -> Expect:
    """Return the promise for a person who asks now and chose `call_at` (UTC), or no time."""
    if call_at is not None and call_at > now:
        return Expect.AT_CHOSEN_TIME
    if on_call.who_is_on(session, centre, now):
        return Expect.SOON if _keeps_its_promise(session, now, centre) else Expect.NO_PROMISE
    if danger or centre.opening_hours.is_open(now, centre.zone):
        return Expect.NO_PROMISE
    return Expect.AT_OPENING


def _keeps_its_promise(session: Session, now: datetime, centre: Centre) -> bool:
    """Return True where at least half were called in time of late, as far as that is known."""
    openings = Openings(centre.opening_hours, centre.zone)
    since, before = now - _LOOK_BACK, now - centre.promise
    # not flushed: an enquiry that is made or changed just now says nothing of that
    latest = (
        session.connection()
        .execute(_LATEST, {"centre": centre.id, "since": since, "wanted_before": before})
        .all()
    )
    asked = [row for row in reversed(latest) if openings.is_open(row.wanted_at)]
    in_time = [row for row in asked if row.called_at and row.called_at - row.wanted_at <= centre.promise]
    return len(asked) < _ENOUGH or 2 * len(in_time) >= len(asked)
