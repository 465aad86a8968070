"""The first time that a person was got back to, as far as it is logged: a call that was only said is none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import BY_TEXT, EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry


def sentence(session: Session, enquiry: Enquiry) -> str:
    """When it was, in 40 characters; empty where nothing is logged since they asked, or asked again."""
    entries = timeline.entries(session, enquiry)
    wanted_at = _wanted_at(enquiry, entries)
    since = _since_they_asked(entries)
    logged = next((each for each in since if each.what is EventKind.DIALLED), None)
    if logged is None:
        return ""
    contact = "text" if logged.detail.get("how") == BY_TEXT else "call"
    if logged.at < wanted_at:
        return f"First {contact} before the time asked for."
    was_said_before = any(each.what is EventKind.CALL_REPORTED and each.id < logged.id for each in since)
    minutes = int((logged.at - wanted_at).total_seconds() // 60)
    return f"First {'logged ' if was_said_before else ''}{contact} after {minutes} min."


def _since_they_asked(entries: Sequence[TimelineEntry]) -> Sequence[TimelineEntry]:
    """What happened since they asked, or wrote again after a closing."""
    again = [place for place, entry in enumerate(entries) if _asked_again(entry)]
    return entries[again[-1] :] if again else entries


def _wanted_at(enquiry: Enquiry, entries: Sequence[TimelineEntry]) -> datetime:
    """From when on a call was wanted (UTC): the time they chose last, else when they asked again."""
    again = next((entry for entry in reversed(entries) if _asked_again(entry)), None)
    if again is None:
        return enquiry.wanted_at
    return max(again.at, enquiry.due_at) if enquiry.at_chosen_time else again.at


def _asked_again(entry: TimelineEntry) -> bool:
    return entry.what is EventKind.REOPENED and entry.detail.get("why") == "wrote again"
