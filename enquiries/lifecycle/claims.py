"""Claiming an enquiry: who has it, from when to when, and the token of the page from which they call.

Of any number who claim at once, one wins: a conditional UPDATE that changes exactly one row decides it.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from enquiries.core.crypto import digest, new_token
from enquiries.core.settings import settings_of
from enquiries.lifecycle import schedule, text_hold
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Claim, Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import record
from enquiries.organisation.models import Staff


def claim(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> bool:
    """Claim atomically. Returns True for the single winner."""
    won = session.scalar(
        update(Enquiry)
        .where(Enquiry.id == enquiry.id, Enquiry.state == EnquiryState.OPEN)
        .values(state=EnquiryState.CLAIMED, holder_id=staff.id)
        .returning(Enquiry.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(enquiry)
    if won is None:
        return False
    begin(session, now, enquiry, staff)
    record(session, now, enquiry, EventKind.CLAIMED, by=staff, **text_hold.release_texts(enquiry))
    return True


def take_over(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> Staff | None:
    """Take it over from its holder. Returns that holder; None where it changed hands meanwhile."""
    before = enquiry.holder
    won = session.scalar(
        update(Enquiry)
        .where(Enquiry.id == enquiry.id, Enquiry.holder_id == (before.id if before else None))
        .values(holder_id=staff.id)
        .returning(Enquiry.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(enquiry)
    if won is None or before is None:
        return None
    end(session, now, enquiry)
    begin(session, now, enquiry, staff)
    record(session, now, enquiry, EventKind.TAKEN_OVER, by=staff, taken_from=before.id)
    return before


def begin(session: Session, now: datetime, enquiry: Enquiry, staff: Staff) -> None:
    """Start a claim with a call link of its own, and set when to look whether a call was made."""
    enquiry.claimed_at = enquiry.claimed_at or now
    enquiry.claimed_by_id = enquiry.claimed_by_id or staff.id
    token = new_token()
    claim = Claim(
        enquiry=enquiry,
        staff=staff,
        at=now,
        ladder_run=enquiry.ladder_run,
        token_lookup=digest(token),
    )
    claim.token = token
    session.add(claim)
    session.flush()
    schedule.check_at(enquiry, _nudge_at(session, now, claim))


def ends_at(claim: Claim) -> datetime:
    """When a claim without a logged call ends, whatever its holder writes: after the centre's promise.

    Counted from the claim, or from when the call is wanted where that is later. Counted from the asking, a
    claim late on the ladder would end before its holder could call.
    """
    return max(claim.at, claim.enquiry.due_at) + claim.enquiry.centre.promise


def _nudge_at(session: Session, now: datetime, claim: Claim) -> datetime:
    """When to ask whether a call was made: early enough that the claim has not ended by then.

    Where a chosen time comes before that, it is then, so that the holder is told in time.
    """
    enquiry, end = claim.enquiry, max(ends_at(claim), now)
    usual = now + settings_of(session).nudge_after
    if enquiry.waits_for_chosen_time(now) and enquiry.due_at < usual:
        return enquiry.due_at
    return usual if usual < end else now + (end - now) / 2


def end(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Its call link is dead from now on."""
    claim = active_claim(session, enquiry)
    if claim is not None:
        claim.ended_at = now
        session.flush()


def active_claim(session: Session, enquiry: Enquiry) -> Claim | None:
    return session.scalar(select(Claim).where(Claim.enquiry_id == enquiry.id, Claim.ended_at.is_(None)))


def last(session: Session, enquiry: Enquiry) -> Claim | None:
    """The latest claim, ended or not."""
    return session.scalar(
        select(Claim).where(Claim.enquiry_id == enquiry.id).order_by(Claim.id.desc()).limit(1)
    )


def by_token(session: Session, token: str) -> Claim | None:
    """The claim whose call link holds this token, while it lasts."""
    return session.scalar(select(Claim).where(Claim.token_lookup == digest(token), Claim.ended_at.is_(None)))


def note_dial(session: Session, now: datetime, enquiry: Enquiry) -> None:
    claim = active_claim(session, enquiry)
    if claim is not None:
        claim.dialled_at = claim.dialled_at or now


def dialled_at(session: Session, enquiry: Enquiry) -> datetime | None:
    claim = active_claim(session, enquiry)
    return claim.dialled_at if claim is not None else None


def restart_nudge(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """The holder has written about it: the clock of the nudge starts again, as long as no call is logged."""
    claim = active_claim(session, enquiry)
    if claim is not None and claim.dialled_at is None:
        claim.nudged_at = None
        schedule.check_at(enquiry, _nudge_at(session, now, claim))


def call_link(session: Session, enquiry: Enquiry) -> str:
    """Return the address of the current holder's call page."""
    claim = active_claim(session, enquiry)
    assert claim is not None, "only a claimed enquiry has a call link"
    return f"{settings_of(session).public_base_url}/c/{claim.token}"
