"""A further text from a person whose enquiry is not new: an answer to a question, a wish, or more to read.

Nothing that was said before is overwritten, since relatives may share a phone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy.orm import Session

from enquiries.core.enums import About, Asked, Role, Wish
from enquiries.dates.spoken import say_when
from enquiries.intake import risk_response
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import record
from enquiries.messaging import restrictions, to_enquirer
from enquiries.messaging.models import LearntFrom
from enquiries.messaging.permission_rules import Ban
from enquiries.messaging.texts import TextKind
from enquiries.oncall import alerts, call_changes, wrote_back
from enquiries.organisation import snapshot
from enquiries.parsing import risk
from enquiries.parsing.replies import Meaning, understand

_DAY = timedelta(days=1)
# An answer that we could not read has a word or two; more than that is a message.
_WORDS_OF_AN_ANSWER = 3
_BANS = {"voicemail": Ban.NO_VOICEMAIL, "text_ok": Ban.NO_TEXTS}


@dataclass(frozen=True)
class FurtherText:
    """A text that belongs to an enquiry.

    `provider_answers`: Twilio has answered it, we must not. `asks_anew`: it is a keyword or START, and so not
    an answer that we failed to read. `danger`: it speaks of danger.
    """

    session: Session
    now: datetime
    enquiry: Enquiry
    body: str
    provider_answers: bool
    asks_anew: bool
    danger: bool = False


def answer_text(text: FurtherText, danger: risk.RiskFinding | None) -> None:
    """Do what it asks for, tell the holder, and answer."""
    enquiry = text.enquiry
    meaning = _meaning(text)
    if enquiry.state is EnquiryState.CLOSED or (meaning.thanks and danger is None):
        return
    if meaning.later and danger is None:
        _reschedule(text, meaning)
        return
    keep_time(text)
    _learn(text, meaning)
    call_changes.notify_holder(text.session, text.now, enquiry, urgent=danger is not None)
    if danger is not None:
        alerts.spread_urgency(text.session, text.now, enquiry)
        risk_response.answer_risk(text.session, text.now, enquiry, danger)
        return
    wrote_back.ask(text.session, text.now, enquiry)
    if not text.provider_answers:
        _reply(text, meaning)


def names_a_time(text: FurtherText) -> bool:
    """Return True where it asks for a call at a time that it names."""
    return _meaning(text).at is not None


def keep_time(text: FurtherText) -> None:
    """A time that is chosen beside words of danger stands: they say when it is safe."""
    meaning = _meaning(text)
    if meaning.at is not None:
        _book(text, meaning.at, each_day=not meaning.in_a_while)


def ask_safe_contact(text: FurtherText, *, delay: timedelta = timedelta(0)) -> None:
    """Ask whether a voicemail or a text may be left, unless that is known."""
    if text.enquiry.voicemail is Wish.ASK and to_enquirer.answer(
        text.session, text.now, text.enquiry, TextKind.SAFE_CONTACT, delay=delay
    ):
        text.enquiry.asked = Asked.CONTACT


def _learn(text: FurtherText, meaning: Meaning) -> None:
    enquiry = text.enquiry
    if meaning.about is not None:
        _learn_about(text, meaning.about)
    answers_us = enquiry.asked is Asked.CONTACT
    _learn_wish(text, "voicemail", meaning.voicemail, answers_us=answers_us)
    _learn_wish(text, "text_ok", meaning.text_ok, answers_us=answers_us)
    if meaning.call_now:
        enquiry.asked = None
        call_changes.call_now(text.session, text.now, enquiry)


def _learn_about(text: FurtherText, about: About) -> None:
    if text.enquiry.about in (About.UNKNOWN, about):
        text.enquiry.about = about
        _note_answer(text, about=about)
    else:
        record(text.session, text.now, text.enquiry, EventKind.MAY_BE_ANOTHER, about=about)


def _learn_wish(
    text: FurtherText, question: Literal["voicemail", "text_ok"], said: bool | None, *, answers_us: bool
) -> None:
    """A NO stands at every centre, even if the phone has changed hands: a person's safety may depend on it.

    Only a clear answer to our own question takes it back.
    """
    if said is None:
        return
    enquiry, ban = text.enquiry, _BANS[question]
    answer: dict[str, Any] = {question: Wish.said(said)}
    if said and not answers_us and _said_no_before(text, question):
        record(text.session, text.now, enquiry, EventKind.MAY_BE_ANOTHER, **answer)
        return
    if said:
        restrictions.lift(text.session, enquiry.phone_lookup, ban)
    else:
        restrictions.add(text.session, text.now, enquiry.phone_lookup, ban, LearntFrom.TEXT)
    setattr(enquiry, question, Wish.said(said))
    _note_answer(text, **answer)


def _said_no_before(text: FurtherText, question: Literal["voicemail", "text_ok"]) -> bool:
    known: Wish = getattr(text.enquiry, question)
    lookup = text.enquiry.phone_lookup
    return known is Wish.NO or restrictions.holds(text.session, lookup, _BANS[question])


def _note_answer(text: FurtherText, **answer: Any) -> None:
    text.enquiry.asked = None
    record(text.session, text.now, text.enquiry, EventKind.ANSWERED, **answer)


def _reply(text: FurtherText, meaning: Meaning) -> None:
    session, now, enquiry = text.session, text.now, text.enquiry
    if meaning.about is not None:
        ask_safe_contact(text)
    elif meaning.voicemail is not None or meaning.text_ok is not None:
        return
    elif _is_misread_answer(text, meaning):
        to_enquirer.answer(session, now, enquiry, TextKind.UNCLEAR)
    else:
        to_enquirer.answer(session, now, enquiry, TextKind.STILL_HERE)


def _is_misread_answer(text: FurtherText, meaning: Meaning) -> bool:
    """Whether it looks like an answer to our question that we could not read. Said once a day at most."""
    enquiry = text.enquiry
    return (
        enquiry.asked is not None
        and enquiry.tries == 0  # after a try they write of that
        and not text.asks_anew
        and not meaning.answered
        and len(text.body.split()) <= _WORDS_OF_AN_ANSWER
        and not to_enquirer.was_sent_since(
            text.session, enquiry.phone_lookup, TextKind.UNCLEAR, text.now - _DAY
        )
    )


def _reschedule(text: FurtherText, meaning: Meaning) -> None:
    session, now, enquiry = text.session, text.now, text.enquiry
    if meaning.at is None:
        # Where too many answers went out already, a bare time is understood all the same.
        to_enquirer.answer(session, now, enquiry, TextKind.ASK_TIME)
        enquiry.asked = Asked.TIME
        call_changes.notify_holder(session, now, enquiry)
        return
    booked = _book(text, meaning.at, each_day=not meaning.in_a_while)
    when = say_when(booked, now, enquiry.centre.zone)
    to_enquirer.answer(session, now, enquiry, TextKind.BOOKED, when=when)


def _book(text: FurtherText, at: datetime, *, each_day: bool) -> datetime:
    return call_changes.choose_time(text.session, text.now, text.enquiry, at, each_day=each_day)


def first_names(session: Session, enquiry: Enquiry) -> list[str]:
    """The staff of the centre whom a person may thank."""
    people = snapshot.current_setup(session).people_of(enquiry.centre_id, Role.RESPONDER, Role.MANAGER)
    return [each.name.split()[0] for each in people if each.name]


def _meaning(text: FurtherText) -> Meaning:
    return understand(
        text.body,
        now=text.now,
        zone=text.enquiry.centre.zone,
        asked=text.enquiry.asked,
        names=first_names(text.session, text.enquiry),
        danger=text.danger,
    )
