"""The response times of one enquiry: a row of the response-time file.

They are those of its first wait, in whole seconds from its start: the receipt of the enquiry, or the later
time that the person chose while the promise held. Anything that happened before the chosen time is counted
from when they chose it, so that a wait is never negative and never looks shorter than it was. Neither opening
hours nor who was on call moves that moment: an enquiry at 2am waits from 2am. The longest of all its waits is
beside them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from enquiries.core.enums import About, Channel
from enquiries.lifecycle.exclusions import ExclusionReason
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.waits import Evidence, Span, time_waited

_SECOND = timedelta(seconds=1)


class NoEvidence(StrEnum):
    """There was no call."""

    NONE = "none"


@dataclass(frozen=True)
class ResponseTimes:
    """One enquiry. The fields are the columns of the file, in order; None has not happened yet."""

    reference: str
    code: str
    centre: str  # slug
    channel: Channel
    source: str
    about: About
    urgent: bool  # also where that was cleared only after the time for its call had run out
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
    waits: int
    worst_wait_seconds: int | None
    call_evidence: Evidence | NoEvidence  # of the first call
    excluded_reason: ExclusionReason | None  # why no figure counts it
    moved_from: str | None  # slug of the centre that was asked
    admitted_at: datetime | None  # when it was noted that they came for treatment


def seconds_until(wait: Span, happened_at: datetime | None) -> int | None:
    """Return the whole seconds until something happened; None while it has not."""
    if happened_at is None:
        return None
    return time_waited(wait.began_at, wait.wanted_at, happened_at) // _SECOND


def seconds_so_far(wait: Span, now: datetime) -> int:
    """The whole seconds until the call; without one until the wait ended, or until now. 0 if not due yet."""
    called_after = seconds_until(wait, wait.called_at)
    return called_after if called_after is not None else wait.lasted(now) // _SECOND
