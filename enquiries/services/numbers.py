"""Which number of ours a text goes out from; none at all where none is set up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain.nouns import NumberUse
from enquiries.models.centre import Centre, Number
from enquiries.models.enquiry import Enquiry


def for_staff(session: Session, centre: Centre | None) -> str:
    """The number that alerts go out from: one for staff alone, where there is one."""
    return _best(session, centre, (NumberUse.STAFF, NumberUse.BOTH, NumberUse.PUBLIC))


def for_enquirer(session: Session, enquiry: Enquiry) -> str:
    """The number that was texted, so that an answer stays in one conversation."""
    if enquiry.number is not None:
        return enquiry.number.number
    return _best(session, enquiry.centre, (NumberUse.BOTH, NumberUse.PUBLIC, NumberUse.STAFF))


def _best(session: Session, centre: Centre | None, uses: tuple[NumberUse, ...]) -> str:
    numbers = session.scalars(select(Number).order_by(Number.id)).all()
    if not numbers:
        # A Messaging Service finds one of its own; without, the provider refuses the text, and that is seen.
        return ""
    own = [each for each in numbers if centre is not None and each.centre_id == centre.id]
    return min(own or numbers, key=lambda each: uses.index(each.use)).number
