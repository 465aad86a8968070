"""The life of an enquiry once it is claimed: handed back, tried, closed, and opened again.

Each verb changes the state, writes the timeline and leaves it to its caller to tell people. How one person
claims it is in `claims`.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.lifecycle import claims, codes, exclusions, schedule, text_hold, wait_rows
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import Exclusion
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.retries import Window, next_try
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import record
from enquiries.lifecycle.waits import UNDONE
from enquiries.organisation.models import Staff


def release(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    *,
    due_at: datetime | None = None,
    chosen: bool = False,
) -> None:
    """Back to the queue, due now or later. Escalation restarts; the last holder is asked first.

    `chosen`: the person named that time.
    """
    if enquiry.holder_id is not None:
        enquiry.last_holder_id = enquiry.holder_id
        claims.end(session, now, enquiry)
    if enquiry.state is not EnquiryState.OPEN:
        _move(enquiry, EnquiryState.OPEN)
    restart_escalation(enquiry, due_at or now, chosen=chosen)


def restart_escalation(enquiry: Enquiry, due_at: datetime, *, chosen: bool = False) -> None:
    """Start at the foot of the ladder, at the moment from which a call is wanted; `chosen` by the person."""
    schedule.call_wanted(enquiry, due_at, chosen=chosen)
    enquiry.ladder_run += 1
    enquiry.ladder_step = 0
    enquiry.passed_by = []
    enquiry.wrote_again = False
    enquiry.waits_for_opening = False


def dialled(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, *, how: str) -> None:
    """Log that the phone was opened on the call page, or that CALLING was texted."""
    enquiry.first_call_at = enquiry.first_call_at or now
    claims.note_dial(session, now, enquiry)
    record(session, now, enquiry, EventKind.DIALLED, by=staff, how=how)


def call_reported(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """A result came in. Where no dial was logged before it, this is the first that we know of the call."""
    if claims.dialled_at(session, enquiry) is None:
        enquiry.first_call_at = enquiry.first_call_at or now
        record(session, now, enquiry, EventKind.CALL_REPORTED, by=staff)


def try_again(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    staff: Staff,
    result: str,
    window: Window | None,
    not_before: datetime | None,
) -> datetime | None:
    """Record an unsuccessful try. Returns when to try next, or None: closed as `not_reached`.

    `window`: the time of day in which they may be called. `not_before` (UTC): it is not safe until then.
    """
    call_reported(session, now, enquiry, staff)
    enquiry.attempts += 1
    enquiry.tries += 1
    again = next_try(
        enquiry.tries,
        enquiry.tries_from,
        now,
        enquiry.centre.opening_hours,
        enquiry.centre.zone,
        window,
    )
    if again is not None and not_before is not None:
        again = max(again, not_before)
    record(
        session,
        now,
        enquiry,
        EventKind.ATTEMPT,
        by=staff,
        result=result,
        next_try=again.isoformat() if again else None,
    )
    if again is None:
        close(session, now, enquiry, Outcome.NOT_REACHED, by=staff)
    else:
        release(session, now, enquiry, due_at=again)
    return again


def close(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    outcome: Outcome,
    *,
    by: Staff | None = None,
    left_out: Exclusion | None = None,
) -> None:
    """End it with an outcome. Raises TransitionNotAllowed where it is closed already.

    `left_out`: why the figures are not to count it. Of outcomes that always count it changes nothing.
    """
    if outcome.counts:
        left_out = None
    if enquiry.holder_id is not None:
        enquiry.last_holder_id = enquiry.holder_id
        claims.end(session, now, enquiry)
    _move(enquiry, EnquiryState.CLOSED)
    enquiry.outcome = outcome
    enquiry.closed_at = now
    enquiry.closed_by_id = None if by is None else by.id
    enquiry.excluded_reason = left_out.reason if left_out else None
    schedule.check_no_more(enquiry)
    enquiry.asked = None
    if outcome.means_reached:
        enquiry.reached_at = enquiry.reached_at or now
    session.flush()
    codes.free_later(session, now, enquiry)
    why = {} if outcome.counts else {exclusions.DETAIL: enquiry.excluded_reason}
    words = left_out.words or None if left_out else None
    record(session, now, enquiry, EventKind.CLOSED, by=by, words=words, outcome=outcome, **why)


def exclude(session: Session, now: datetime, enquiry: Enquiry, left_out: Exclusion, by: Staff) -> None:
    """Leave a closed one out of the figures, for a reason that was missing when it was closed."""
    enquiry.excluded_reason = left_out.reason
    why = {exclusions.DETAIL: left_out.reason}
    record(session, now, enquiry, EventKind.EXCLUDED, by=by, words=left_out.words or None, **why)


def count(session: Session, now: datetime, enquiry: Enquiry, by: Staff, why: str) -> None:
    """Let the figures count one that was left out of them; `why` is sealed."""
    enquiry.excluded_reason = None
    record(session, now, enquiry, EventKind.COUNTED, by=by, words=why)


def admit(session: Session, now: datetime, enquiry: Enquiry, by: Staff) -> None:
    """They came for treatment."""
    enquiry.admitted_at = now
    record(session, now, enquiry, EventKind.ADMITTED, by=by)


def take_back_admission(session: Session, now: datetime, enquiry: Enquiry, by: Staff) -> None:
    enquiry.admitted_at = None
    record(session, now, enquiry, EventKind.NOT_ADMITTED, by=by)


def reopen(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    *,
    why: str = "wrote again",
    by: Staff | None = None,
    call_at: datetime | None = None,
) -> None:
    """The enquirer wrote again, or is to be rung after all: open and due, the last holder asked first.

    `call_at` (UTC): when they want the call, if they say so.
    """
    _uncloses(session, now, enquiry, EnquiryState.OPEN)
    restart_escalation(enquiry, now)
    enquiry.wrote_again = True
    enquiry.whereabouts = None  # they may be home by now
    enquiry.tries, enquiry.tries_from = 0, now
    session.flush()
    booked = {"due_at": call_at.isoformat()} if call_at is not None else {}
    record(session, now, enquiry, EventKind.REOPENED, by=by, why=why, **booked)


def undo_closing(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Undo a closing; the person who closed it holds it again."""
    enquiry.holder = staff
    enquiry.reached_at = None
    _uncloses(session, now, enquiry, EnquiryState.CLAIMED)
    session.flush()
    claims.begin(session, now, enquiry, staff)
    record(
        session,
        now,
        enquiry,
        EventKind.REOPENED,
        by=staff,
        why=UNDONE,
        **text_hold.release_texts(enquiry),
    )


def make_urgent(
    session: Session, now: datetime, enquiry: Enquiry, why: str, *, by: Staff | None = None
) -> bool:
    """Mark it urgent. Returns True where it was not already; only a person can undo it."""
    if enquiry.urgent:
        return False
    enquiry.urgent = True
    looked = text_hold.release_texts(enquiry) if by is not None else {}
    record(session, now, enquiry, EventKind.MADE_URGENT, by=by, why=why, **looked)
    return True


def clear_urgency(
    session: Session, now: datetime, enquiry: Enquiry, staff: Staff, reason: str, *, within: timedelta
) -> None:
    """A person found no danger; `reason` is sealed. `within`: how soon an urgent call is to be made.

    Cleared once that has run out in any wait, it still counts as urgent: a broken promise stays broken.
    """
    late = any(each.lasted(now) > within for each in wait_rows.all_of(session, enquiry))
    enquiry.urgent = False
    enquiry.urgency_cleared_at = now
    enquiry.urgency_cleared_late = enquiry.urgency_cleared_late or late
    record(session, now, enquiry, EventKind.URGENCY_CLEARED, by=staff, words=reason, late=late)


def _uncloses(session: Session, now: datetime, enquiry: Enquiry, state: EnquiryState) -> None:
    _move(enquiry, state)
    enquiry.outcome = None
    enquiry.closed_at = None
    enquiry.closed_by_id = None
    enquiry.excluded_reason = None
    codes.keep(session, enquiry)


def _move(enquiry: Enquiry, state: EnquiryState) -> None:
    enquiry.state = enquiry.state.to(state)
    if state is not EnquiryState.CLAIMED:
        enquiry.holder_id = None
        enquiry.holder = None
