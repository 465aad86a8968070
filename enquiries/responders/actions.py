"""What a member of staff does with an enquiry, whichever door they use: taken, passed, called, done.

Each verb changes the enquiry and tells everybody else concerned; what to say to whoever did it is the door's.
An enquiry that nobody holds is taken by whoever reports something done with it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.dates.spoken import say_when
from enquiries.lifecycle import claims, find, schedule, text_hold, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import record
from enquiries.messaging import opt_outs, to_enquirer, to_staff
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.messaging.texts import TextKind
from enquiries.oncall import alerts, call_changes, follow_up
from enquiries.organisation.models import Staff


class HeldByAnother(Exception):
    """Somebody else has it, since `since` (UTC)."""

    def __init__(self, holder: Staff, since: datetime) -> None:
        super().__init__(f"held by staff {holder.id}")
        self.holder = holder
        self.since = since


class NotOpen(Exception):
    """It is closed, or cannot be opened again."""


class NotTaken(Exception):
    """Nobody has it, and whoever reports something done with it was never asked to take it."""


def take(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Make it theirs, and tell those who were asked too. Theirs already: nothing changes.

    Raises HeldByAnother or NotOpen.
    """
    if enquiry.holder_id == staff.id:
        return
    if not transitions.claim(session, now, enquiry, staff):
        _refuse(session, enquiry)
    alerts.tell_others_taken(session, now, enquiry, staff)


def take_over(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Take it from whoever holds it, who is told. Raises NotOpen."""
    if enquiry.holder_id in (None, staff.id):
        take(session, now, enquiry, staff)
        return
    before = transitions.take_over(session, now, enquiry, staff)
    if before is None:
        _refuse(session, enquiry)
    else:
        to_staff.tell(
            session,
            now,
            before,
            TextKind.TAKEN,
            enquiry=enquiry,
            name=staff.text_name,
            at=alerts.clock(enquiry, now),
        )


def pass_on(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Not me: the next step now. Raises HeldByAnother or NotOpen."""
    if enquiry.state is EnquiryState.CLOSED:
        raise NotOpen
    refuse_if_held_by_another(session, enquiry, staff)
    record(session, now, enquiry, EventKind.PASSED, by=staff)
    if enquiry.holder_id == staff.id:
        alerts.reassign(session, now, enquiry, staff)
    elif staff.id not in enquiry.passed_by:
        enquiry.passed_by = [*enquiry.passed_by, staff.id]
        alerts.next_step_now(session, now, enquiry)


def calling(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, *, how: str) -> None:
    """The phone is being opened. Raises HeldByAnother or NotOpen."""
    take(session, now, enquiry, staff)
    transitions.dialled(session, now, enquiry, staff, how=how)
    schedule.check_at(enquiry, now + follow_up.RESULT_WANTED_AFTER)


def done(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, outcome: Outcome) -> None:
    """They were reached, or it ends otherwise. Raises HeldByAnother or NotOpen."""
    take(session, now, enquiry, staff)
    if outcome.counts:
        transitions.call_reported(session, now, enquiry, staff)
        enquiry.attempts += 1
    transitions.close(session, now, enquiry, outcome, by=staff)


def not_reached(
    session: Session, now: datetime, enquiry: Enquiry, staff: Staff, *, voicemail: bool
) -> datetime | None:
    """A try without success. Returns when the next is due; None when that was the last, and it is closed.

    Raises HeldByAnother or NotOpen.
    """
    take(session, now, enquiry, staff)
    again = transitions.try_again(
        session, now, enquiry, staff, result="voicemail" if voicemail else "no answer"
    )
    may = contact_permission(session, now, enquiry)
    enquiry.voicemail_check = voicemail and may.voicemail.is_refused
    if again is None:
        to_enquirer.tell(session, now, enquiry, TextKind.LAST_TRY)
    else:
        when = say_when(again, now, enquiry.centre.zone)
        to_enquirer.tell(session, now, enquiry, TextKind.MISSED, when=when)
    return again


def voicemail_was_left(
    session: Session, now: datetime, enquiry: Enquiry, staff: Staff, *, left: bool
) -> None:
    """The answer to our question, after a voicemail that was not wanted."""
    enquiry.voicemail_check = False
    record(session, now, enquiry, EventKind.VOICEMAIL_LEFT, by=staff, left=left, wanted=False)


def later(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, at: datetime) -> datetime:
    """To be called at another time, or when somebody is there after it. Returns when that is (UTC).

    Raises HeldByAnother or NotOpen.
    """
    take(session, now, enquiry, staff)
    due_at = call_changes.next_staffed_time(session, enquiry.centre, at)
    record(session, now, enquiry, EventKind.RESCHEDULED, by=staff, due_at=due_at.isoformat())
    # said to whoever spoke to them, so it stands like a time that they texted
    transitions.release(session, now, enquiry, due_at=due_at, chosen=True)
    return due_at


def raise_risk(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Whoever spoke to them sees a risk: urgent, and managers hear of it at once.

    What was closed is theirs again, since a risk must be somebody's. Raises NotOpen where that cannot be,
    once managers have heard.
    """
    if enquiry.state is EnquiryState.CLOSED:
        to_staff.alarm_about(session, now, enquiry, "RISK")
        reopen(session, now, enquiry, staff)
    transitions.make_urgent(session, now, enquiry, "said by staff", by=staff)
    alerts.spread_urgency(session, now, enquiry)


def clear_urgency(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, reason: str) -> None:
    """A person has looked at the danger, and says why there is none. What was found stays written down."""
    if enquiry.urgent:
        enquiry.urgent = False
        record(session, now, enquiry, EventKind.URGENCY_CLEARED, by=staff, words=reason)


def wants_no_contact(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """They said on the phone what others text as STOP. Raises HeldByAnother or NotOpen."""
    take(session, now, enquiry, staff)
    opt_outs.add(session, now, enquiry.phone_lookup, OptOutSource.TOLD_STAFF)
    record(session, now, enquiry, EventKind.OPTED_OUT, by=staff, how="said to staff")
    done(session, now, enquiry, staff, Outcome.OPTED_OUT)


def note(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, words: str) -> None:
    record(session, now, enquiry, EventKind.NOTED, by=staff, words=words, **text_hold.let_go(enquiry))


def restart_nudge(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Restart the clock of the nudge where it is the holder who did something about this enquiry."""
    if enquiry.holder_id == staff.id:
        claims.restart_nudge(session, now, enquiry)


def reopen(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Undo a closing. Raises NotOpen where the person asked for no calls, or has asked anew since."""
    if enquiry.state is not EnquiryState.CLOSED:
        take(session, now, enquiry, staff)
        return
    asked_anew = find.active_enquiry(session, enquiry.centre, enquiry.phone_lookup)
    if enquiry.outcome is Outcome.OPTED_OUT or asked_anew is not None:
        raise NotOpen
    transitions.undo_closing(session, now, enquiry, staff)


def refuse_if_held_by_another(session: Session, enquiry: Enquiry, staff: Staff) -> None:
    """Raises HeldByAnother."""
    if enquiry.holder_id not in (None, staff.id):
        _refuse(session, enquiry)


def refuse_if_never_asked(session: Session, enquiry: Enquiry, staff: Staff) -> None:
    """Raises NotTaken. Where only a code was texted, it may be a guess of somebody who forges the sender."""
    if enquiry.state is EnquiryState.OPEN and not alerts.was_asked(session, enquiry, staff):
        raise NotTaken


def _refuse(session: Session, enquiry: Enquiry) -> None:
    claim = claims.active_claim(session, enquiry)
    if claim is None:
        raise NotOpen
    raise HeldByAnother(claim.staff, claim.at)
