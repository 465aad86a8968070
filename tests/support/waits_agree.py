"""A check for the end of any story: the waits are those that the timelines tell."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.lifecycle import timeline, wait_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.waits import all_of
from enquiries.organisation.models import Centre


def assert_waits_agree(session: Session) -> None:
    """Of every enquiry that has a timeline; a test may have written others by hand."""
    centres = {each.slug: each for each in session.scalars(select(Centre))}
    for enquiry in session.scalars(select(Enquiry)):
        entries = timeline.entries(session, enquiry)
        if entries:
            assert wait_rows.all_of(session, enquiry) == all_of(entries, enquiry.centre, centres)
