"""The response times of one enquiry: a row of the response-time file.

Waits are in whole seconds from the moment for which the call was wanted: the receipt of the enquiry, or the
later time that the person chose. Anything that happened before the chosen time is counted from receipt, so
that a wait is never negative and never looks shorter than it was. Neither opening hours nor who
was on call moves that moment: an enquiry at 2am waits from 2am.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from enquiries.core.enums import About, Channel
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.waits import time_waited

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class ResponseTimes:
    """One enquiry. The fields are the columns of the file, in order; None has not happened yet."""

    reference: str
    code: str
    centre: str  # slug
    channel: Channel
    source: str
    about: About
    urgent: bool
    received_at: datetime
    acknowledged_at: datetime | None
    alerted_at: datetime | None
    alert_delivered_at: datetime | None
    claimed_at: datetime | None
    claimed_by: str | None  # of staff
    first_call_at: datetime | None
    reached_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    attempts: int
    seconds_to_alert: int | None
    seconds_to_claim: int | None
    seconds_to_first_call: int | None
    open_hours: bool  # the centre was open when it was received


COLUMNS = tuple(each.name for each in fields(ResponseTimes))


def seconds_waited(received_at: datetime, wanted_at: datetime, happened_at: datetime | None) -> int | None:
    """Return the whole seconds until something happened; None while it has not."""
    return None if happened_at is None else time_waited(received_at, wanted_at, happened_at) // _SECOND
