"""Nudge a silent holder, release a silent claim, and ask for the result of a call.

While an enquiry is unclaimed, its check is the next step of escalation.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core.settings import settings_of
from enquiries.lifecycle import claims, schedule
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Claim, Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import lock, record
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import alarm_about, tell
from enquiries.oncall import alerts

# A call was logged and no result came: the holder is asked each hour, managers from the
# third on.
RESULT_WANTED_AFTER = timedelta(hours=1)
_MANAGERS_TOLD_AFTER = timedelta(hours=3)


def follow_up(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Do what the clock of an enquiry asks for, whatever state it is in."""
    now = lock(session, now, enquiry)
    if enquiry.next_check_at is None or enquiry.next_check_at > now:
        return
    if enquiry.state is EnquiryState.OPEN:
        alerts.escalate(session, now, enquiry)
    elif enquiry.state is EnquiryState.CLAIMED:
        _nudge_or_release(session, now, enquiry)
    else:
        schedule.check_no_more(enquiry)


def _nudge_or_release(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Chase a holder who has logged no call: ask once, then reassign."""
    claim = claims.active_claim(session, enquiry)
    assert claim is not None, "a claimed enquiry has a live claim"
    if claim.dialled_at is not None:
        _ask_for_result(session, now, enquiry, claim)
    elif now >= claims.ends_at(claim):
        _hand_on(session, now, enquiry, claim, TextKind.LAPSED, why="no call in time")
    elif claim.nudged_at is None:
        _nudge(session, now, enquiry, claim)
    else:
        _hand_on(session, now, enquiry, claim, TextKind.RELEASED, why="no answer")


def _hand_on(
    session: Session, now: datetime, enquiry: Enquiry, claim: Claim, kind: TextKind, *, why: str
) -> None:
    held = int((now - claim.at).total_seconds() // 60)
    record(session, now, enquiry, EventKind.RELEASED, by=claim.staff, why=why)
    told = tell(session, now, claim.staff, kind, enquiry=enquiry, waited=held)
    alerts.reassign(session, now, enquiry, claim.staff, told=told)


def _nudge(session: Session, now: datetime, enquiry: Enquiry, claim: Claim) -> None:
    settings = settings_of(session)
    claim.nudged_at = now
    goes_on_at = min(now + settings.release_after - settings.nudge_after, claims.ends_at(claim))
    schedule.check_at(enquiry, goes_on_at)
    record(session, now, enquiry, EventKind.NUDGED, by=claim.staff)
    tell(session, now, claim.staff, TextKind.OVERDUE, enquiry=enquiry, at=alerts.clock(enquiry, goes_on_at))


def _ask_for_result(session: Session, now: datetime, enquiry: Enquiry, claim: Claim) -> None:
    assert claim.dialled_at is not None
    schedule.check_at(enquiry, now + RESULT_WANTED_AFTER)
    record(session, now, enquiry, EventKind.NUDGED, by=claim.staff, why="no result")
    tell(session, now, claim.staff, TextKind.YOURS, enquiry=enquiry, link=claims.call_link(session, enquiry))
    if now >= claim.dialled_at + _MANAGERS_TOLD_AFTER:
        alarm_about(session, now, enquiry, "no result")
