"""Putting a call off: no one answered, or a member of staff names another time.

An urgent enquiry is put off by its holder alone, since its alerts stop; to another time without a logged call
only when they confirm it.
"""

from collections.abc import Sequence
from datetime import datetime

from enquiries.dates.spoken import say_when
from enquiries.lifecycle import claims, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging import preferences, to_enquirer
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.oncall import alerts, call_changes
from enquiries.organisation.models import Staff
from enquiries.responders.actions import Action, NotTaken, claim_untold, refuse_if_held_by_another


class NoCallLogged(Exception):
    """It is urgent and its holder has logged no call, so they must confirm that it is put off."""


def not_reached(action: Action, *, voicemail: bool) -> datetime | None:
    """A try without success. Returns when the next is due; None when that was the last, and it is closed.

    Raises HeldByAnother, NotOpen or NotTaken.
    """
    others = _claim(action)
    again = transitions.try_again(
        action.session,
        action.now,
        action.enquiry,
        action.staff,
        result="voicemail" if voicemail else "no answer",
        window=preferences.hours_for_a_try(action.session, action.now, action.enquiry),
        not_before=preferences.not_safe_until(action.session, action.enquiry.phone_lookup),
    )
    may = contact_permission(action.session, action.now, action.enquiry)
    action.enquiry.voicemail_check = voicemail and may.voicemail.is_refused
    if again is None:
        to_enquirer.tell(action.session, action.now, action.enquiry, TextKind.LAST_TRY)
        _tell_taken(action, others)
    else:
        to_enquirer.tell(action.session, action.now, action.enquiry, TextKind.MISSED, when=again)
        _tell_put_off(action, others, again)
    return again


def later(action: Action, at: datetime, *, confirmed: bool = False) -> datetime:
    """To be called at another time, or at the first staffed time after it. Returns the time (UTC).

    The person hears of it where no call is logged, in which it would have been agreed; so do the others who
    were asked. Raises HeldByAnother, NotOpen, NotTaken or NoCallLogged.
    """
    session, now, enquiry = action.session, action.now, action.enquiry
    is_called = claims.dialled_at(session, enquiry) is not None
    others = _claim(action)
    if enquiry.urgent:
        if not (is_called or confirmed):
            raise NoCallLogged
        others = alerts.others_asked(session, enquiry, action.staff)
    before, due_at = enquiry.due_at, call_changes.next_staffed_time(session, enquiry.centre, at)
    action.record(EventKind.RESCHEDULED, due_at=due_at.isoformat(), called=is_called)
    # it stands like a time that they texted: it may have been agreed on a phone of the holder's own
    transitions.release(session, now, enquiry, due_at=due_at, chosen=True)
    if not is_called and due_at != before:
        to_enquirer.tell(session, now, enquiry, TextKind.PUT_OFF, when=due_at)
    _tell_put_off(action, others, due_at)
    return due_at


def _claim(action: Action) -> Sequence[Staff]:
    """Claim it unless they hold it. Returns the others who were asked, and are still to be told."""
    if action.is_holder:
        return ()
    refuse_if_held_by_another(action)
    if action.enquiry.urgent and action.enquiry.state is EnquiryState.OPEN:
        raise NotTaken
    claim_untold(action)
    return alerts.others_asked(action.session, action.enquiry, action.staff)


def _tell_put_off(action: Action, others: Sequence[Staff], due_at: datetime) -> None:
    when = say_when(due_at, action.now, action.enquiry.centre.zone)
    for staff in others:
        tell(
            action.session,
            action.now,
            staff,
            TextKind.WAS_PUT_OFF,
            enquiry=action.enquiry,
            name=action.staff.text_name,
            when=when,
        )


def _tell_taken(action: Action, others: Sequence[Staff]) -> None:
    for staff in others:
        alerts.tell_taken(action.session, action.now, action.enquiry, staff, action.staff)
