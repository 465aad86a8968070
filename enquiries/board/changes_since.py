"""What colleagues did to an enquiry since a page of it was shown.

A page may lie open for an hour, or in two tabs. A button is pressed on the strength of what it says; so it
carries the number of the latest deed that it knew of, and one that is behind does nothing but say so.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enquiries.core.base import is_one_of
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry

_CHANGES = tuple(kind for kind in EventKind if kind.changes_page)


def latest(session: Session, enquiry: Enquiry) -> int:
    """The number of the latest deed; 0 where there was none."""
    return latest_of_each(session, [enquiry.id]).get(enquiry.id, 0)


def latest_of_each(session: Session, enquiry_ids: Sequence[int]) -> dict[int, int]:
    """The same of several, by their ids; those to which nothing was done are left out."""
    found = session.execute(
        select(TimelineEntry.enquiry_id, func.max(TimelineEntry.id).label("latest"))
        .where(TimelineEntry.enquiry_id.in_(enquiry_ids), _is_deed())
        .group_by(TimelineEntry.enquiry_id)
    )
    return {each.enquiry_id: each.latest for each in found}


def since(session: Session, enquiry: Enquiry, seen: int) -> Sequence[TimelineEntry]:
    """Return what was done after the latest action the page knew of, in order."""
    return session.scalars(
        select(TimelineEntry)
        .where(TimelineEntry.enquiry_id == enquiry.id, _is_deed(), TimelineEntry.id > seen)
        .order_by(TimelineEntry.id)
    ).all()


def _is_deed() -> ColumnElement[bool]:
    texted_by_hand = (TimelineEntry.what == EventKind.TEXTED) & TimelineEntry.staff_id.is_not(None)
    return is_one_of(TimelineEntry.what, *_CHANGES) | texted_by_hand
