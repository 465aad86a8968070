"""How soon a centre rings, as its pages say it. `public/callback/soon.html` has the sentences."""

from dataclasses import dataclass
from datetime import datetime

from enquiries.core.db import db
from enquiries.messaging import promises
from enquiries.messaging.promises import Expect
from enquiries.organisation.models import Centre
from enquiries.web.formatting import say_time


@dataclass(frozen=True)
class Prospect:
    """`when` is the opening or the chosen time, where the call waits for one."""

    expect: Expect
    minutes: int
    when: str = ""


def prospect_of(centre: Centre, now: datetime) -> Prospect:
    """For a person who asks now, for a call as soon as possible."""
    return _prospect(centre, now, promises.expected_call(db.session(), now, centre))


def prospect_after(centre: Centre, now: datetime, told: Expect, call_at: datetime | None) -> Prospect:
    """For a person who was told what to expect: what still holds when they look again.

    `call_at` (UTC) is the opening, or the time that they chose.
    """
    if told is Expect.SOON and promises.expected_call(db.session(), now, centre) is not Expect.SOON:
        return _prospect(centre, now, Expect.NO_PROMISE)
    if call_at is not None and call_at <= now:
        return _prospect(centre, now, Expect.NO_PROMISE)
    return _prospect(centre, now, told, call_at)


def _prospect(centre: Centre, now: datetime, expect: Expect, call_at: datetime | None = None) -> Prospect:
    if expect is Expect.AT_OPENING and call_at is None:
        call_at = centre.opening_hours.next_opening(now, centre.zone)
    when = say_time(call_at, now, centre.zone) if call_at is not None else ""
    return Prospect(expect, centre.promise_seconds // 60, when)
