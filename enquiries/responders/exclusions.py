"""A reason that was missing when an enquiry was closed, and a manager who counts one after all."""

from datetime import datetime

from enquiries.lifecycle import codes, transitions
from enquiries.lifecycle.exclusions import TAUGHT, Exclusion
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Staff
from enquiries.responders import actions
from enquiries.responders.actions import Action

# How each is texted. TEST alone could be a word about a person.
_TEXTED = {Outcome.SPAM: "SPAM", Outcome.DUPLICATE: "DUPLICATE", Outcome.TEST: "DONE TEST"}


class Counted(Exception):
    """The figures count it already."""


def lacks_reason(enquiry: Enquiry) -> bool:
    """Return True where it is closed as spam, a duplicate or a test, and the figures count it."""
    return enquiry.outcome is not None and not enquiry.outcome.counts and enquiry.excluded_reason is None


def may_say_why(enquiry: Enquiry, staff: Staff, now: datetime) -> bool:
    """Return True where they may give the reason that was missing when it was closed.

    The person who closed it may, and a manager, for as long as the closing can be undone.
    """
    is_theirs = enquiry.closed_by_id == staff.id or staff.role.is_manager
    return lacks_reason(enquiry) and is_theirs and codes.are_kept(enquiry, now)


def say_why(action: Action, left_out: Exclusion) -> bool:
    """Leave it out for that reason. Returns False where a manager has put it back. Raises NotOpen."""
    if not may_say_why(action.enquiry, action.staff, action.now):
        raise actions.NotOpen
    if not actions.may_leave_out(action):
        return False
    transitions.exclude(action.session, action.now, action.enquiry, left_out, action.staff)
    return True


def count_after_all(action: Action, why: str) -> None:
    """A manager puts it back into the figures, and says why. Raises Counted where they count it already."""
    if action.enquiry.excluded_reason is None:
        raise Counted
    transitions.count(action.session, action.now, action.enquiry, action.staff, why)


def news(enquiry: Enquiry, given: Exclusion | None) -> tuple[TextKind, dict[str, str]]:
    """What the person who closed it reads, and its values: whether the figures count it, and how that ends.

    `given` is the reason that they gave.
    """
    assert enquiry.outcome is not None, "it is closed"
    said = {"outcome": enquiry.outcome.value}
    if enquiry.excluded_reason is not None:
        return TextKind.CLOSED_LEFT_OUT, {**said, "reason": enquiry.excluded_reason.sentence}
    if given is not None:
        return TextKind.CLOSED_COUNTED, said
    *others, last = (reason.said[0].upper() for reason in TAUGHT[enquiry.outcome])
    reasons = " or ".join([*([", ".join(others)] if others else []), last])
    counts = "counts as not called" if enquiry.first_call_at is None else "still counts"
    values = {"counts": counts, "closing": _TEXTED[enquiry.outcome], "reasons": reasons}
    return TextKind.CLOSED_WHY, {**said, **values}
