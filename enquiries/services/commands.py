"""Obeying a text from staff: which enquiry it is about, what is done, and what they read back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from enquiries.domain.commands import Command, Word, parse
from enquiries.domain.opt_words import opt_word
from enquiries.domain.phone import as_dialled
from enquiries.domain.states import EnquiryState, Outcome
from enquiries.domain.when import read_time, say_when
from enquiries.models.enquiry import Enquiry
from enquiries.models.message import Incoming
from enquiries.models.staff import Staff
from enquiries.services import alerts, claims, duty, enquiries, handling, meant
from enquiries.services.settings import settings_of
from enquiries.services.staff_texts import tell, tell_managers
from enquiries.services.timeline import in_turn


@dataclass(frozen=True)
class Order:
    """A command about one enquiry, from one member of staff."""

    session: Session
    now: datetime
    staff: Staff
    enquiry: Enquiry
    command: Command

    def reply(self, kind: str, **values: Any) -> None:
        tell(self.session, self.now, self.staff, kind, enquiry=self.enquiry, **values)


def obey(session: Session, now: datetime, incoming: Incoming, staff: Staff) -> None:
    """Do what the text says and answer it. Whatever it says, it is kept."""
    body = incoming.body or ""
    word = opt_word(incoming.opt_out_type) or opt_word(body)
    if word is not None and word.opts_out(texted_before=False):
        for centre in staff.centres:
            tell_managers(session, now, centre, f"{staff.text_name[:9]} STOP")
        return
    for held in enquiries.held_by(session, staff):
        # Whatever it says, it is an answer: somebody is awake.
        handling.heard_from(session, in_turn(session, now, held), held, staff)
    command = parse(body)
    if command is None or not staff.role.may_take:
        tell(session, now, staff, "staff.not_understood")
    elif command.word in duty.WORDS:
        duty.WORDS[command.word](session, now, staff)
    else:
        _obey_about_one(session, now, incoming, staff, command)


def _obey_about_one(
    session: Session, now: datetime, incoming: Incoming, staff: Staff, command: Command
) -> None:
    enquiry = meant.find(session, now, staff, command)
    if enquiry is None:
        return
    now = in_turn(session, now, enquiry)
    incoming.attach(enquiry)
    order = Order(session, now, staff, enquiry, command)
    try:
        _ORDERS[command.word](order)
    except handling.HeldByAnother as held:
        kind = "staff.taken" if command.word is Word.TAKE else "staff.not_yours"
        order.reply(kind, name=held.holder.text_name, at=alerts.clock(enquiry, held.since))
    except handling.NotOpen:
        order.reply("staff.unknown_code")


def _take(order: Order) -> None:
    if _answers_our_question(order):
        _answer_voicemail(order, left=True)
        return
    handling.take(order.session, order.now, order.enquiry, order.staff)
    _yours(order)


def _take_over(order: Order) -> None:
    handling.take_over(order.session, order.now, order.enquiry, order.staff)
    _yours(order)


def _yours(order: Order) -> None:
    enquiry = order.enquiry
    link = claims.call_link(order.session, enquiry)
    if settings_of(order.session).number_after_claim:
        number = as_dialled(enquiry.phone or "", enquiry.centre.country)
        order.reply("staff.yours_number", link=link, number=number)
    else:
        order.reply("staff.yours", link=link)


def _pass(order: Order) -> None:
    if _answers_our_question(order):
        _answer_voicemail(order, left=False)
        return
    handling.pass_on(order.session, order.now, order.enquiry, order.staff)
    order.reply("staff.noted")


def _answers_our_question(order: Order) -> bool:
    """Whether YES or NO is about the voicemail. Once the next try is due, it is about taking that."""
    enquiry = order.enquiry
    asked = enquiry.voicemail_check and enquiry.first_choice_id == order.staff.id
    waits = enquiry.due_at > order.now or enquiry.state is EnquiryState.CLOSED
    return order.command.said is not None and asked and waits and enquiry.holder_id is None


def _answer_voicemail(order: Order, *, left: bool) -> None:
    handling.voicemail_was_left(order.session, order.now, order.enquiry, order.staff, left=left)
    order.reply("staff.noted")


def _calling(order: Order) -> None:
    was_theirs = order.enquiry.holder_id == order.staff.id
    handling.calling(order.session, order.now, order.enquiry, order.staff, how="said by text")
    if was_theirs:
        order.reply("staff.noted")
    else:
        _yours(order)


def _done(order: Order) -> None:
    outcome = order.command.outcome or Outcome.REACHED
    handling.done(order.session, order.now, order.enquiry, order.staff, outcome)
    _closed(order)


def _wrong(order: Order) -> None:
    handling.done(order.session, order.now, order.enquiry, order.staff, Outcome.WRONG_NUMBER)
    _closed(order)


def _closed(order: Order) -> None:
    enquiry = order.enquiry
    assert enquiry.outcome is not None
    order.reply(
        "staff.closed",
        outcome=enquiry.outcome.replace("_", " "),
        waited=alerts.minutes_waited(enquiry, enquiry.first_call_at or order.now),
    )


def _no_answer(order: Order) -> None:
    _not_reached(order, voicemail=False)


def _voicemail(order: Order) -> None:
    _not_reached(order, voicemail=True)


def _not_reached(order: Order, *, voicemail: bool) -> None:
    enquiry = order.enquiry
    again = handling.not_reached(order.session, order.now, enquiry, order.staff, voicemail=voicemail)
    if enquiry.voicemail_check:
        order.reply("staff.voicemail_check")
    elif again is None:
        _closed(order)
    else:
        order.reply(
            "staff.attempt",
            outcome="voicemail" if voicemail else "no answer",
            when=say_when(again, order.now, enquiry.centre.zone),
        )


def _later(order: Order) -> None:
    zone = order.enquiry.centre.zone
    due_at = read_time(order.command.rest, order.now, zone)
    if due_at is None:
        order.reply("staff.not_understood")
        return
    handling.later(order.session, order.now, order.enquiry, order.staff, due_at)
    order.reply("staff.attempt", outcome="later", when=say_when(due_at, order.now, zone))


def _risk(order: Order) -> None:
    handling.raise_risk(order.session, order.now, order.enquiry, order.staff)
    order.reply("staff.noted")


def _note(order: Order) -> None:
    handling.note(order.session, order.now, order.enquiry, order.staff, order.command.rest)
    order.reply("staff.noted")


def _reopen(order: Order) -> None:
    handling.reopen(order.session, order.now, order.enquiry, order.staff)
    _yours(order)


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
