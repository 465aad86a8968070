"""A form: which enquiry it begins, joins or reopens, and what its sender may expect.

What they may expect is told from the form, the rota and the record of the centre, never from what is known of
the number: whoever knows a number must not learn from the page that it was here before.

A form that a machine filled in is kept as an enquiry closed as spam, where a person can still find and open
it, since browsers sometimes fill in what they should not; nobody is texted. One that speaks of danger is
never spam.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.domain import risk
from enquiries.domain.cadence import Window
from enquiries.domain.nouns import Wish
from enquiries.domain.risk import Finding
from enquiries.domain.states import EnquiryState, Outcome
from enquiries.domain.when import say_when
from enquiries.models import crypto
from enquiries.models.enquiry import Enquiry
from enquiries.models.timeline import What
from enquiries.services import (
    alerts,
    enquiries,
    expectation,
    further_forms,
    holds,
    manage,
    replies,
    risks,
    wishes,
)
from enquiries.services.expectation import Expect
from enquiries.services.submission import Submission
from enquiries.services.timeline import in_turn, moment, record

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """`danger`: they must read first how to get help at once. `call_at` (UTC): when we ring, if not now."""

    expect: Expect
    danger: bool
    call_at: datetime | None


def submit(session: Session, now: datetime, submission: Submission) -> Taken:
    """Take a form, and see to it that somebody rings. The same form twice makes one enquiry."""
    finding = risk.scan(submission.everything_said)
    danger = bool(finding.tiers)
    submission = _at_a_time_that_can_be_kept(session, submission)
    if submission.trapped and not danger:
        _keep_as_spam(session, now, submission)
    else:
        _take(session, now, submission, finding)
    call_at = submission.call_at
    expect = expectation.of(session, now, submission.centre, call_at=call_at, danger=danger)
    return Taken(expect, danger, call_at if expect is Expect.AT_CHOSEN_TIME else None)


def _at_a_time_that_can_be_kept(session: Session, submission: Submission) -> Submission:
    """A time when somebody is there. It stands beside words of danger: they say when it is safe."""
    if submission.call_at is None:
        return submission
    call_at = wishes.when_somebody_is_there(session, submission.centre, submission.call_at)
    return replace(submission, call_at=call_at)


def _take(session: Session, now: datetime, submission: Submission, finding: Finding) -> None:
    enquiry, is_new = _enquiry_of(session, now, submission)
    now = moment(session, now, enquiry)
    _note_consent(session, now, enquiry, submission)
    danger = risks.note(session, now, enquiry, finding)
    if enquiry.state is EnquiryState.CLOSED:
        enquiries.reopen(session, now, enquiry)
        further_forms.add(session, now, enquiry, submission)
        if submission.call_at is not None:
            enquiries.climb_anew(enquiry, submission.call_at, chosen=True)
            enquiry.window = Window.from_time(submission.call_at, enquiry.centre.zone)
    elif not is_new:
        further_forms.join(session, now, enquiry, submission, danger)
        return
    _acknowledge(session, now, enquiry, submission)
    if danger is not None:
        alerts.do_not_wait(now, enquiry)
    alerts.climb(session, now, enquiry)
    _confirm(session, now, enquiry, submission)


def _enquiry_of(session: Session, now: datetime, submission: Submission) -> tuple[Enquiry, bool]:
    """The enquiry that a form belongs to, and whether it is new; one that closed of late is as it was."""
    enquiries.in_line(session, crypto.lookup(submission.number.e164))
    known = _known(session, now, submission)
    if known is not None:
        in_turn(session, now, known)
        return known, False
    return enquiries.receive(session, now, submission.as_request()), True


def _known(session: Session, now: datetime, submission: Submission) -> Enquiry | None:
    known = enquiries.of_number(session, now, crypto.lookup(submission.number.e164))
    return next((each for each in known if each.centre_id == submission.centre.id), None)


def _keep_as_spam(session: Session, now: datetime, submission: Submission) -> None:
    enquiry, is_new = _enquiry_of(session, now, submission)
    if is_new:
        _note_consent(session, now, enquiry, submission)
        enquiries.close(session, now, enquiry, Outcome.SPAM)
    else:
        at = moment(session, now, enquiry)
        record(session, at, enquiry, What.WROTE, words=submission.everything_said, trapped=True)
    log.warning("form_trapped", extra={"enquiry_id": enquiry.id, "is_new": is_new})


def _note_consent(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    record(
        session,
        now,
        enquiry,
        What.CONSENTED,
        wording=submission.consent.wording,
        version=submission.consent.version,
        channel="web",
    )


def _acknowledge(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    """The page that follows the form says that we have it. Whether texts may follow is decided here."""
    enquiry.acknowledged_at = enquiry.acknowledged_at or now
    held = holds.hold(session, now, enquiry, submission.suspicion)
    record(session, now, enquiry, What.ACKNOWLEDGED, how="page", texts_held=held)


def _confirm(session: Session, now: datetime, enquiry: Enquiry, submission: Submission) -> None:
    """One text, only where texting was allowed, with the link that changes or cancels the call."""
    if submission.text_ok is Wish.YES and enquiry.may_text:
        when = say_when(enquiry.due_at, now, enquiry.centre.zone)
        link = manage.new_link(session, enquiry)
        replies.tell(session, now, enquiry, "enquirer.form_received", when=when, link=link)
