"""Nudge a silent holder, release a silent claim, and ask for the result of a call.

No holder is nudged before the person may be called: at that moment they are told again that it is theirs, and
the nudge follows. Where there is danger they are asked once before it, since a person has to decide.

While an enquiry is unclaimed, its check is the next step of escalation.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core.settings import settings_of
from enquiries.lifecycle import claims, schedule, timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Claim, Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import EnquiryLocks, record
from enquiries.messaging import preferences
from enquiries.messaging.how_to_reach import HowToReach, how_to_reach
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import alarm_about, tell
from enquiries.messaging.when_to_call import call_from
from enquiries.oncall import alerts

# A call was logged and no result came: the holder is asked each hour, managers from the
# third on.
RESULT_WANTED_AFTER = timedelta(hours=1)
_MANAGERS_TOLD_AFTER = timedelta(hours=3)
_DECISIONS = frozenset({EventKind.NOTED, EventKind.TEXTED, EventKind.URGENCY_CLEARED})


def follow_up(session: Session, now: datetime, enquiries: Sequence[Enquiry]) -> None:
    """Do what the clocks of enquiries ask for, whatever state each is in; the first of them first.

    They are locked, and what their people said of being reached is asked for, all at once: after a burst
    hundreds are due at the same time. One that someone else is working on stays due.
    """
    turns = EnquiryLocks(session, now)
    ours = turns.take_free(enquiries)
    preferences.note_who_said_nothing(session, {each.phone_lookup for each in ours})
    for enquiry in enquiries:
        if enquiry in ours:
            _follow_up(session, turns.of(enquiry), enquiry)


def _follow_up(session: Session, now: datetime, enquiry: Enquiry) -> None:
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
        return
    call_at = call_from(session, enquiry, claim.at)
    if now < call_at:
        _until_call(session, now, enquiry, claim, call_at)
    elif _is_due_news(session, now, claim, call_at):
        _say_due(session, now, enquiry, claim)
    elif now >= max(claims.ends_at(claim), call_at + enquiry.centre.promise):
        _hand_on(session, now, enquiry, claim, TextKind.LAPSED, why="no call in time")
    elif claim.nudged_at is None or claim.nudged_at < call_at:
        _nudge(session, now, enquiry, claim)
    else:
        _hand_on(session, now, enquiry, claim, TextKind.RELEASED, why="no answer")


def _until_call(session: Session, now: datetime, enquiry: Enquiry, claim: Claim, call_at: datetime) -> None:
    """They may not be called yet. The holder of an urgent one is to say what they decided."""
    if not enquiry.urgent or _has_decided(session, claim):
        schedule.check_at(enquiry, call_at)
    elif claim.nudged_at is None:
        _nudge(session, now, enquiry, claim)
    else:
        _hand_on(session, now, enquiry, claim, TextKind.RELEASED, why="no answer")


def _has_decided(session: Session, claim: Claim) -> bool:
    """Return True where the holder wrote down what they decided, or texted the person."""
    return any(
        entry.what in _DECISIONS and entry.staff_id == claim.staff_id and entry.at >= claim.at
        for entry in timeline.entries(session, claim.enquiry)
    )


def _is_due_news(session: Session, now: datetime, claim: Claim, call_at: datetime) -> bool:
    """Return True where the holder waited for this moment, and it has just come."""
    return claim.at < call_at <= now < call_at + settings_of(session).nudge_after


def _say_due(session: Session, now: datetime, enquiry: Enquiry, claim: Claim) -> None:
    schedule.check_at(enquiry, now + settings_of(session).nudge_after)
    tell(session, now, claim.staff, TextKind.YOURS, enquiry=enquiry, link=claims.call_link(session, enquiry))


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
    ends_at = max(claims.ends_at(claim), call_from(session, enquiry, claim.at) + enquiry.centre.promise)
    goes_on_at = min(now + settings.release_after - settings.nudge_after, ends_at)
    schedule.check_at(enquiry, goes_on_at)
    record(session, now, enquiry, EventKind.NUDGED, by=claim.staff)
    kind = _nudge_kind(how_to_reach(session, now, enquiry))
    tell(session, now, claim.staff, kind, enquiry=enquiry, at=alerts.clock(enquiry, goes_on_at))


def _nudge_kind(reach: HowToReach) -> TextKind:
    if reach.must_wait:
        return TextKind.OVERDUE_URGENT_AT
    return TextKind.OVERDUE_TEXT if reach.by_text else TextKind.OVERDUE


def _ask_for_result(session: Session, now: datetime, enquiry: Enquiry, claim: Claim) -> None:
    assert claim.dialled_at is not None
    schedule.check_at(enquiry, now + RESULT_WANTED_AFTER)
    record(session, now, enquiry, EventKind.NUDGED, by=claim.staff, why="no result")
    tell(session, now, claim.staff, TextKind.YOURS, enquiry=enquiry, link=claims.call_link(session, enquiry))
    if now >= claim.dialled_at + _MANAGERS_TOLD_AFTER:
        alarm_about(session, now, enquiry, "no result")
