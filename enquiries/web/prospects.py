"""How soon a centre rings, as its pages say it. `callback/soon.html` has the sentences."""

from dataclasses import dataclass
from datetime import datetime

from enquiries.db import db
from enquiries.models.centre import Centre
from enquiries.services import expectation
from enquiries.services.expectation import Expect
from enquiries.web.times import say_time


@dataclass(frozen=True)
class Prospect:
    """`when` is the opening or the chosen time, where the call waits for one."""

    expect: Expect
    minutes: int
    when: str = ""


def prospect_of(centre: Centre, now: datetime) -> Prospect:
    """For somebody who asks now, for a call as soon as possible."""
    return prospect(centre, now, expectation.of(db.session(), now, centre))


def prospect(centre: Centre, now: datetime, expect: Expect, call_at: datetime | None = None) -> Prospect:
    """For somebody who was told what to expect; `call_at` (UTC) is the time that they chose."""
    if expect is Expect.AT_OPENING:
        call_at = centre.opening_hours.next_opening(now, centre.zone)
    when = say_time(call_at, now, centre.zone) if call_at is not None else ""
    return Prospect(expect, centre.promise_seconds // 60, when)
