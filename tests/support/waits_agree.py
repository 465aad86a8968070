"""A check for the end of any story: the waits are those that the timelines tell."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.lifecycle import timeline
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.waits import Span, all_of
from enquiries.organisation.models import Centre


def waits_of(session: Session, enquiry: Enquiry) -> list[Span]:
    rows = select(Wait).where(Wait.enquiry_id == enquiry.id).order_by(Wait.number)
    return [row.span for row in session.scalars(rows)]


def assert_waits_agree(session: Session) -> None:
    """Of every enquiry that has a timeline; a test may have written others by hand."""
    centres = {each.slug: each for each in session.scalars(select(Centre))}
    for enquiry in session.scalars(select(Enquiry)):
        entries = timeline.entries(session, enquiry)
        if entries:
            assert waits_of(session, enquiry) == all_of(entries, enquiry.centre, centres)
