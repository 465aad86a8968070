"""What staff do with an enquiry, each action once, by text and by page alike: take, pass, call, close.

An action changes the enquiry and tells everyone else concerned. The door answers the person who acted:
`text_commands` by text, `web.staff.action_forms` on the board. Reporting a result for an enquiry that has no
holder claims it first.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy.orm import Session

from enquiries.lifecycle import claims, find, schedule, text_hold, transitions
from enquiries.lifecycle.events import BY_TEXT, EventKind
from enquiries.lifecycle.exclusions import Exclusion
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import has_happened, lock, record
from enquiries.messaging import opt_outs, to_staff
from enquiries.messaging.how_to_reach import how_to_reach
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.messaging.texts import TextKind
from enquiries.oncall import alerts, silent_claims
from enquiries.organisation.models import Staff
from enquiries.reporting.reports import time_for_urgent


class HeldByAnother(Exception):
    """A colleague has it, since `since` (UTC)."""

    def __init__(self, holder: Staff, since: datetime) -> None:
        super().__init__(f"held by staff {holder.id}")
        self.holder = holder
        self.since = since


class NotOpen(Exception):
    """It is closed, or cannot be opened again."""


class NotTaken(Exception):
    """It has no holder, and the person who reports a result must take it first."""


@dataclass(frozen=True)
class Action:
    """One thing that a member of staff does to one enquiry, which no one else can change until the commit.

    `now` (UTC) is never before the latest event of the enquiry.
    """

    session: Session
    now: datetime
    enquiry: Enquiry
    staff: Staff

    @classmethod
    def begin(cls, session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> Self:
        """Wait for a turn with the enquiry. Anything that its holder does restarts the nudge."""
        action = cls(session, lock(session, now, enquiry), enquiry, staff)
        if action.is_holder:
            claims.restart_nudge(session, action.now, enquiry)
        return action

    @property
    def is_holder(self) -> bool:
        return self.enquiry.holder_id == self.staff.id

    @property
    def call_is_booked(self) -> bool:
        """Return True where no one has it and the person waits for a call at a chosen time."""
        return self.enquiry.state is EnquiryState.OPEN and self.enquiry.waits_for_chosen_time(self.now)

    def record(self, kind: EventKind, *, words: str | None = None, **detail: object) -> None:
        """Add an entry by this member of staff to the timeline; `words` are sealed."""
        record(self.session, self.now, self.enquiry, kind, by=self.staff, words=words, **detail)


def take(action: Action) -> None:
    """Claim it, and tell the others who were asked. Nothing changes for the one who holds it already.

    Raises HeldByAnother or NotOpen.
    """
    if not action.is_holder:
        claim_untold(action)
        alerts.tell_others_taken(action.session, action.now, action.enquiry, action.staff)


def claim_untold(action: Action) -> None:
    """Claim it for a result that ends the claim at once: the others are told of that instead.

    Raises HeldByAnother or NotOpen.
    """
    if not claims.claim(action.session, action.now, action.enquiry, action.staff):
        _refuse(action)


def take_over(action: Action) -> None:
    """Claim it from its holder, who is told. Raises NotOpen."""
    if action.enquiry.holder_id in (None, action.staff.id):
        take(action)
        return
    before = claims.take_over(action.session, action.now, action.enquiry, action.staff)
    if before is None:
        _refuse(action)
    else:
        to_staff.tell(
            action.session,
            action.now,
            before,
            TextKind.TAKEN,
            enquiry=action.enquiry,
            name=action.staff.text_name,
            at=alerts.clock(action.enquiry, action.now),
        )


def pass_on(action: Action) -> None:
    """Not me: the next step now. Raises HeldByAnother or NotOpen."""
    if action.enquiry.state is EnquiryState.CLOSED:
        raise NotOpen
    refuse_if_held_by_another(action)
    action.record(EventKind.PASSED)
    if action.is_holder:
        alerts.reassign(action.session, action.now, action.enquiry, action.staff)
    elif action.staff.id not in action.enquiry.passed_by:
        action.enquiry.passed_by = [*action.enquiry.passed_by, action.staff.id]
        alerts.next_step_now(action.session, action.now, action.enquiry)


def calling(action: Action, *, how: str) -> None:
    """The phone is being opened. Raises HeldByAnother or NotOpen."""
    take(action)
    how += against_their_wish(action)
    transitions.dialled(action.session, action.now, action.enquiry, action.staff, how=how)
    schedule.check_at(action.enquiry, action.now + silent_claims.RESULT_WANTED_AFTER)


def against_their_wish(action: Action) -> str:
    """What the record says of a call that they did not want, or not at this time; else empty."""
    reach = how_to_reach(action.session, action.now, action.enquiry)
    if reach.may.ring.is_refused:
        return ", though they asked us not to ring"
    return ", though they asked for another time" if reach.must_wait else ""


def got_back_by_text(action: Action) -> None:
    """A holder's text to a person who asked not to be rung is what a call is to others."""
    if action.is_holder and contact_permission(action.session, action.now, action.enquiry).is_text_only:
        transitions.dialled(action.session, action.now, action.enquiry, action.staff, how=BY_TEXT)


def done(action: Action, outcome: Outcome, left_out: Exclusion | None = None) -> None:
    """They were reached, or it ends otherwise. Raises HeldByAnother or NotOpen.

    `left_out`: why no figure is to count it. Once a manager has put it back, no responder can leave it out.
    """
    take(action)
    session, now, enquiry, staff = action.session, action.now, action.enquiry, action.staff
    if outcome.counts:
        transitions.call_reported(session, now, enquiry, staff)
        enquiry.attempts += 1
    if left_out is not None and not may_leave_out(action):
        if left_out.words:
            add_note(action, left_out.words)
        left_out = None
    transitions.close(session, now, enquiry, outcome, by=staff, left_out=left_out)


def may_leave_out(action: Action) -> bool:
    """Once a manager has put it back into the figures, only a manager can leave it out of them again."""
    was_put_back = has_happened(action.session, action.enquiry, EventKind.COUNTED)
    return action.staff.role.is_manager or not was_put_back


def may_be_admitted(enquiry: Enquiry) -> bool:
    """Return True where it is closed and they were spoken to: who was never reached cannot have come."""
    is_closed = enquiry.state is EnquiryState.CLOSED
    return is_closed and enquiry.outcome is not None and enquiry.outcome.means_reached


def admitted(action: Action) -> None:
    """They came for treatment. Nothing changes where that is noted already. Raises NotOpen."""
    if action.enquiry.admitted_at is not None:
        return
    if not may_be_admitted(action.enquiry):
        raise NotOpen
    transitions.admit(action.session, action.now, action.enquiry, action.staff)


def not_admitted(action: Action) -> None:
    """It was noted by mistake."""
    if action.enquiry.admitted_at is not None:
        transitions.take_back_admission(action.session, action.now, action.enquiry, action.staff)


def voicemail_was_left(action: Action, *, left: bool) -> None:
    """The answer to our question, after a voicemail that was not wanted."""
    action.enquiry.voicemail_check = False
    action.record(EventKind.VOICEMAIL_LEFT, left=left, wanted=False)


def raise_risk(action: Action) -> None:
    """Make it urgent after a call, and tell managers at once.

    A closed enquiry is reopened for them, since a risk must have a holder. Raises NotOpen where that cannot
    be, once managers have been told.
    """
    if action.enquiry.state is EnquiryState.CLOSED:
        to_staff.alarm_about(action.session, action.now, action.enquiry, "RISK")
        reopen(action)
    transitions.make_urgent(action.session, action.now, action.enquiry, "said by staff", by=action.staff)
    alerts.spread_urgency(action.session, action.now, action.enquiry)


def clear_urgency(action: Action, reason: str) -> None:
    """A person has looked at the danger, and says why there is none. What was found stays written down.

    Where the time for an urgent call had run out by then, the figure of the urgent counts it all the same.
    """
    if action.enquiry.urgent:
        within = time_for_urgent(action.session, action.enquiry.centre)
        transitions.clear_urgency(
            action.session, action.now, action.enquiry, action.staff, reason, within=within
        )


def wants_no_contact(action: Action) -> None:
    """They said on the phone what others text as STOP. Raises HeldByAnother or NotOpen."""
    take(action)
    opt_outs.add(action.session, action.now, action.enquiry.phone_lookup, OptOutSource.TOLD_STAFF)
    action.record(EventKind.OPTED_OUT, how="said to staff")
    done(action, Outcome.OPTED_OUT)


def add_note(action: Action, words: str) -> None:
    """Keep a note. A colleague has looked, so that held texts may go out."""
    action.record(EventKind.NOTED, words=words, **text_hold.release_texts(action.enquiry))


def reopen(action: Action) -> None:
    """Undo a closing. Raises NotOpen where the person asked for no calls, or has asked again since."""
    if action.enquiry.state is not EnquiryState.CLOSED:
        take(action)
        return
    asked_again = find.active_enquiry(action.session, action.enquiry.centre, action.enquiry.phone_lookup)
    if action.enquiry.outcome is Outcome.OPTED_OUT or asked_again is not None:
        raise NotOpen
    transitions.undo_closing(action.session, action.now, action.enquiry, action.staff)


def refuse_if_held_by_another(action: Action) -> None:
    """Raises HeldByAnother."""
    if action.enquiry.holder_id not in (None, action.staff.id):
        _refuse(action)


def refuse_if_never_asked(action: Action) -> None:
    """Raises NotTaken. A code alone may be the guess of a forged sender."""
    if action.enquiry.state is EnquiryState.OPEN and not alerts.was_asked(
        action.session, action.enquiry, action.staff
    ):
        raise NotTaken


def _refuse(action: Action) -> None:
    claim = claims.active_claim(action.session, action.enquiry)
    if claim is None:
        raise NotOpen
    raise HeldByAnother(claim.staff, claim.at)
