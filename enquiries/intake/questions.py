"""Answering what a person asks of us: shortly, and with what the record bears out."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging import to_enquirer
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.texts import TextKind, answer_text
from enquiries.messaging.to_enquirer import Answered
from enquiries.parsing.questions import Question


def answer(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    question: Question,
    *,
    delay: timedelta = timedelta(0),
) -> Answered:
    """Text the answer, if they may be texted."""
    return to_enquirer.answer(
        session,
        now,
        enquiry,
        _text(session, now, enquiry, question),
        delay=delay,
        when=enquiry.due_at,
        opens=enquiry.due_at,
    )


def _text(session: Session, now: datetime, enquiry: Enquiry, question: Question) -> TextKind:
    if question is Question.WHEN:
        return when(enquiry, now)
    if question is Question.NUMBER:
        return _number(session, now, enquiry)
    return answer_text(question)


def _number(session: Session, now: datetime, enquiry: Enquiry) -> TextKind:
    """The text that says from which number they are called; one who is only texted hears who we are."""
    if contact_permission(session, now, enquiry).is_text_only:
        return TextKind.ANSWER_WHO
    is_line = to_enquirer.calls_come_from_line(enquiry.centre, enquiry.country)
    return TextKind.ANSWER_NUMBER if is_line else TextKind.ANSWER_NUMBER_UNKNOWN


def when(enquiry: Enquiry, now: datetime) -> TextKind:
    """The text that says what is known of when they are called."""
    if enquiry.state is EnquiryState.CLAIMED:
        return TextKind.ANSWER_WHEN_TAKEN
    if enquiry.waits_for_opening:
        return TextKind.ANSWER_WHEN_OPENS
    if enquiry.due_at > now:
        return TextKind.ANSWER_WHEN_BOOKED
    if now > enquiry.due_at + timedelta(seconds=enquiry.centre.promise_seconds):
        return TextKind.ANSWER_WHEN_NO_PROMISE
    return TextKind.ANSWER_WHEN
