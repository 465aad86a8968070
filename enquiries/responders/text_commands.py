"""Obeying a text from staff: which enquiry it is about, what is done, and what they read back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from enquiries.core.phone import as_dialled
from enquiries.core.settings import settings_of
from enquiries.dates.spoken import read_time, say_when
from enquiries.lifecycle import claims
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import lock
from enquiries.messaging.models import Incoming
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell, tell_managers
from enquiries.oncall import alerts
from enquiries.organisation.models import Staff
from enquiries.parsing.opt_words import opt_word
from enquiries.parsing.staff_commands import StaffCommand, Word, may_be_a_slip, parse
from enquiries.responders import actions, duty_commands, text_limits, unlogged_closings, which_enquiry


@dataclass(frozen=True)
class Order:
    """A command about one enquiry, from one member of staff."""

    session: Session
    now: datetime
    staff: Staff
    enquiry: Enquiry
    command: StaffCommand

    def reply(self, kind: TextKind, **values: Any) -> None:
        """Answer a command that did something."""
        text_limits.did_something(self.session, self.staff)
        self._tell(kind, **values)

    def refuse(self, kind: TextKind, **values: Any) -> None:
        """Answer one that changed nothing, unless there were too many of those."""
        if text_limits.may_answer_refusal(self.session, self.now, self.staff):
            self._tell(kind, **values)

    def _tell(self, kind: TextKind, **values: Any) -> None:
        tell(self.session, self.now, self.staff, kind, enquiry=self.enquiry, **values)


def execute(session: Session, now: datetime, incoming: Incoming, staff: Staff) -> None:
    """Do what the text says and answer it. Whatever it says, it is kept."""
    body = incoming.body or ""
    word = opt_word(incoming.opt_out_type) or opt_word(body)
    if word is not None and word.opts_out(texted_before=False):
        for centre in staff.centres:
            tell_managers(session, now, centre, f"{staff.text_name[:9]} STOP")
        return
    if not text_limits.admits(session, now, staff):
        return
    suspended = text_limits.is_suspended(session, now, staff)
    command = parse(body) if staff.role.may_take else None
    if command is not None and command.word not in duty_commands.WORDS:
        _obey_about_one(session, now, incoming, staff, command, suspended=suspended)
    elif suspended:
        return
    elif command is not None:
        _obey_about_duty(session, now, staff, command.word)
    elif text_limits.may_answer_noise(session, now, staff, short=may_be_a_slip(body)):
        tell(session, now, staff, TextKind.NOT_UNDERSTOOD)


def _obey_about_duty(session: Session, now: datetime, staff: Staff, word: Word) -> None:
    if text_limits.may_answer_question(session, now, staff):
        duty_commands.WORDS[word](session, now, staff)


def _obey_about_one(
    session: Session,
    now: datetime,
    incoming: Incoming,
    staff: Staff,
    command: StaffCommand,
    *,
    suspended: bool,
) -> None:
    """`suspended`: codes were guessed from this number, so it is heard only about what is theirs."""
    enquiry = which_enquiry.find_enquiry(session, now, staff, command)
    if enquiry is None:
        return
    is_risk = command.word is Word.RISK
    if suspended and not (is_risk or alerts.was_asked(session, enquiry, staff)):
        return
    now = lock(session, now, enquiry)
    incoming.attach(enquiry)
    _carry_out(Order(session, now, staff, enquiry, command), incoming.body or "")


def _carry_out(order: Order, body: str) -> None:
    """Do it and answer, or say why not. Words beyond the command are kept as a note."""
    session, now, staff, enquiry = order.session, order.now, order.staff, order.enquiry
    actions.restart_nudge(session, now, enquiry, staff)
    word = order.command.word
    try:
        if word in _OF_WHOM_WAS_ASKED:
            actions.refuse_if_never_asked(session, enquiry, staff)
        _ORDERS[word](order)
    except actions.HeldByAnother as held:
        kind = TextKind.TAKEN if word is Word.TAKE else TextKind.NOT_YOURS
        order.refuse(kind, name=held.holder.text_name, at=alerts.clock(enquiry, held.since))
    except actions.NotOpen:
        order.refuse(TextKind.UNKNOWN_CODE)
    except actions.NotTaken:
        order.refuse(TextKind.TAKE_FIRST)
    if order.command.has_more:
        actions.note(session, now, enquiry, staff, body)


def _take(order: Order) -> None:
    if _answers_our_question(order):
        _answer_voicemail(order, left=True)
        return
    is_theirs_already = order.enquiry.holder_id == order.staff.id
    actions.take(order.session, order.now, order.enquiry, order.staff)
    _yours(order, is_news=not is_theirs_already)


def _take_over(order: Order) -> None:
    actions.take_over(order.session, order.now, order.enquiry, order.staff)
    _yours(order)


def _yours(order: Order, *, is_news: bool = True) -> None:
    enquiry = order.enquiry
    reply = order.reply if is_news else order.refuse
    link = claims.call_link(order.session, enquiry)
    if settings_of(order.session).number_after_claim:
        number = as_dialled(enquiry.phone or "", enquiry.centre.country)
        reply(TextKind.YOURS_NUMBER, link=link, number=number)
    else:
        reply(TextKind.YOURS, link=link)


def _pass(order: Order) -> None:
    if _answers_our_question(order):
        _answer_voicemail(order, left=False)
        return
    had_passed = order.staff.id in order.enquiry.passed_by
    actions.pass_on(order.session, order.now, order.enquiry, order.staff)
    (order.refuse if had_passed else order.reply)(TextKind.NOTED)


def _answers_our_question(order: Order) -> bool:
    """Whether YES or NO is about the voicemail. Once the next try is due, it is about taking that."""
    enquiry = order.enquiry
    asked = enquiry.voicemail_check and enquiry.last_holder_id == order.staff.id
    waits = enquiry.due_at > order.now or enquiry.state is EnquiryState.CLOSED
    return order.command.said is not None and asked and waits and enquiry.holder_id is None


def _answer_voicemail(order: Order, *, left: bool) -> None:
    actions.voicemail_was_left(order.session, order.now, order.enquiry, order.staff, left=left)
    order.reply(TextKind.NOTED)


def _calling(order: Order) -> None:
    was_theirs = order.enquiry.holder_id == order.staff.id
    actions.calling(order.session, order.now, order.enquiry, order.staff, how="said by text")
    if was_theirs:
        order.reply(TextKind.NOTED)
    else:
        _yours(order)


def _done(order: Order) -> None:
    outcome = order.command.outcome or Outcome.REACHED
    actions.done(order.session, order.now, order.enquiry, order.staff, outcome)
    _closed(order)


def _wrong(order: Order) -> None:
    actions.done(order.session, order.now, order.enquiry, order.staff, Outcome.WRONG_NUMBER)
    _closed(order)


def _closed(order: Order) -> None:
    """Say how it ended, and after how long they were first called, if they were."""
    enquiry = order.enquiry
    assert enquiry.outcome is not None
    outcome, waited = enquiry.outcome.replace("_", " "), alerts.minutes_to_first_call(enquiry)
    if waited is None:
        order.reply(TextKind.CLOSED_UNCALLED, outcome=outcome)
    else:
        order.reply(TextKind.CLOSED, outcome=outcome, waited=waited)
    unlogged_closings.tell_managers(order.session, order.now, enquiry, order.staff)


def _no_answer(order: Order) -> None:
    _not_reached(order, voicemail=False)


def _voicemail(order: Order) -> None:
    _not_reached(order, voicemail=True)


def _not_reached(order: Order, *, voicemail: bool) -> None:
    enquiry = order.enquiry
    again = actions.not_reached(order.session, order.now, enquiry, order.staff, voicemail=voicemail)
    if enquiry.voicemail_check:
        order.reply(TextKind.VOICEMAIL_CHECK)
    elif again is None:
        _closed(order)
    else:
        order.reply(
            TextKind.ATTEMPT,
            outcome="voicemail" if voicemail else "no answer",
            when=say_when(again, order.now, enquiry.centre.zone),
        )


def _later(order: Order) -> None:
    zone = order.enquiry.centre.zone
    at = read_time(order.command.rest, order.now, zone)
    if at is None:
        order.refuse(TextKind.NOT_UNDERSTOOD)
        return
    due_at = actions.later(order.session, order.now, order.enquiry, order.staff, at)
    order.reply(TextKind.ATTEMPT, outcome="later", when=say_when(due_at, order.now, zone))


def _risk(order: Order) -> None:
    actions.raise_risk(order.session, order.now, order.enquiry, order.staff)
    order.reply(TextKind.NOTED)


def _note(order: Order) -> None:
    actions.note(order.session, order.now, order.enquiry, order.staff, order.command.rest)
    order.reply(TextKind.NOTED)


def _reopen(order: Order) -> None:
    actions.reopen(order.session, order.now, order.enquiry, order.staff)
    _yours(order)


# What somebody does who has it: from somebody else it may be a guessed code.
_OF_WHOM_WAS_ASKED = frozenset(
    {Word.CALLING, Word.DONE, Word.WRONG, Word.NO_ANSWER, Word.VOICEMAIL, Word.LATER}
)
_ORDERS: Mapping[Word, Callable[[Order], None]] = {
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
