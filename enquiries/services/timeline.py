"""Writing down what happened to an enquiry, and reading it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.models.enquiry import Enquiry
from enquiries.models.staff import Staff
from enquiries.models.timeline import TimelineEntry, What
from enquiries.services import codes


def record(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    what: What,
    *,
    by: Staff | None = None,
    words: str | None = None,
    **detail: Any,
) -> None:
    """Add one entry. `detail` must say nothing of the person; `words` are sealed."""
    entry = TimelineEntry(enquiry=enquiry, at=now, what=what, staff=by, detail=detail)
    entry.words = words
    session.add(entry)


def in_turn(session: Session, now: datetime, enquiry: Enquiry) -> datetime:
    """Wait until nobody else changes the enquiry. Returns the moment of what is done to it next.

    Processes read the clock first and may then wait for each other, so that one that read it earlier has its
    turn later. What it does happens no earlier than what was done before it: a timeline never goes back.
    """
    # the enquiry alone: its centre comes with it, and a lock on that would make the whole centre wait
    session.refresh(enquiry, with_for_update={"of": Enquiry})
    return moment(session, now, enquiry)


def moment(session: Session, now: datetime, enquiry: Enquiry) -> datetime:
    """`now`, or the time of the latest entry where that is later; the enquiry is ours alone already."""
    if enquiry.received_at == now:
        return now  # we have just made it
    latest = session.scalar(select(func.max(TimelineEntry.at)).where(TimelineEntry.enquiry_id == enquiry.id))
    return max(now, latest or now)


def entries(session: Session, enquiry: Enquiry) -> Sequence[TimelineEntry]:
    """The timeline of an enquiry, in the order in which it was written."""
    return session.scalars(
        select(TimelineEntry).where(TimelineEntry.enquiry_id == enquiry.id).order_by(TimelineEntry.id)
    ).all()


def find(session: Session, now: datetime, name: str) -> Enquiry | None:
    """The enquiry with that reference or code; where its code is free again, the latest that had it."""
    named = name.strip().upper()
    return (
        codes.find(session, now, named)
        or session.scalar(select(Enquiry).where(Enquiry.reference == named))
        or session.scalar(select(Enquiry).where(Enquiry.code == named).order_by(Enquiry.id.desc()).limit(1))
    )
