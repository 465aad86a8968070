"""Which number of ours a text goes out from; none at all where none is set up."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from enquiries.core.enums import NumberUse
from enquiries.core.phone import can_text
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Outgoing
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre
from enquiries.organisation.snapshot import KnownNumber


def for_staff(session: Session, centre: Centre | None) -> str:
    """The number that alerts go out from: one for staff alone, if there is any; else the centre's."""
    numbers = snapshot.current_setup(session).numbers
    for_alerts = [each for each in numbers if each.use is NumberUse.STAFF]
    return _nearest(None if centre is None else centre.id, for_alerts or numbers)


def for_enquirer(session: Session, enquiry: Enquiry) -> str:
    """The number that was texted, so that an answer stays in one conversation; or one that reaches them."""
    texted = (
        None if enquiry.number_id is None else snapshot.current_setup(session).number_by_id(enquiry.number_id)
    )
    usual = for_public(session, texted, enquiry.centre_id)
    return usual if _reaches(usual, enquiry) else _one_that_reaches(session, enquiry) or usual


def can_reach(session: Session, enquiry: Enquiry) -> bool:
    """Return True where a number of ours can text them: a short code reaches its own country alone."""
    if enquiry.country == enquiry.centre.country:
        return True
    return _reaches(for_enquirer(session, enquiry), enquiry)


def can_reach_number(session: Session, centre: Centre, e164: str) -> bool:
    """The same of a number that a form for that centre gives."""
    senders = [for_public(session, None, centre.id), *(each.number for each in _public(session))]
    return any(can_text(sender, centre.country, e164) for sender in senders)


def _reaches(sender: str, enquiry: Enquiry) -> bool:
    centre = enquiry.centre.country
    return enquiry.country == centre or can_text(sender, centre, enquiry.phone or "")


def _one_that_reaches(session: Session, enquiry: Enquiry) -> str:
    reaching = [each for each in _public(session) if _reaches(each.number, enquiry)]
    return _nearest(enquiry.centre_id, reaching)


def for_text(session: Session, message: Outgoing) -> str:
    """The number that a text which was refused is sent from next: the setup may have been put right since."""
    if message.staff is not None:
        centre = message.enquiry.centre if message.enquiry else next(iter(message.staff.centres), None)
        return for_staff(session, centre)
    return for_enquirer(session, message.enquiry) if message.enquiry else message.sender


def for_public(session: Session, texted: KnownNumber | None, centre_id: int | None = None) -> str:
    """The number that was texted; else one that is for the public, of that centre where there is one."""
    if texted is not None:
        return texted.number
    return _nearest(centre_id, _public(session) or snapshot.current_setup(session).numbers)


def _public(session: Session) -> list[KnownNumber]:
    numbers = snapshot.current_setup(session).numbers
    return [each for each in numbers if each.use is not NumberUse.STAFF]


def _nearest(centre_id: int | None, numbers: Sequence[KnownNumber]) -> str:
    if not numbers:
        # A Messaging Service finds one of its own; without, the provider refuses the text, and that is seen.
        return ""
    own = [each for each in numbers if each.centre_id == centre_id]
    return (own or numbers)[0].number
