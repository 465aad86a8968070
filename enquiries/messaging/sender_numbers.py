"""Which number of ours a text goes out from; none at all where none is set up."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from enquiries.core.enums import NumberUse
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
    """The number that was texted, so that an answer stays in one conversation."""
    texted = (
        None if enquiry.number_id is None else snapshot.current_setup(session).number_by_id(enquiry.number_id)
    )
    return for_public(session, texted, enquiry.centre_id)


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
    numbers = snapshot.current_setup(session).numbers
    public = [each for each in numbers if each.use is not NumberUse.STAFF]
    return _nearest(centre_id, public or numbers)


def _nearest(centre_id: int | None, numbers: Sequence[KnownNumber]) -> str:
    if not numbers:
        # A Messaging Service finds one of its own; without, the provider refuses the text, and that is seen.
        return ""
    own = [each for each in numbers if each.centre_id == centre_id]
    return (own or numbers)[0].number
