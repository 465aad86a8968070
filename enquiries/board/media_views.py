"""What came with the texts of an enquiry, for a member of staff who opens it, and the note that they did."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import lock, record
from enquiries.media.items import MediaItem, MediaProblem
from enquiries.messaging.models import Incoming
from enquiries.organisation.models import Staff


def find_media(session: Session, enquiry: Enquiry, text_id: int, number: int) -> MediaItem | None:
    """The thing with that number in a text of this enquiry; None where there is none, or it was erased."""
    if enquiry.key is None:
        return None
    text = session.scalar(
        select(Incoming).where(
            Incoming.id == text_id, Incoming.enquiry_id == enquiry.id, Incoming.staff_id.is_(None)
        )
    )
    return next((each for each in text.media_items if each.number == number), None) if text else None


def record_opening(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    staff: Staff,
    item: MediaItem,
    problem: MediaProblem | None,
    *,
    door: str,
    address: str,
) -> None:
    """Note that they opened it, or tried to: by which door, and from which network address of theirs."""
    at = lock(session, now, enquiry)
    why = {"problem": problem.value} if problem else {}
    what = EventKind.MEDIA_OPENED
    record(session, at, enquiry, what, by=staff, media=item.name, door=door, address=address, **why)
