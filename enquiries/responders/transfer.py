"""An enquiry that came to the wrong centre goes to the right one, into its queue."""

from enquiries.lifecycle import find, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.oncall import alerts
from enquiries.organisation.models import Centre
from enquiries.responders import actions
from enquiries.responders.actions import Action


class AnotherIsOpenThere(Exception):
    """That number already has an enquiry at the other centre, and there is one at most."""

    def __init__(self, other: Enquiry) -> None:
        super().__init__(f"enquiry {other.id} is open")
        self.other = other


def move(action: Action, centre: Centre) -> None:
    """Ask the people on call there, from the first step of their ladder, and tell those who were asked here.

    A call that was planned stays planned. Raises HeldByAnother, NotOpen or AnotherIsOpenThere.
    """
    session, now, enquiry = action.session, action.now, action.enquiry
    if enquiry.state is EnquiryState.CLOSED:
        raise actions.NotOpen
    actions.refuse_if_held_by_another(action)
    other = find.active_enquiry(session, centre, enquiry.phone_lookup)
    if other is not None:
        raise AnotherIsOpenThere(other)
    asked_here = alerts.alerted(session, enquiry)
    places = {"from_centre": enquiry.centre.slug, "to_centre": centre.slug}
    enquiry.centre = centre
    action.record(EventKind.MOVED, **places)
    for member in asked_here:
        if member.id != action.staff.id:
            tell(session, now, member, TextKind.MOVED, enquiry=enquiry)
    chosen = enquiry.waits_for_chosen_time(now)
    transitions.release(session, now, enquiry, due_at=max(enquiry.due_at, now), chosen=chosen)
    enquiry.last_holder_id = None
    session.flush()
    if enquiry.due_at <= now:
        alerts.escalate(session, now, enquiry)
