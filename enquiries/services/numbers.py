"""Which number of ours a text goes out from; none at all where none is set up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain.nouns import NumberUse
from enquiries.models.centre import Centre, Number
from enquiries.models.enquiry import Enquiry


def for_staff(session: Session, centre: Centre | None) -> str:
    """The number that alerts go out from: one for staff alone, if there is any; else the centre's."""
    numbers = _all(session)
    for_alerts = [each for each in numbers if each.use is NumberUse.STAFF]
    return _nearest(centre, for_alerts or numbers)


def for_enquirer(session: Session, enquiry: Enquiry) -> str:
    """The number that was texted, so that an answer stays in one conversation."""
    return for_public(session, enquiry.number, enquiry.centre)


def for_public(session: Session, texted: Number | None, centre: Centre | None = None) -> str:
    """The number that was texted; else one that is for the public, of that centre where there is one."""
    if texted is not None:
        return texted.number
    numbers = _all(session)
    public = [each for each in numbers if each.use is not NumberUse.STAFF]
    return _nearest(centre, public or numbers)


def _all(session: Session) -> list[Number]:
    return list(session.scalars(select(Number).order_by(Number.id)))


def _nearest(centre: Centre | None, numbers: list[Number]) -> str:
    if not numbers:
        # A Messaging Service finds one of its own; without, the provider refuses the text, and that is seen.
        return ""
    own = [each for each in numbers if centre is not None and each.centre_id == centre.id]
    return (own or numbers)[0].number
