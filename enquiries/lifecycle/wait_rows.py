"""The waits of an enquiry as rows, kept in step with its timeline."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from enquiries.core.transactions import added_rows
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry, Wait
from enquiries.lifecycle.waits import FIELDS, Span, Told, follow

_LATEST = select(Wait).where(Wait.enquiry_id == bindparam("id")).order_by(Wait.number.desc()).limit(1)
_OF_EACH = (
    select(Wait.enquiry_id, *(getattr(Wait, name) for name in FIELDS))
    .where(Wait.enquiry_id.in_(bindparam("ids", expanding=True)))
    .order_by(Wait.enquiry_id, Wait.number)
)


def follow_entry(session: Session, enquiry: Enquiry, entry: TimelineEntry) -> None:
    """Change or begin the waits of an enquiry as its new entry says. The enquiry is ours alone."""
    latest = None if entry.what is EventKind.RECEIVED else _latest_of(session, enquiry)
    span = latest.span if latest is not None else None
    new = follow(span, _told(enquiry, entry))
    if latest is not None and span is not None:
        latest.be(span)
    if new is not None:
        session.flush()  # one is open at a time, and rows that are added are written before
        added_rows.add(session, _row_of(new, enquiry))


def _latest_of(session: Session, enquiry: Enquiry) -> Wait | None:
    return session.scalars(_LATEST, {"id": enquiry.id}).first()


def all_of(session: Session, enquiry: Enquiry) -> list[Span]:
    """The waits of an enquiry, in order."""
    return of_each(session, [enquiry.id])[enquiry.id]


def of_each(session: Session, enquiry_ids: Sequence[int]) -> defaultdict[int, list[Span]]:
    """The waits of enquiries by their ids, in order."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for enquiry_id, *values in session.execute(_OF_EACH, {"ids": enquiry_ids}):
        found[enquiry_id].append(Span(*values))
    return found


def _row_of(span: Span, enquiry: Enquiry) -> Wait:
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
