"""The waits of an enquiry as rows, kept in step with its timeline."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from enquiries.core.transactions import added_rows
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry, Wait
from enquiries.lifecycle.waits import FIELDS, Span, Told, follow

_LATEST = select(Wait).where(Wait.enquiry_id == bindparam("id")).order_by(Wait.number.desc()).limit(1)


def follow_entry(session: Session, enquiry: Enquiry, entry: TimelineEntry) -> None:
    """Change or begin the waits of an enquiry as its new entry says. The enquiry is ours alone."""
    latest = None if entry.what is EventKind.RECEIVED else latest_of(session, enquiry)
    span = latest.span if latest is not None else None
    new = follow(span, _told(enquiry, entry))
    if latest is not None and span is not None:
        latest.be(span)
    if new is not None:
        session.flush()  # one is open at a time, and rows that are added are written before
        added_rows.add(session, row_of(new, enquiry))


def latest_of(session: Session, enquiry: Enquiry) -> Wait | None:
    return session.scalars(_LATEST, {"id": enquiry.id}).first()


def all_of(session: Session, enquiry: Enquiry) -> list[Span]:
    """The waits of an enquiry, in order."""
    rows = select(Wait).where(Wait.enquiry_id == enquiry.id).order_by(Wait.number)
    return [row.span for row in session.scalars(rows)]


def row_of(span: Span, enquiry: Enquiry) -> Wait:
    return Wait(enquiry_id=enquiry.id, **{name: getattr(span, name) for name in FIELDS})


def _told(enquiry: Enquiry, entry: TimelineEntry) -> Told:
    return Told(
        at=entry.at,
        what=entry.what,
        staff_id=entry.staff.id if entry.staff is not None else None,
        detail=entry.detail,
        centre_id=enquiry.centre.id,
        promise_seconds=enquiry.centre.promise_seconds,
    )
