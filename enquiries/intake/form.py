"""A form: which enquiry it begins, joins or reopens, and what its sender may expect.

What they may expect is told from the form, the rota and the record of the centre, never from what is known of
the number: a person who knows a number must not learn from the page that it was here before.

A form that looks like a machine's is an enquiry like every other, since browsers sometimes fill in what they
should not. Only the texts to its number are held.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.enums import Wish
from enquiries.intake import form_texts, further_form, manage_link, risk_response
from enquiries.intake.form_texts import FormText
from enquiries.intake.submission import Submission
from enquiries.lifecycle import find, receive, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.retries import Window
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import lock, locked_now, record
from enquiries.messaging import held_texts, preferences, promises, to_enquirer
from enquiries.messaging.models import LearntFrom
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.promises import Expect
from enquiries.messaging.texts import TextKind
from enquiries.oncall import alerts, call_changes
from enquiries.parsing.contact_wishes import ContactWishes
from enquiries.parsing.risk.finding import RiskFinding
from enquiries.parsing.risk.scan import scan


@dataclass(frozen=True)
class FormResult:
    """`danger`: they must read first how to get help at once. `call_at` (UTC): chosen time, or opening.

    `by_text`: a person texts them then, and does not call.
    """

    expect: Expect
    by_text: bool
    danger: bool
    call_at: datetime | None
    text: FormText
    # the enquiry that this form began; None where it added to one that was there before
    begun_id: int | None


def take_form(session: Session, now: datetime, submission: Submission) -> FormResult:
    """Take a form and alert staff. The same form twice makes one enquiry."""
    finding = scan(submission.everything_said)
    danger = finding.is_danger
    submission = _at_a_time_that_can_be_kept(session, submission, now, danger)
    text = form_texts.form_text(session, now, submission)
    # the page is not told of it: it must not show that the number was here before
    taken = _within_hours_of_number(session, submission, now, danger)
    begun_id = _take(session, now, taken, finding, text)
    expect = _expected(session, now, submission, danger)
    call_at = _call_at(now, submission, expect)
    return FormResult(expect, submission.by_text, danger, call_at, text, begun_id)


def _expected(session: Session, now: datetime, submission: Submission, danger: bool) -> Expect:
    call_at = submission.call_at
    expect = promises.expected_call(session, now, submission.centre, call_at=call_at, danger=danger)
    # minutes are promised for calls alone
    return Expect.NO_PROMISE if submission.by_text and expect is Expect.SOON else expect


def _call_at(now: datetime, submission: Submission, expect: Expect) -> datetime | None:
    if expect is Expect.AT_OPENING:
        return submission.centre.opening_hours.next_opening(now, submission.centre.zone)
    return submission.call_at if expect is Expect.AT_CHOSEN_TIME else None


def _at_a_time_that_can_be_kept(
    session: Session, submission: Submission, now: datetime, danger: bool
) -> Submission:
    """A time when staff are there. It stands alongside words of danger: they say when it is safe."""
    if submission.call_at is not None:
        call_at = call_changes.next_staffed_time(session, submission.centre, submission.call_at)
        submission = replace(submission, call_at=call_at)
    return _within(session, submission, submission.window, now, danger)


def _within_hours_of_number(
    session: Session, submission: Submission, now: datetime, danger: bool
) -> Submission:
    """The hours that the number asked for earlier stand: anyone who knows it can send a form."""
    number, zone = crypto.lookup(submission.number.e164), submission.centre.zone
    return _within(session, submission, preferences.hours(session, now, number, zone), now, danger)


def _within(
    session: Session, submission: Submission, window: Window | None, now: datetime, danger: bool
) -> Submission:
    """The first staffed time in those hours is the one they chose, unless that is now.

    Within those hours danger does not wait for the centre to open.
    """
    centre, at = submission.centre, submission.call_at or now
    if window is None or (danger and window.holds(at, centre.zone)):
        return submission
    staffed = call_changes.next_time_within(session, centre, window, at)
    return submission if staffed == at else replace(submission, call_at=staffed)


def _take(
    session: Session, now: datetime, submission: Submission, finding: RiskFinding, text: FormText
) -> int | None:
    """Returns the id of the enquiry that it began, if it began one."""
    enquiry, is_new = _enquiry_of(session, now, submission)
    now = locked_now(session, now, enquiry)
    _note_consent(session, now, enquiry, submission)
    _restrict(session, now, enquiry, submission)
    danger = risk_response.note_risk(session, now, enquiry, finding)
    if enquiry.state is EnquiryState.CLOSED:
        transitions.reopen(session, now, enquiry, call_at=submission.call_at)
        further_form.add(session, now, enquiry, submission)
        if submission.call_at is not None:
            transitions.restart_escalation(enquiry, submission.call_at, chosen=True)
            enquiry.window = Window.from_time(submission.call_at, enquiry.centre.zone)
    elif not is_new:
        further_form.join(session, now, enquiry, submission, danger)
        return None
    _acknowledge(session, now, enquiry, submission)
    if danger is not None:
        alerts.do_not_wait(now, enquiry)
    alerts.escalate(session, now, enquiry)
    if text in (FormText.COMES, FormText.HELD):
        _confirm(session, now, enquiry, submission)
    return enquiry.id if is_new else None


def _enquiry_of(session: Session, now: datetime, submission: Submission) -> tuple[Enquiry, bool]:
    """The enquiry that a form belongs to, and whether it is new; one that closed of late is as it was."""
    find.lock_number(session, crypto.lookup(submission.number.e164))
    known = _known(session, now, submission)
    if known is not None:
        lock(session, now, known)
        return known, False
    return receive.receive(session, now, submission.as_request()), True


def _known(session: Session, now: datetime, submission: Submission) -> Enquiry | None:
    known = find.recent_enquiries(session, now, crypto.lookup(submission.number.e164))
    return next((each for each in known if each.centre_id == submission.centre.id), None)


def _note_consent(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    record(
        session,
        now,
        enquiry,
        EventKind.CONSENTED,
        wording=submission.consent.wording,
        version=submission.consent.version,
        channel="web",
    )


def _restrict(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    """A NO belongs to the number, at every centre. What was not answered is none."""
    wishes = ContactWishes(
        ring=_no(submission.ring), text=_no(submission.text_ok), voicemail=_no(submission.voicemail)
    )
    new = preferences.forbid(session, now, enquiry.phone_lookup, wishes, LearntFrom.FORM)
    if "ring" in new:
        record(session, now, enquiry, EventKind.ANSWERED, ring="no")
    preferences.keep_details(session, now, enquiry, ask_for=submission.ask_for, cover=None)
    if submission.window is not None:
        enquiry.window = submission.window
        zone = enquiry.centre.zone
        preferences.keep_hours(session, now, enquiry.phone_lookup, submission.window, zone, LearntFrom.FORM)


def _no(wish: Wish) -> bool | None:
    return False if wish is Wish.NO else None


def _acknowledge(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    """The page that follows the form says that we have it. Whether texts may follow is decided here."""
    enquiry.acknowledged_at = enquiry.acknowledged_at or now
    held = held_texts.hold(session, now, enquiry, submission.suspicion)
    record(session, now, enquiry, EventKind.ACKNOWLEDGED, how="page", texts_held=held)


def _confirm(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    """One text, only where texting was allowed, with the link that changes or cancels the call.

    Not to a person who is to be texted, not called, and at a later time: until then no text may be safe.
    """
    may = contact_permission(session, now, enquiry)
    if may.is_text_only and enquiry.waits_for_chosen_time(now):
        return
    if submission.text_ok is Wish.YES and not may.text.is_refused:
        link = manage_link.new_link(session, enquiry, submission.language)
        to_enquirer.tell(session, now, enquiry, TextKind.FORM_RECEIVED, when=enquiry.due_at, link=link)
