"""How soon a centre rings, as its pages say it. `public/callback/soon.html` has the sentences."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import current_app

from enquiries.core.db import db
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import promises
from enquiries.messaging.promises import Expect
from enquiries.organisation.models import Centre
from enquiries.reporting.published import PublishedTimes, PublishedToday
from enquiries.web.formatting import say_time


@dataclass(frozen=True)
class Prospect:
    """`when` is the opening or the chosen time, where the call waits for one.

    `by_text`: a person texts them then, and does not call.
    """

    expect: Expect
    minutes: int
    when: str = ""
    by_text: bool = False


def prospect_of(centre: Centre, now: datetime) -> Prospect:
    """For a person who asks now, for a call as soon as possible."""
    return _prospect(centre, now, promises.expected_call(db.session(), now, centre))


def published_times(centre: Centre, now: datetime) -> PublishedTimes | None:
    """How fast it called of late; None where it does not show that."""
    published: PublishedToday = current_app.extensions["published"]
    return published.of(db.session(), now, centre)


def prospect_after(
    centre: Centre, now: datetime, told: Expect, call_at: datetime | None, *, by_text: bool
) -> Prospect:
    """For a person who was told what to expect: what still holds when they look again.

    `call_at` (UTC) is the opening, or the time that they chose.
    """
    if told is Expect.SOON and promises.expected_call(db.session(), now, centre) is not Expect.SOON:
        told = Expect.NO_PROMISE
    if call_at is not None and call_at <= now:
        told, call_at = Expect.NO_PROMISE, None
    return replace(_prospect(centre, now, told, call_at), by_text=by_text)


def prospect_of_enquiry(enquiry: Enquiry, now: datetime, *, by_text: bool) -> Prospect:
    """For the person of an open enquiry: when its next call is due."""
    is_planned = enquiry.due_at > now
    expect = Expect.AT_CHOSEN_TIME if is_planned else Expect.NO_PROMISE
    call_at = enquiry.due_at if is_planned else None
    return replace(_prospect(enquiry.centre, now, expect, call_at), by_text=by_text)


def _prospect(centre: Centre, now: datetime, expect: Expect, call_at: datetime | None = None) -> Prospect:
    if expect is Expect.AT_OPENING and call_at is None:
        call_at = centre.opening_hours.next_opening(now, centre.zone)
    when = say_time(call_at, now, centre.zone) if call_at is not None else ""
    return Prospect(expect, centre.promise_seconds // 60, when)
