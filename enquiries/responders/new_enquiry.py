"""NEW from staff: someone rang the office or walked in, and a colleague enters an enquiry for them by text.

`NEW 07700 900123 her brother, call after 6`: the number, then what is known. It is an enquiry like any other,
so the people on call are alerted. When and how to reach the person is read as from a text of their own. They
have not told us that we may leave a voicemail, nor text them, unless they want texts in place of calls.
"""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.enums import About, Channel, Wish
from enquiries.core.phone import GivenNumber, NumberRefused, read_number
from enquiries.dates.spoken import say_when
from enquiries.lifecycle import find, receive
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import preferences
from enquiries.messaging.models import LearntFrom
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.oncall import alerts, call_changes
from enquiries.organisation import centres, on_call
from enquiries.organisation.models import Centre, Staff
from enquiries.parsing import meaning as meanings
from enquiries.parsing.about.about_in_words import about_of_first_text
from enquiries.parsing.call_times import CallTimes
from enquiries.parsing.meaning import Meaning
from enquiries.parsing.staff_commands import StaffCommand
from enquiries.responders import actions
from enquiries.responders.actions import Action

_NUMBER = re.compile(r"[+(]?\d[\d\s()\-]*")


def enter(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> None:
    """Enter the enquiry and alert the people on call, or say why not. Nothing that was written is lost."""
    centre = _centre_of(session, now, staff)
    if centre is None:
        tell(session, now, staff, TextKind.NOT_UNDERSTOOD)
        return
    written = _NUMBER.match(command.rest)
    words = command.rest[written.end() :].strip(" ,.:;-\n") if written else ""
    try:
        refused = [*centres.our_numbers(session), centre.line]
        number = read_number(written[0] if written else "", centre.country, refuse=refused)
    except NumberRefused:
        tell(session, now, staff, TextKind.NEW_REFUSED)
        return
    find.lock_number(session, crypto.lookup(number.e164))
    known = find.active_enquiry(session, centre, crypto.lookup(number.e164))
    meaning = meanings.read(words, now=now, zone=centre.zone)
    enquiry = known or _receive(session, now, centre, number, meaning, words)
    action = Action.begin(session, now, enquiry, staff)
    if words:
        actions.add_note(action, words)
    _learn(action, meaning, words)
    _keep_time(action, meaning.times, is_new=known is None)
    if meaning.risk.is_danger:
        actions.raise_risk(action)
    elif known is None:
        alerts.escalate(session, action.now, enquiry)
    when = say_when(enquiry.due_at, action.now, centre.zone)
    kind = TextKind.NEW_ENTERED if known is None else TextKind.NEW_KNOWN
    tell(session, action.now, staff, kind, enquiry=enquiry, when=when)


def _centre_of(session: Session, now: datetime, staff: Staff) -> Centre | None:
    """Where they are on call now, else the first centre that they work at."""
    on = [centre for centre in staff.centres if on_call.is_on(session, centre, now, staff)]
    return next(iter([*on, *staff.centres]), None)


def _receive(
    session: Session, now: datetime, centre: Centre, number: GivenNumber, meaning: Meaning, words: str
) -> Enquiry:
    instead_of_calls = meaning.contact.ring is False and meaning.contact.text is not False
    request = receive.Request(
        centre=centre,
        channel=Channel.SMS,
        phone=number.e164,
        textable=number.textable,
        country=centre.country,
        source="staff",
        about=about_of_first_text(words) or About.UNKNOWN,
        voicemail=Wish.NO,
        text_ok=Wish.ASK if instead_of_calls else Wish.NO,
    )
    return receive.receive(session, now, request)


def _learn(action: Action, meaning: Meaning, words: str) -> None:
    """Keep each NO, the hours, whom to ask for and what to tell others. A colleague's words lift no NO."""
    session, now, enquiry = action.session, action.now, action.enquiry
    lookup, zone = enquiry.phone_lookup, enquiry.centre.zone
    new = preferences.forbid(session, now, lookup, meaning.contact, LearntFrom.STAFF)
    new |= preferences.keep_details(
        session, now, enquiry, ask_for=meaning.ask_for, cover=words if meaning.cover else None
    )
    new |= preferences.learn_hours(session, now, lookup, meaning.times, zone, LearntFrom.STAFF)
    if new:
        action.record(EventKind.ANSWERED, **new)


def _keep_time(action: Action, times: CallTimes, *, is_new: bool) -> None:
    """Book the time that they asked for, else the first in the hours that the number asked for earlier."""
    session, now, enquiry = action.session, action.now, action.enquiry
    if times.says_when:
        call_changes.keep_time(session, now, enquiry, times)
    elif times.now:
        call_changes.call_now(session, now, enquiry)
    elif is_new:
        centre = enquiry.centre
        window = preferences.hours(session, now, enquiry.phone_lookup, centre.zone)
        if window is not None and not window.holds(now, centre.zone):
            at = call_changes.next_time_within(session, centre, window, now)
            call_changes.choose_time(session, now, enquiry, at)
