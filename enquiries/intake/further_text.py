"""A further text from a person whose enquiry is not new: an answer to a question, a wish, or more to read.

Nothing that was said before is overwritten, since relatives may share a phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy.orm import Session

from enquiries.core.enums import About, Asked, Role, Wish
from enquiries.dates.week import moment
from enquiries.intake import questions, risk_response
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import record
from enquiries.messaging import preferences, to_enquirer
from enquiries.messaging.models import LearntFrom
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import Ban
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_enquirer import Answered
from enquiries.messaging.to_staff import alarm_about
from enquiries.oncall import alerts, call_changes, wrote_back
from enquiries.organisation import snapshot
from enquiries.parsing.call_times import CallTimes
from enquiries.parsing.emergency_number import asks_which_number
from enquiries.parsing.meaning import Meaning
from enquiries.parsing.risk.finding import RiskFinding
from enquiries.parsing.short_texts import may_be_an_answer, says_later, speaks_of_a_call

_DAY = timedelta(days=1)
_BANS = {"voicemail": Ban.NO_VOICEMAIL, "text_ok": Ban.NO_TEXTS}


@dataclass(frozen=True)
class FurtherText:
    """A text that belongs to an enquiry, and what it means.

    `provider_answers`: Twilio has answered it, we must not. `asks_again`: it is a keyword or START, and so
    not an answer that we failed to read. `restarted`: it took a STOP back.
    """

    session: Session
    now: datetime
    enquiry: Enquiry
    body: str
    meaning: Meaning
    provider_answers: bool
    asks_again: bool
    has_media: bool = False
    restarted: bool = False

    @property
    def is_a_picture(self) -> bool:
        """Return True where something came and no words with it."""
        return self.has_media and not self.body.strip()


def answer_text(text: FurtherText, danger: RiskFinding | None, learnt: Mapping[str, Any]) -> None:
    """Do what it asks for, tell the holder, and answer. `learnt`: what `learn_contact` found new in it."""
    enquiry, meaning = text.enquiry, text.meaning
    if enquiry.state is EnquiryState.CLOSED or (meaning.thanks and danger is None):
        return
    if danger is None and (meaning.times.start is not None or meaning.times.later):
        _learn_about(text)
        _reschedule(text)
        return
    keep_time(text)
    _learn_about(text)
    if meaning.times.now:
        enquiry.asked = None
        call_changes.call_now(text.session, text.now, enquiry)
    call_changes.notify_holder(
        text.session, text.now, enquiry, urgent=danger is not None, wants_call=meaning.times.now
    )
    if danger is not None:
        alerts.spread_urgency(text.session, text.now, enquiry)
        risk_response.answer_risk(text.session, text.now, enquiry, danger, text.body)
        return
    if meaning.risk.is_concern:
        alerts.alert_about_concern(text.session, text.now, enquiry)
    wrote_back.ask(text.session, text.now, enquiry)
    if not text.provider_answers and not _reply(text, learnt).is_as_wanted:
        wrote_back.say_unanswered(text.session, text.now, enquiry)


def keep_time(text: FurtherText) -> None:
    """A time that is chosen stands, also beside words of danger: they say when it is safe."""
    times = text.meaning.times
    call_changes.keep_time(text.session, text.now, text.enquiry, times)
    if times.start is None and times.end is not None:
        _note_answer(text, before=f"{times.end.astimezone(text.enquiry.centre.zone):%H:%M}")


def learn_contact(text: FurtherText) -> Mapping[str, Any]:
    """Keep what it says of how to get back to them. Returns what is new: a NO, a name, a cover story,
    another country.

    A NO stands at every centre, even if the phone has changed hands: a person's safety may depend on it. Only
    a clear answer to our own question, or asking for a call, takes one back.
    """
    session, enquiry, meaning = text.session, text.enquiry, text.meaning
    lookup = enquiry.phone_lookup
    new = preferences.forbid(session, text.now, lookup, meaning.contact, LearntFrom.TEXT)
    if meaning.times.now or (meaning.contact.ring is None and _asks_for_a_call_then(text)):
        new |= preferences.allow_calls(session, lookup)
    new |= preferences.keep_details(
        session, text.now, enquiry, ask_for=meaning.ask_for, cover=text.body if meaning.cover else None
    )
    answers_us = enquiry.asked is Asked.CONTACT
    _learn_wish(text, "voicemail", meaning.contact.voicemail, answers_us=answers_us)
    _learn_wish(text, "text_ok", meaning.contact.text, answers_us=answers_us)
    new |= preferences.learn_hours(
        session, text.now, lookup, meaning.times, enquiry.centre.zone, LearntFrom.TEXT
    )
    told: dict[str, Any] = {key: said for key, said in new.items() if key not in ("text", "voicemail")}
    if told:
        record(session, text.now, enquiry, EventKind.ANSWERED, **told)
    if risk_response.learn_whereabouts(session, enquiry, text.body):
        told["whereabouts"] = enquiry.whereabouts
    return told


def within_hours(text: FurtherText) -> FurtherText:
    """A new enquiry keeps to the hours that the number asked for earlier, as if they said so again.

    Not where it names a time itself, or where they are not to be rung at all.
    """
    session, now, times, centre = text.session, text.now, text.meaning.times, text.enquiry.centre
    window = preferences.hours(session, now, text.enquiry.phone_lookup, centre.zone)
    if window is None or times.now or times.says_when or window.holds(now, centre.zone):
        return text
    if contact_permission(session, now, text.enquiry).is_text_only:
        return text
    start = call_changes.next_time_within(session, centre, window, now)
    end = moment(start.astimezone(centre.zone).date(), window.end, centre.zone)
    return replace(text, meaning=replace(text.meaning, times=CallTimes(start, end)))


def _asks_for_a_call_then(text: FurtherText) -> bool:
    """A time alone may be when to text; after "not safe now", LATER and a time say when a call is safe."""
    if text.meaning.times.start is None:
        return False
    until = preferences.not_safe_until(text.session, text.enquiry.phone_lookup)
    is_not_safe = until is not None and until > text.now
    return speaks_of_a_call(text.body) or (is_not_safe and says_later(text.body))


def ask_safe_contact(text: FurtherText, *, delay: timedelta = timedelta(0)) -> bool:
    """Ask whether a voicemail or a text may be left, unless that is known, or they are not to be rung.

    Not where there may be danger: they have more urgent things to read. Returns whether it was asked. A
    question that was put before still waits for its answer.
    """
    enquiry = text.enquiry
    if enquiry.urgent or enquiry.voicemail is not Wish.ASK:
        return False
    if contact_permission(text.session, text.now, enquiry).is_text_only:
        return False
    asked = to_enquirer.answer(text.session, text.now, enquiry, TextKind.SAFE_CONTACT, delay=delay)
    if asked.is_as_wanted or to_enquirer.is_fresh(text.session, text.now, enquiry, TextKind.SAFE_CONTACT):
        enquiry.asked = Asked.CONTACT
    return asked.is_as_wanted


def _learn_about(text: FurtherText) -> None:
    about = text.meaning.about
    if about is None:
        return
    if text.enquiry.about in (About.UNKNOWN, about):
        text.enquiry.about = about
        _note_answer(text, about=about)
    else:
        record(text.session, text.now, text.enquiry, EventKind.MAY_BE_ANOTHER, about=about)


def _learn_wish(
    text: FurtherText, question: Literal["voicemail", "text_ok"], said: bool | None, *, answers_us: bool
) -> None:
    if said is None:
        return
    enquiry, ban = text.enquiry, _BANS[question]
    answer: dict[str, Any] = {question: Wish.said(said)}
    if said and not answers_us and _said_no_before(text, question):
        record(text.session, text.now, enquiry, EventKind.MAY_BE_ANOTHER, **answer)
        return
    if said:
        preferences.lift(text.session, enquiry.phone_lookup, ban)
    setattr(enquiry, question, Wish.said(said))
    _note_answer(text, **answer)


def _said_no_before(text: FurtherText, question: Literal["voicemail", "text_ok"]) -> bool:
    known: Wish = getattr(text.enquiry, question)
    lookup = text.enquiry.phone_lookup
    return known is Wish.NO or preferences.holds(text.session, lookup, _BANS[question])


def _note_answer(text: FurtherText, **answer: Any) -> None:
    text.enquiry.asked = None
    record(text.session, text.now, text.enquiry, EventKind.ANSWERED, **answer)


def _reply(text: FurtherText, learnt: Mapping[str, Any]) -> Answered:
    """Answer; where there is danger, no text meets silence."""
    session, now, enquiry = text.session, text.now, text.enquiry
    if not enquiry.urgent:
        return _answer_calmly(text, learnt)
    if learnt.get("whereabouts") or asks_which_number(text.body):
        return risk_response.say_again(session, now, enquiry)
    answered = _answer_calmly(text, learnt)
    if answered is Answered.NOT_AT_ALL:
        return risk_response.reassure(session, now, enquiry)
    return answered


def _answer_calmly(text: FurtherText, learnt: Mapping[str, Any]) -> Answered:
    session, now, enquiry, meaning = text.session, text.now, text.enquiry, text.meaning
    if text.restarted:
        return _welcome_back(text)
    if meaning.times.now and _reads_no_texts(text):
        return Answered.AS_WANTED  # the call answers it
    if learnt.get("ring") == "no":
        return to_enquirer.answer(session, now, enquiry, TextKind.NO_CALLS)
    if meaning.another_to_call:
        return to_enquirer.answer(session, now, enquiry, TextKind.ONLY_YOU)
    if text.is_a_picture:
        return to_enquirer.answer(session, now, enquiry, TextKind.PICTURE)
    if meaning.question is not None:
        return questions.answer(session, now, enquiry, meaning.question)
    tells_enough = meaning.contact.voicemail is not None or meaning.contact.text is not None
    if (meaning.about is not None and ask_safe_contact(text)) or (tells_enough and not enquiry.urgent):
        return Answered.AS_WANTED
    if enquiry.urgent:
        return risk_response.reassure(session, now, enquiry)
    general = TextKind.UNCLEAR if _is_misread_answer(text) else TextKind.STILL_HERE
    return to_enquirer.answer(session, now, enquiry, general)


def _reads_no_texts(text: FurtherText) -> bool:
    """Return True where that number said no texts: another person may see them."""
    return preferences.holds(text.session, text.enquiry.phone_lookup, Ban.NO_TEXTS)


def _welcome_back(text: FurtherText) -> Answered:
    """They are called as was planned; minutes are promised only where they begin now."""
    is_due = questions.when(text.enquiry, text.now) is TextKind.ANSWER_WHEN
    kind = TextKind.RESTARTED if is_due else TextKind.RESTARTED_NO_PROMISE
    if text.enquiry.urgent:  # managers were told of the STOP
        alarm_about(text.session, text.now, text.enquiry, "said START")
    return to_enquirer.answer(text.session, text.now, text.enquiry, kind)


def _is_misread_answer(text: FurtherText) -> bool:
    """Return True where it looks like an answer that we could not read. Said once a day at most."""
    enquiry = text.enquiry
    return (
        enquiry.asked is not None
        and enquiry.tries == 0  # after a try they write of that
        and not text.asks_again
        and not text.meaning.says_something
        and may_be_an_answer(text.body)
        and not to_enquirer.was_sent_since(
            text.session, enquiry.phone_lookup, TextKind.UNCLEAR, text.now - _DAY
        )
    )


def _reschedule(text: FurtherText) -> None:
    session, now, enquiry = text.session, text.now, text.enquiry
    if text.meaning.times.start is None:
        # Where too many answers went out already, a bare time is understood all the same.
        answered = to_enquirer.answer(session, now, enquiry, TextKind.ASK_TIME)
        if enquiry.urgent and answered is Answered.NOT_AT_ALL:
            risk_response.reassure(session, now, enquiry)
        enquiry.asked = Asked.TIME
        call_changes.notify_holder(session, now, enquiry)
        return
    call_changes.keep_time(session, now, enquiry, text.meaning.times)
    kind = TextKind.ONLY_YOU_BOOKED if text.meaning.another_to_call else TextKind.BOOKED
    to_enquirer.answer(session, now, enquiry, kind, when=enquiry.due_at)


def first_names(session: Session, centre_id: int) -> list[str]:
    """The staff of the centre whom a person may thank."""
    people = snapshot.current_setup(session).people_of(centre_id, Role.RESPONDER, Role.MANAGER)
    return [each.name.split()[0] for each in people if each.name]
