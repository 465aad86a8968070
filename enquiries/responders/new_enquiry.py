"""NEW from staff: someone rang the office or walked in, and a colleague enters an enquiry for them by text.

`NEW 07700 900123 her brother, call after 6`: the number, then what is known. It is an enquiry like any other,
so the people on call are alerted. The person has not told us that we may text them or leave a voicemail.
"""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.enums import About, Channel, Wish
from enquiries.core.phone import GivenNumber, NumberRefused, read_number
from enquiries.core.text import normalise
from enquiries.dates.spoken import read_time, say_when
from enquiries.lifecycle import find, receive
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import preferences
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.oncall import alerts, call_changes
from enquiries.organisation import centres, on_call
from enquiries.organisation.models import Centre, Staff
from enquiries.parsing.about.about_in_words import about_of_first_text
from enquiries.parsing.risk.scan import scan
from enquiries.parsing.staff_commands import StaffCommand
from enquiries.responders import actions
from enquiries.responders.actions import Action

_NUMBER = re.compile(r"[+(]?\d[\d\s()\-]*")
_CALL_AT = re.compile(
    r"\b(?:call|ring|phone)(?: back| him| her| them)?(?: after| from| at| on)? (?P<time>.+)"
)


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
    enquiry = known or _receive(session, now, centre, number, words)
    action = Action.begin(session, now, enquiry, staff)
    if words:
        actions.add_note(action, words)
    if scan(words).is_danger:
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


def _receive(session: Session, now: datetime, centre: Centre, number: GivenNumber, words: str) -> Enquiry:
    request = receive.Request(
        centre=centre,
        channel=Channel.SMS,
        phone=number.e164,
        textable=number.textable,
        country=centre.country,
        source="staff",
        about=about_of_first_text(words) or About.UNKNOWN,
        voicemail=Wish.NO,
        text_ok=Wish.NO,
        call_at=_call_at(words, now, centre) or _within_hours(session, now, centre, number),
    )
    return receive.receive(session, now, request)


def _within_hours(session: Session, now: datetime, centre: Centre, number: GivenNumber) -> datetime | None:
    """When the number may next be called, by what it asked for earlier; None where that is now."""
    window = preferences.hours(session, now, crypto.lookup(number.e164), centre.zone)
    if window is None or window.holds(now, centre.zone):
        return None
    return call_changes.next_time_within(session, centre, window, now)


def _call_at(words: str, now: datetime, centre: Centre) -> datetime | None:
    """The time (UTC) after "call", to the end of its clause; None where it cannot be read: then it is now."""
    for clause in re.split(r"[,;]|\.\s", words):
        asked = _CALL_AT.search(normalise(clause))
        if asked is not None:
            return read_time(asked["time"], now, centre.zone)
    return None
