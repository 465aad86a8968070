"""Which number of ours a text goes out from."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain.nouns import NumberUse
from enquiries.models.centre import Centre, Number
from enquiries.models.enquiry import Enquiry


class NoNumber(Exception):
    """No number is set up at all, so nobody can be texted."""


def for_staff(session: Session, centre: Centre | None) -> str:
    """The number that alerts go out from: one for staff alone, where there is one. Raises NoNumber."""
    return _best(session, centre, (NumberUse.STAFF, NumberUse.BOTH, NumberUse.PUBLIC))


def for_enquirer(session: Session, enquiry: Enquiry) -> str:
    """The number that was texted, so that an answer stays in one conversation. Raises NoNumber."""
    if enquiry.number is not None:
        return enquiry.number.number
    return _best(session, enquiry.centre, (NumberUse.BOTH, NumberUse.PUBLIC, NumberUse.STAFF))


def _best(session: Session, centre: Centre | None, uses: tuple[NumberUse, ...]) -> str:
    numbers = session.scalars(select(Number).order_by(Number.id)).all()
    if not numbers:
        raise NoNumber("no number is set up: load a setup file with [[numbers]]")
    own = [each for each in numbers if centre is not None and each.centre_id == centre.id]
    return min(own or numbers, key=lambda each: uses.index(each.use)).number
