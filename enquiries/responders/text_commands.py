"""A text from staff: which enquiry it is about, what is done, and what they read back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from enquiries.accounts import accounts
from enquiries.core.phone import as_dialled
from enquiries.core.settings import settings_of
from enquiries.dates.spoken import read_time, say_when
from enquiries.lifecycle import claims
from enquiries.lifecycle.exclusions import Exclusion
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.messaging.models import Incoming
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell, tell_managers
from enquiries.oncall import alerts
from enquiries.organisation.models import Staff
from enquiries.parsing.opt_words import opt_word
from enquiries.parsing.staff_commands import StaffCommand, Word, may_be_a_slip, parse
from enquiries.responders import (
    actions,
    duty_commands,
    exclusions,
    first_contact,
    new_enquiry,
    put_off,
    text_limits,
    unlogged_closings,
    which_enquiry,
)
from enquiries.responders.actions import Action


@dataclass(frozen=True)
class Answer:
    """What the person who acted reads back. Refusals are limited, and so are answers that changed nothing."""

    kind: TextKind
    values: Mapping[str, Any] = field(default_factory=dict)
    changed: bool = True


def execute(session: Session, now: datetime, incoming: Incoming, staff: Staff) -> None:
    """Do what the text says and answer it. Whatever it says, it is kept."""
    body = incoming.body or ""
    word = opt_word(incoming.opt_out_type) or opt_word(body)
    if word is not None and word.opts_out(texted_before=False):
        for centre in staff.centres:
            tell_managers(session, now, centre, f"{staff.text_name[:9]} STOP")
        accounts.stop_weekly_summary(session, staff)  # alerts go on; this need not
        return
    if not text_limits.admits(session, now, staff):
        return
    suspended = text_limits.is_suspended(session, now, staff)
    command = parse(body) if staff.role.may_take else None
    if command is not None and command.word is Word.NEW:
        # whatever the limits: what is entered is a person who waits
        new_enquiry.enter(session, now, staff, command)
        return
    if command is not None and command.word not in duty_commands.WORDS:
        _execute_about_one(session, now, incoming, staff, command, suspended=suspended)
    elif suspended:
        return
    elif command is not None:
        is_change = command.word in duty_commands.CHANGES
        if is_change or text_limits.may_answer_question(session, now, staff):
            duty_commands.WORDS[command.word](session, now, staff, command)
    elif text_limits.may_answer_noise(session, now, staff, short=may_be_a_slip(body)):
        which_enquiry.say_not_understood(session, now, staff)


def _execute_about_one(
    session: Session,
    now: datetime,
    incoming: Incoming,
    staff: Staff,
    command: StaffCommand,
    *,
    suspended: bool,
) -> None:
    """`suspended`: codes were guessed from this number, so only what it was asked about is heard."""
    enquiry = which_enquiry.find_enquiry(session, now, staff, command)
    if enquiry is None:
        return
    if suspended and not (command.word is Word.RISK or alerts.was_asked(session, enquiry, staff)):
        return
    action = Action.begin(session, now, enquiry, staff)
    incoming.attach(enquiry)
    _reply(action, _answer(action, command))
    if command.has_more:
        actions.add_note(action, incoming.body or "")


def _answer(action: Action, command: StaffCommand) -> Answer:
    """Do it, or say why not."""
    try:
        if command.word in _ONLY_IF_ASKED:
            actions.refuse_if_never_asked(action)
        if command.word in _ENDS_A_BOOKED_CALL and not command.confirmed and action.call_is_booked:
            return _call_booked(action, command)
        return _ACTIONS[command.word](action, command)
    except actions.HeldByAnother as held:
        kind = TextKind.TAKEN if command.word is Word.TAKE else TextKind.NOT_YOURS
        since = alerts.clock(action.enquiry, held.since)
        return Answer(kind, {"name": held.holder.text_name, "at": since}, changed=False)
    except actions.NotOpen:
        return Answer(TextKind.UNKNOWN_CODE, changed=False)
    except actions.NotTaken:
        return Answer(TextKind.TAKE_FIRST, changed=False)
    except put_off.NoCallLogged:
        return Answer(TextKind.CALL_FIRST, {"until": command.rest.upper()}, changed=False)


def _call_booked(action: Action, command: StaffCommand) -> Answer:
    """Nothing is done, for it may be about another: the person waits for a call at a time they were told."""
    ended = command.outcome if command.outcome not in (None, Outcome.REACHED) else ""
    why = next(iter(command.left_out.reason.said), "") if command.left_out else ""
    when = say_when(action.enquiry.due_at, action.now, action.enquiry.centre.zone)
    said = " ".join(part for part in (command.word, ended, why) if part).upper()
    return Answer(TextKind.CALL_BOOKED, {"when": when, "command": said}, changed=False)


def _reply(action: Action, answer: Answer) -> None:
    session, now, staff = action.session, action.now, action.staff
    if answer.changed:
        text_limits.did_something(session, staff)
    elif not text_limits.may_answer_refusal(session, now, staff):
        return
    tell(session, now, staff, answer.kind, enquiry=action.enquiry, **answer.values)


def _take(action: Action, command: StaffCommand) -> Answer:
    if _is_about_voicemail(action, command):
        return _voicemail_was_left(action, left=True)
    had_it = action.is_holder
    actions.take(action)
    return _yours(action, changed=not had_it)


def _take_over(action: Action, command: StaffCommand) -> Answer:
    actions.take_over(action)
    return _yours(action)


def _yours(action: Action, *, changed: bool = True) -> Answer:
    enquiry = action.enquiry
    values = {"link": claims.call_link(action.session, enquiry)}
    if not settings_of(action.session).number_after_claim:
        return Answer(TextKind.YOURS, values, changed)
    values["number"] = as_dialled(enquiry.phone or "", enquiry.centre.country)
    return Answer(TextKind.YOURS_NUMBER, values, changed)


def _pass(action: Action, command: StaffCommand) -> Answer:
    if _is_about_voicemail(action, command):
        return _voicemail_was_left(action, left=False)
    had_passed = action.staff.id in action.enquiry.passed_by
    actions.pass_on(action)
    return Answer(TextKind.NOTED, changed=not had_passed)


def _is_about_voicemail(action: Action, command: StaffCommand) -> bool:
    """Return True where YES or NO answers our question, rather than the alert of the next try."""
    enquiry = action.enquiry
    asked = enquiry.voicemail_check and enquiry.last_holder_id == action.staff.id
    waits = enquiry.due_at > action.now or enquiry.state is EnquiryState.CLOSED
    return command.said is not None and asked and waits and enquiry.holder_id is None


def _voicemail_was_left(action: Action, *, left: bool) -> Answer:
    actions.voicemail_was_left(action, left=left)
    return Answer(TextKind.NOTED)


def _calling(action: Action, command: StaffCommand) -> Answer:
    had_it, against = action.is_holder, actions.against_their_wish(action)
    actions.calling(action, how="said by text")
    if not had_it:
        return _yours(action)
    return Answer(TextKind.CALLING_ANYWAY if against else TextKind.NOTED)


def _done(action: Action, command: StaffCommand) -> Answer:
    if command.left_out is not None and command.outcome is action.enquiry.outcome:
        exclusions.say_why(action, command.left_out)  # it is closed, and this is what was missing
        return Answer(*exclusions.news(action.enquiry, command.left_out))
    actions.done(action, command.outcome or Outcome.REACHED, command.left_out)
    return _closed(action, command.left_out)


def _wrong(action: Action, command: StaffCommand) -> Answer:
    actions.done(action, Outcome.WRONG_NUMBER)
    return _closed(action)


def _closed(action: Action, left_out: Exclusion | None = None) -> Answer:
    """Say how it ended, and what is logged of the first call, or whether the figures count it."""
    session, now, enquiry = action.session, action.now, action.enquiry
    assert enquiry.outcome is not None
    unlogged_closings.tell_managers(session, now, enquiry, action.staff)
    if not enquiry.outcome.counts:
        return Answer(*exclusions.news(enquiry, left_out))
    outcome, first = enquiry.outcome.replace("_", " "), first_contact.sentence(session, enquiry)
    if not first:
        return Answer(TextKind.CLOSED_UNCALLED, {"outcome": outcome})
    return Answer(TextKind.CLOSED, {"outcome": outcome, "first": first})


def _no_answer(action: Action, command: StaffCommand) -> Answer:
    return _not_reached(action, voicemail=False)


def _voicemail(action: Action, command: StaffCommand) -> Answer:
    return _not_reached(action, voicemail=True)


def _not_reached(action: Action, *, voicemail: bool) -> Answer:
    again = put_off.not_reached(action, voicemail=voicemail)
    if action.enquiry.voicemail_check:
        return Answer(TextKind.VOICEMAIL_CHECK)
    if again is None:
        return _closed(action)
    return _next_try(action, again, "voicemail" if voicemail else "no answer")


def _later(action: Action, command: StaffCommand) -> Answer:
    at = read_time(command.rest, action.now, action.enquiry.centre.zone)
    if at is None:
        return Answer(TextKind.UNTIL_WHEN, changed=False)
    return _next_try(action, put_off.later(action, at, confirmed=command.confirmed), "later")


def _next_try(action: Action, at: datetime, outcome: str) -> Answer:
    when = say_when(at, action.now, action.enquiry.centre.zone)
    return Answer(TextKind.ATTEMPT, {"outcome": outcome, "when": when})


def _risk(action: Action, command: StaffCommand) -> Answer:
    actions.raise_risk(action)
    return Answer(TextKind.NOTED)


def _note(action: Action, command: StaffCommand) -> Answer:
    actions.add_note(action, command.rest)
    return Answer(TextKind.NOTED)


def _reopen(action: Action, command: StaffCommand) -> Answer:
    actions.reopen(action)
    return _yours(action)


# What only a holder reports: from anyone who was never asked it may be a guessed code.
_ONLY_IF_ASKED = frozenset({Word.CALLING, Word.DONE, Word.WRONG, Word.NO_ANSWER, Word.VOICEMAIL, Word.LATER})
_ENDS_A_BOOKED_CALL = frozenset({Word.DONE, Word.WRONG, Word.NO_ANSWER, Word.VOICEMAIL})
_ACTIONS: Mapping[Word, Callable[[Action, StaffCommand], Answer]] = {
    Word.TAKE: _take,
    Word.TAKE_OVER: _take_over,
    Word.PASS: _pass,
    Word.CALLING: _calling,
    Word.DONE: _done,
    Word.NO_ANSWER: _no_answer,
    Word.VOICEMAIL: _voicemail,
    Word.LATER: _later,
    Word.WRONG: _wrong,
    Word.RISK: _risk,
    Word.NOTE: _note,
    Word.REOPEN: _reopen,
}
