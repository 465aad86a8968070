"""Changes an enquirer asks for, by text, form or page: another time, now, no call at all.

The holder of the enquiry is told, or those who were asked to take it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from enquiries.dates.spoken import say_when
from enquiries.dates.week import moment
from enquiries.lifecycle import claims, schedule, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import Exclusion
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.retries import Window
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.lifecycle.timeline import record
from enquiries.messaging import preferences
from enquiries.messaging.how_to_reach import how_to_reach
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import alarm_about, tell
from enquiries.oncall import alerts
from enquiries.organisation import on_call
from enquiries.organisation.models import Centre, Staff
from enquiries.parsing.call_times import CallTimes


def keep_time(session: Session, now: datetime, enquiry: Enquiry, times: CallTimes) -> None:
    """Book the time they name; where a call is possible already, keep only the hours for it."""
    if times.start is not None:
        each_day = not times.in_a_while
        start, end = _same_hours(now, enquiry, times) or (times.start, times.end)
        choose_time(session, now, enquiry, start, until=end, each_day=each_day)
    elif times.says_when:
        enquiry.window = Window.every_day(times.since, times.end, enquiry.centre.zone)


def _same_hours(now: datetime, enquiry: Enquiry, times: CallTimes) -> tuple[datetime, datetime] | None:
    """A booked call that is moved to another day keeps its hours; None where they named more than a day."""
    window, zone = enquiry.window, enquiry.centre.zone
    if times.start is None or not times.day_only or window is None or enquiry.due_at <= now:
        return None
    day = times.start.astimezone(zone).date()
    begins = moment(day, window.start, zone)
    return (begins, moment(day, window.end, zone)) if begins > now else None


def choose_time(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    at: datetime,
    *,
    until: datetime | None = None,
    each_day: bool = True,
    hearsay: bool = False,
) -> datetime:
    """Back to the queue until then, or until staff are there to call. Returns when that is (UTC).

    Where there is danger and it was not taken yet, its alerts go on until it is: a person decides.
    `each_day`: further tries, too, are to be at that time of day; `until`: and before that time of day.
    `hearsay`: it may not be the person who says so, and their wait counts from where it began.
    """
    due_at = next_staffed_time(session, enquiry.centre, at)
    preferences.safe_at(session, enquiry.phone_lookup, due_at)
    concerned = _concerned(session, enquiry)
    said_by: dict[str, Any] = {"hearsay": True} if hearsay else {}
    record(session, now, enquiry, EventKind.RESCHEDULED, due_at=due_at.isoformat(), **said_by)
    goes_on = _goes_on_in_danger(now, enquiry)
    if goes_on:
        schedule.call_wanted_in_danger(enquiry, due_at)
    else:
        transitions.release(session, now, enquiry, due_at=due_at, chosen=True)
    if each_day:
        enquiry.window = Window.from_time(due_at, enquiry.centre.zone, until)
    if enquiry.first_call_at is None:
        # They wait from the time that they chose.
        enquiry.wanted_at = enquiry.tries_from = due_at
    enquiry.asked = None
    when = say_when(due_at, now, enquiry.centre.zone)
    kind = TextKind.WANTS_URGENT if goes_on else TextKind.WANTS
    for staff in concerned:
        tell(session, now, staff, kind, enquiry=enquiry, when=when)
    return due_at


def _goes_on_in_danger(now: datetime, enquiry: Enquiry) -> bool:
    """Return True where there is danger, and staff are being alerted."""
    is_planned = enquiry.due_at > now and enquiry.ladder_from is None
    return enquiry.urgent and enquiry.state is EnquiryState.OPEN and not is_planned


def call_now(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """A call that was planned for later is wanted now."""
    if enquiry.due_at <= now:
        return
    record(session, now, enquiry, EventKind.RESCHEDULED, due_at=now.isoformat())
    enquiry.window = None
    if enquiry.state is EnquiryState.OPEN:
        transitions.restart_escalation(enquiry, now)
        enquiry.wrote_again = enquiry.tries > 0
        alerts.escalate(session, now, enquiry)
    else:
        schedule.call_wanted_sooner(enquiry, now)


def cancel_call(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    outcome: Outcome,
    *,
    alarm: str,
    left_out: Exclusion | None = None,
) -> bool:
    """Close it, and tell its holder or those asked. Returns False on an urgent one: there a manager decides.

    `alarm` is what managers read after the code, in 9 characters: a person in danger may be made to say no.
    `left_out`: why no figure is to count it.
    """
    if enquiry.urgent:
        alarm_about(session, now, enquiry, alarm)
        notify_holder(session, now, enquiry)
        return False
    concerned = _concerned(session, enquiry)
    transitions.close(session, now, enquiry, outcome, left_out=left_out)
    for staff in concerned:
        tell(session, now, staff, TextKind.WITHDRAWN, enquiry=enquiry)
    return True


def notify_holder(
    session: Session, now: datetime, enquiry: Enquiry, *, urgent: bool = False, wants_call: bool = False
) -> None:
    """Tell the holder to read it before they call. `wants_call`: they ask for one now."""
    if enquiry.holder is not None:
        usual = TextKind.WROTE_NOW if wants_call else TextKind.WROTE
        kind = _news_kind(session, now, enquiry) if urgent else usual
        link = claims.call_link(session, enquiry)
        tell(session, now, enquiry.holder, kind, enquiry=enquiry, link=link)


def _news_kind(session: Session, now: datetime, enquiry: Enquiry) -> TextKind:
    """How the holder hears of danger in a new text."""
    has_limits = how_to_reach(session, now, enquiry).has_limits
    return TextKind.WROTE_URGENT_AT if has_limits else TextKind.WROTE_URGENT


def _concerned(session: Session, enquiry: Enquiry) -> list[Staff]:
    """The holder, else those asked to take it; both where it is urgent."""
    asked = alerts.alerted(session, enquiry)
    if enquiry.holder is None:
        return asked
    others = [each for each in asked if each.id != enquiry.holder_id] if enquiry.urgent else []
    return [enquiry.holder, *others]


def next_staffed_time(session: Session, centre: Centre, at: datetime) -> datetime:
    """The time asked for, or the first after it when the centre is open or staff are on call."""
    opens_at = centre.opening_hours.next_opening(at, centre.zone)
    return min(opens_at, on_call.next_on_call(session, centre, at) or opens_at)


def next_time_within(session: Session, centre: Centre, window: Window, at: datetime) -> datetime:
    """The first staffed time from `at` on in those hours; where they are never staffed, the first of all."""
    return staffed_time_within(session, centre, window, at) or next_staffed_time(session, centre, at)


def staffed_time_within(session: Session, centre: Centre, window: Window, at: datetime) -> datetime | None:
    """The first staffed time from `at` on in those hours; None where they are never staffed."""
    staffed = (next_staffed_time(session, centre, start) for start in window.times_from(at, centre.zone))
    return next((each for each in staffed if window.holds(each, centre.zone)), None)
