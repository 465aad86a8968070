"""How long the person waited for the first logged call: one that was only said afterwards is none."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from enquiries.lifecycle import timeline, wait_rows
from enquiries.lifecycle.events import BY_TEXT, EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.lifecycle.waits import Began, Span

_MINUTE = timedelta(minutes=1)


def sentence(session: Session, enquiry: Enquiry) -> str:
    """When it was, in 40 characters; empty where nothing is logged since they asked, or asked again."""
    asked = _since_they_asked(session, enquiry)
    entries = [each for each in timeline.entries(session, enquiry) if each.at >= asked.began_at]
    logged = next((each for each in entries if each.what is EventKind.DIALLED), None)
    if logged is None:
        return ""
    contact = "text" if logged.detail.get("how") == BY_TEXT else "call"
    if logged.at < asked.wanted_at:
        return f"First {contact} before the time asked for."
    minutes = (logged.at - asked.wanted_at) // _MINUTE
    return f"First {'logged ' if _was_said_before(entries, logged) else ''}{contact} after {minutes} min."


def _since_they_asked(session: Session, enquiry: Enquiry) -> Span:
    """The wait that began when they asked, or when they wrote again after a closing."""
    waits = wait_rows.all_of(session, enquiry)
    return next((each for each in reversed(waits) if each.began is Began.WROTE_AGAIN), waits[0])


def _was_said_before(entries: Sequence[TimelineEntry], logged: TimelineEntry) -> bool:
    return any(each.what is EventKind.CALL_REPORTED and each.id < logged.id for each in entries)
