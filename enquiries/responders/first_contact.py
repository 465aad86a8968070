"""The first time that a person was got back to, as far as it is logged: a call that was only said is none."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import BY_TEXT, EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry


def sentence(session: Session, enquiry: Enquiry) -> str:
    """When it was, in 40 characters; empty where nothing is logged."""
    logged = session.scalar(
        select(TimelineEntry)
        .where(TimelineEntry.enquiry_id == enquiry.id, TimelineEntry.what == EventKind.DIALLED)
        .order_by(TimelineEntry.id)
        .limit(1)
    )
    if logged is None:
        return ""
    contact = "text" if logged.detail.get("how") == BY_TEXT else "call"
    if logged.at < enquiry.wanted_at:
        return f"First {contact} before the time asked for."
    first = "First" if logged.at == enquiry.first_call_at else "First logged"
    minutes = int((logged.at - enquiry.wanted_at).total_seconds() // 60)
    return f"{first} {contact} after {minutes} min."
