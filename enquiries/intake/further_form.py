"""A further form from a person whose enquiry is not new.

Nothing that was said before is overwritten, since relatives may share a phone: what differs is added, and the
stricter wish about voicemails and texts holds. Only the time follows the latest form, as it does for texts.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from enquiries.core.enums import About, Wish
from enquiries.intake.submission import Submission
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import record
from enquiries.oncall import alerts, call_changes
from enquiries.parsing.risk.finding import RiskFinding


def join(
    session: Session, now: datetime, enquiry: Enquiry, submission: Submission, danger: RiskFinding | None
) -> None:
    """Add the form to an enquiry that is open or held, and tell its holder."""
    add(session, now, enquiry, submission)
    call_changes.notify_holder(session, now, enquiry)
    if submission.call_at is None:
        call_changes.call_now(session, now, enquiry)
    elif submission.call_at != enquiry.due_at:
        # anyone who knows the number can send a form
        call_changes.choose_time(session, now, enquiry, submission.call_at, hearsay=True)
    if danger is not None:
        alerts.spread_urgency(session, now, enquiry)


def add(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    """Write down what the form says that was not known."""
    _learn_who(session, now, enquiry, submission)
    _learn_safe_contact(session, now, enquiry, submission)
    known = (enquiry.message, enquiry.ask_for, enquiry.funding)
    said = (submission.message, submission.ask_for, submission.funding)
    labels = ("", "Ask for: ", "Funding: ")
    news = [
        label + words
        for label, words, before in zip(labels, said, known, strict=True)
        if words and words != before
    ]
    if news:
        record(session, now, enquiry, EventKind.WROTE, words="\n".join(news), channel="web")


def _learn_who(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    another: dict[str, Any] = {}
    name, about = submission.name, submission.about
    if enquiry.about is About.UNKNOWN:
        enquiry.about = about
    elif about not in (About.UNKNOWN, enquiry.about):
        another["about"] = about
    if enquiry.name is None:
        enquiry.name = name
    elif name and name.casefold() != enquiry.name.casefold():
        another["name"] = "another"
    if another:
        record(session, now, enquiry, EventKind.MAY_BE_ANOTHER, words=name, **another)


def _learn_safe_contact(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    voicemail = _stricter(enquiry.voicemail, submission.voicemail)
    text_ok = _stricter(enquiry.text_ok, submission.text_ok)
    if (voicemail, text_ok) != (enquiry.voicemail, enquiry.text_ok):
        enquiry.voicemail, enquiry.text_ok = voicemail, text_ok
        record(session, now, enquiry, EventKind.ANSWERED, voicemail=voicemail, text_ok=text_ok)


def _stricter(known: Wish, said: Wish) -> Wish:
    return said if known is Wish.ASK or said is Wish.NO else known
