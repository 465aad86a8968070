"""A text from the public: which enquiry it begins, joins or reopens, and what they read back.

The alert goes out on the first text. Questions to the person only enrich what is known and hold nothing up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.enums import About, Asked, Channel, KeywordMode
from enquiries.core.i18n import ENGLISH
from enquiries.core.phone import Sender
from enquiries.core.settings import settings_of
from enquiries.core.text import normalise
from enquiries.core.transactions import absent_rows
from enquiries.intake import automatic_texts, further_text, questions, risk_response, stop_start
from enquiries.intake.stop_start import LEFT_ALONE
from enquiries.lifecycle import find, receive, text_hold, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import lock, locked_now, record
from enquiries.messaging import preferences, to_enquirer
from enquiries.messaging.models import Alert, Incoming
from enquiries.messaging.permission_rules import Ban
from enquiries.messaging.texts import TextKind
from enquiries.oncall import alerts
from enquiries.oncall.escalation import AlertReason, Decision
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre
from enquiries.organisation.snapshot import KnownKeyword, KnownNumber
from enquiries.parsing import meaning as meanings
from enquiries.parsing.keywords import leading_keyword
from enquiries.parsing.language import language_of
from enquiries.parsing.meaning import Meaning
from enquiries.parsing.opt_words import OptWord, opt_word, provider_opt_word
from enquiries.parsing.questions import Question
from enquiries.parsing.risk.finding import RiskFinding
from enquiries.parsing.wrong_number import is_only_wrong_number

# So that it does not arrive before the text that it follows.
_QUESTION_FOLLOWS = timedelta(seconds=3)
# Twilio's words on a number with default handling, each alone as the whole text:
# https://help.twilio.com/articles/223134027
_PROVIDER_ANSWERS = frozenset({"HELP", "INFO", *OptWord})
# The greeting, by why no one was alerted as usual: not knowing for whom they ask, and knowing it.
# Minutes are promised only where staff are on call to keep that.
_GREETINGS: Mapping[AlertReason, tuple[TextKind, TextKind]] = {
    AlertReason.WAITING_FOR_OPENING: (TextKind.WELCOME_CLOSED, TextKind.WELCOME_CLOSED_KNOWN),
    AlertReason.NOBODY_ON_CALL: (TextKind.WELCOME_NO_PROMISE, TextKind.STILL_HERE),
    AlertReason.NOBODY_AT_ALL: (TextKind.WELCOME_NO_PROMISE, TextKind.STILL_HERE),
}
_USUAL_GREETING = (TextKind.WELCOME, TextKind.WELCOME_KNOWN)


class NoCentre(Exception):
    """There is nowhere that a text could belong."""


@dataclass(frozen=True)
class Destination:
    """Where a text belongs: the centre, the number of ours that was texted, the keyword it began with."""

    centre: Centre
    number: KnownNumber | None
    keyword: KnownKeyword | None


@dataclass(frozen=True)
class ReadText:
    """A text that is understood and not yet attached: `known` are the enquiries of its number, latest first.

    `language` (ISO 639): in which they are answered.
    """

    place: Destination
    known: list[Enquiry]
    language: str
    meaning: Meaning


def handle_text(
    session: Session, now: datetime, incoming: Incoming, sender: Sender, alone: RiskFinding
) -> None:
    """Take a kept text from a person who is not staff. Raises NoCentre where none is set up.

    `alone`: the danger found in its words by themselves.
    """
    body = incoming.body or ""
    number = snapshot.current_setup(session).number(incoming.to)
    if sender.textable:  # whatever the network said of it once: this number can text
        preferences.lift(session, incoming.sender_lookup, Ban.TAKES_NO_TEXTS)
    provider_answers = _provider_answers(session, number, incoming, body)
    word = opt_word(body) or provider_opt_word(incoming.opt_out_type)
    texted_before = to_enquirer.was_texted(session, incoming.sender_lookup)
    if word is not None and word.opts_out(texted_before=texted_before):
        stop_start.stop(session, now, incoming, sender, number, word, confirm=not provider_answers)
        return
    read = _read(session, now, incoming, number, alone)
    in_danger = read.meaning.risk.is_danger
    if not in_danger and _ends_it(session, now, incoming, sender, number, read, texted_before=texted_before):
        return
    if word is None and not in_danger and _is_automatic(session, incoming, read.known):
        _keep_quietly(session, now, incoming, number, read.known)
        return
    _take(session, now, incoming, sender, read, word, provider_answers=provider_answers)


def _take(
    session: Session,
    now: datetime,
    incoming: Incoming,
    sender: Sender,
    read: ReadText,
    word: OptWord | None,
    *,
    provider_answers: bool,
) -> None:
    """Put it with the enquiry that it begins, joins or reopens, and answer it."""
    restarted = word is not None and word.lifts and stop_start.start(session, incoming)
    if read.meaning.asks_for_help or read.place.keyword is not None:
        restarted = stop_start.welcome_back(session, incoming) or restarted
    enquiry, is_news = _enquiry_of(session, now, sender, read)
    enquiry.language = read.language
    incoming.attach(enquiry)
    now = locked_now(session, now, enquiry)
    # a person who writes from a number asks to be answered there
    record(session, now, enquiry, EventKind.WROTE, inbox_id=incoming.id, **text_hold.release_texts(enquiry))
    if restarted:
        record(session, now, enquiry, EventKind.OPTED_IN)
    body = incoming.body or ""
    text = further_text.FurtherText(
        session,
        now,
        enquiry,
        body,
        read.meaning,
        provider_answers,
        asks_again=word is not None or _keyword(read.place.number, body) is not None,
        has_media=bool(incoming.media),
        restarted=restarted,
    )
    learnt = further_text.learn_contact(text)
    danger = risk_response.note_risk(session, now, enquiry, read.meaning.risk)
    if is_news:
        _begin(further_text.within_hours(text), danger, learnt)
    else:
        further_text.answer_text(text, danger, learnt)


def _begin(text: further_text.FurtherText, danger: RiskFinding | None, learnt: Mapping[str, Any]) -> None:
    """Alert and welcome; where a time is chosen, book that instead, unless there is danger.

    Words of concern are alerted at once all the same, with the time at which the call is due.
    """
    if text.meaning.times.start is None or danger is not None:
        _welcome(text, danger)
        return
    further_text.answer_text(text, danger, learnt)
    if text.meaning.risk.is_concern:
        alerts.do_not_wait(text.now, text.enquiry)
        alerts.escalate(text.session, text.now, text.enquiry)


def _read(
    session: Session, now: datetime, incoming: Incoming, number: KnownNumber | None, alone: RiskFinding
) -> ReadText:
    """What it means to the centre that it belongs to, after the question that was put last."""
    body = incoming.body or ""
    known = find.recent_enquiries(session, now, incoming.sender_lookup)
    risk = risk_response.find_risk(session, incoming, alone)
    place = _place(session, number, body, known)
    language = _language(place, known, body)
    if place.keyword is not None and normalise(body) == normalise(place.keyword.word):
        return ReadText(place, known, language, Meaning(risk=risk))  # a keyword alone says nothing else
    enquiry = _of_centre(known, place.centre)
    meaning = meanings.read(
        body,
        now=now,
        zone=place.centre.zone,
        asked=enquiry.asked if enquiry is not None and enquiry.state is not EnquiryState.CLOSED else None,
        names=further_text.first_names(session, place.centre.id) if enquiry is not None else (),
        found=risk,
        language=language,
    )
    return ReadText(place, known, language, meaning)


def _language(place: Destination, known: list[Enquiry], body: str) -> str:
    """The language to answer in: of what they wrote, else of the poster, else of what they wrote before."""
    written = language_of(body)
    if written is not None:
        return written
    if place.keyword is not None and place.keyword.language != ENGLISH:
        return place.keyword.language
    return next((each.language for each in known), ENGLISH)


def _of_centre(known: list[Enquiry], centre: Centre) -> Enquiry | None:
    return next((each for each in known if each.centre_id == centre.id), None)


def _ends_it(
    session: Session,
    now: datetime,
    incoming: Incoming,
    sender: Sender,
    number: KnownNumber | None,
    read: ReadText,
    *,
    texted_before: bool,
) -> bool:
    """Return True where a number is the wrong one, or one that we have texted wants to be left alone.

    A stranger must say that and nothing else: theirs may be an enquiry.
    """
    body = incoming.body or ""
    if read.meaning.wrong_number and (texted_before or is_only_wrong_number(body)):
        stop_start.wrong_number(session, now, incoming, sender, number)
    elif read.meaning.left_alone and texted_before:
        stop_start.stop(session, now, incoming, sender, number, LEFT_ALONE, confirm=True)
    else:
        return False
    return True


def _enquiry_of(session: Session, now: datetime, sender: Sender, read: ReadText) -> tuple[Enquiry, bool]:
    """The enquiry that a text belongs to, and whether it is new or reopened."""
    enquiry = _of_centre(read.known, read.place.centre)
    if enquiry is None:
        enquiry = receive.begin(session, now, _request(sender, read))
        absent_rows.note_none(session, enquiry.id, Alert)
        return enquiry, True
    now = lock(session, now, enquiry)
    if enquiry.state is not EnquiryState.CLOSED:
        return enquiry, False
    if read.meaning.thanks:
        return enquiry, False
    transitions.reopen(session, now, enquiry)
    return enquiry, True


def _request(sender: Sender, read: ReadText) -> receive.Request:
    place, meaning = read.place, read.meaning
    about = place.keyword.about if place.keyword else About.UNKNOWN
    if about is About.UNKNOWN:
        about = meaning.about or About.UNKNOWN
    return receive.Request(
        centre=place.centre,
        channel=Channel.SMS,
        phone=sender.address,
        textable=sender.textable,
        country=sender.country,
        source=place.keyword.source if place.keyword else "",
        number_id=place.number.id if place.number else None,
        about=about,
        language=read.language,
    )


def _is_automatic(session: Session, incoming: Incoming, known: list[Enquiry]) -> bool:
    """Whether it is no person's, and we have something to do with that number: a stranger is always heard."""
    if not known and not to_enquirer.was_texted(session, incoming.sender_lookup):
        return False
    wanted = any(each.state is not EnquiryState.CLOSED for each in known)
    return automatic_texts.is_automatic(session, incoming, wanted=wanted)


def _keep_quietly(
    session: Session, now: datetime, incoming: Incoming, number: KnownNumber | None, known: list[Enquiry]
) -> None:
    """Put it with what was said, if anything is open or closed of late; nothing follows from it."""
    enquiry = _talking_with(session, known, number) or next(iter(known), None)
    if enquiry is not None:
        at = lock(session, now, enquiry)
        incoming.attach(enquiry)
        record(session, at, enquiry, EventKind.WROTE, inbox_id=incoming.id, automatic=True)


def _welcome(text: further_text.FurtherText, danger: RiskFinding | None) -> None:
    """Alert those on call, then answer."""
    session, now, enquiry = text.session, text.now, text.enquiry
    if danger is not None:
        further_text.keep_time(text)
        alerts.do_not_wait(now, enquiry)
    decision = alerts.escalate(session, now, enquiry)
    if danger is not None:
        risk_response.answer_risk(session, now, enquiry, danger, text.body)
    elif text.provider_answers:
        enquiry.acknowledged_at = enquiry.acknowledged_at or now
        enquiry.asked = Asked.ABOUT
    elif text.restarted and decision.reason not in _GREETINGS:
        to_enquirer.answer(session, now, enquiry, TextKind.RESTARTED)
    else:
        _greet(text, decision)


def _greet(text: further_text.FurtherText, decision: Decision) -> None:
    """Say when the call comes, and ask what is not known yet."""
    session, now, enquiry = text.session, text.now, text.enquiry
    if text.is_a_picture:
        to_enquirer.answer(session, now, enquiry, TextKind.PICTURE)
        return
    opens, beyond_cap = decision.due_at, text.restarted
    asking, knowing = _GREETINGS.get(decision.reason, _USUAL_GREETING)
    if enquiry.about is not About.UNKNOWN:
        to_enquirer.answer(session, now, enquiry, knowing, beyond_cap=beyond_cap, opens=opens)
        if not _answer_question(text):
            further_text.ask_safe_contact(text, delay=_QUESTION_FOLLOWS)
    elif to_enquirer.answer(session, now, enquiry, asking, beyond_cap=beyond_cap, opens=opens).is_as_wanted:
        enquiry.asked = Asked.ABOUT
        _answer_question(text)


def _answer_question(text: further_text.FurtherText) -> bool:
    """Answer what the first text asks, after the welcome; that says already when they are called."""
    session, now, enquiry = text.session, text.now, text.enquiry
    if text.meaning.another_to_call:
        kind = TextKind.ONLY_YOU
        return to_enquirer.answer(session, now, enquiry, kind, delay=_QUESTION_FOLLOWS).is_as_wanted
    asked = text.meaning.question
    if asked in (None, Question.WHEN, Question.RECEIVED, Question.OTHER):
        return False
    return questions.answer(session, now, enquiry, asked, delay=_QUESTION_FOLLOWS).is_as_wanted


def _place(session: Session, number: KnownNumber | None, body: str, known: list[Enquiry]) -> Destination:
    """Where the text belongs.

    A keyword goes where its poster says. Without one, the text belongs to the conversation that this number
    of ours is having with this person; only then to the number's own centre.
    """
    keyword = _keyword(number, body)
    talking = _talking_with(session, known, number)
    if talking is not None and (keyword is None or normalise(body) != normalise(keyword.word)):
        return Destination(talking.centre, number, None)
    if keyword is not None:
        return Destination(snapshot.load(session, Centre, keyword.centre_id), number, keyword)
    if number is not None:
        return Destination(snapshot.load(session, Centre, number.centre_id), number, None)
    # A number that no setup file names still reaches a person: at the first centre.
    centre = session.scalar(select(Centre).order_by(Centre.id).limit(1))
    if centre is None:
        raise NoCentre("no centre is set up: load a setup file")
    return Destination(centre, None, None)


def _keyword(number: KnownNumber | None, body: str) -> KnownKeyword | None:
    if number is None:
        return None
    by_word = {keyword.word: keyword for keyword in number.keywords}
    found = leading_keyword(body, by_word)
    return by_word[found] if found is not None else None


def _talking_with(session: Session, known: list[Enquiry], number: KnownNumber | None) -> Enquiry | None:
    """The conversation with this person on this number of ours.

    Of several, the one that the last text from this number to that phone was about: that is what they answer,
    and its holder must be told. A form that anybody sent since begins no conversation by itself.
    """
    if number is None:
        return None
    on_this_number = [each for each in known if each.number_id in (number.id, None)]
    if len(on_this_number) > 1:
        last = to_enquirer.last_about(session, on_this_number, number.number)
        return next((each for each in on_this_number if each.id == last), on_this_number[0])
    return next(iter(on_this_number), None)


def _provider_answers(session: Session, number: KnownNumber | None, incoming: Incoming, body: str) -> bool:
    """Return True where Twilio has answered this text already, so that we must not.

    With Advanced Opt-Out it says so itself; with default handling it answers exactly these words.
    """
    mode = (number.keyword_mode if number is not None else None) or settings_of(session).keyword_mode
    by_default = mode is KeywordMode.DEFAULT and body.strip().upper() in _PROVIDER_ANSWERS
    return bool(incoming.opt_out_type) or by_default
