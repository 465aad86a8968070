"""Asking staff to take an enquiry, up the ladder."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.core.enums import Role
from enquiries.core.transactions import absent_rows, added_rows
from enquiries.dates.spoken import say_clock
from enquiries.lifecycle import schedule, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Claim, Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import record
from enquiries.messaging import preferences
from enquiries.messaging.how_to_reach import how_to_reach
from enquiries.messaging.models import Alert, Outgoing
from enquiries.messaging.texts import URGENT_ALERTS, TextKind, urgent_alert
from enquiries.messaging.to_staff import people_of, tell
from enquiries.oncall import alert_bundles
from enquiries.oncall.escalation import REMINDER, AlertReason, Decision, Situation, decide
from enquiries.organisation import snapshot
from enquiries.organisation.ladder import LadderStep, default_ladder
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.on_call import next_on_call, who_is_on

_ASKED = (
    select(Alert.staff_id, func.max(Alert.at))
    .where(Alert.enquiry_id == bindparam("enquiry"), Alert.ladder_run == bindparam("run"))
    .group_by(Alert.staff_id)
)


def escalate(
    session: Session, now: datetime, enquiry: Enquiry, *, hurry: bool = False, just_passed: bool = False
) -> Decision:
    """Alert the next people about an open enquiry. `hurry`: an alert was passed, or did not arrive."""
    if enquiry.ladder_from is not None and enquiry.due_at <= now:
        # the chosen time has come: all are asked again
        transitions.restart_escalation(enquiry, enquiry.due_at, chosen=True)
    with session.no_autoflush:  # nothing that is asked here is about to be written
        situation = _situation(session, now, enquiry)
        decision = decide(replace(situation, hurry=hurry or just_passed, just_passed=just_passed))
        _note(session, now, enquiry, decision)
        enquiry.ladder_step = decision.step
        schedule.ladder_goes_on(enquiry, decision.due_at, decision.look_again_at)
        people = [snapshot.load(session, Staff, staff_id) for staff_id in decision.alert]
    for staff in people:
        kind = _kind(session, now, enquiry, decision, staff)
        _alert(session, now, enquiry, staff, kind, decision)
    return decision


def do_not_wait(now: datetime, enquiry: Enquiry) -> None:
    """There is danger: the ladder begins now, also where a time was chosen. That stands, and is said."""
    if enquiry.waits_for_chosen_time(now):
        enquiry.ladder_from = now


def next_step_now(
    session: Session, now: datetime, enquiry: Enquiry, *, failed: Outgoing | None = None
) -> None:
    """Escalate at once: a person passed (nothing `failed`), or was not reached."""
    decision = escalate(session, now, enquiry, hurry=True, just_passed=failed is None)
    new = [staff_id for staff_id in decision.alert if staff_id not in decision.again]
    if failed is not None and failed.staff is not None and new:
        _tell_undelivered(session, now, enquiry, failed.staff, went_to=new[0])


def page_managers(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Tell managers of a risk at once, even where the enquiry is claimed."""
    for manager in people_of(session, enquiry.centre, Role.MANAGER):
        if manager.id not in (enquiry.excluded_staff_id, enquiry.holder_id):
            _alert(session, now, enquiry, manager, _urgent_kind(session, now, enquiry))


def reassign(
    session: Session, now: datetime, enquiry: Enquiry, from_whom: Staff, *, told: Outgoing | None = None
) -> None:
    """A claim is given up: everybody else is asked, from the foot of the ladder, at once.

    Where the person chose a time that is still ahead, they are asked then, unless there is danger. `told` is
    the text that says so to a holder who let it lapse. It counts as their alert: they did not pass, and are
    asked again while they are on call.
    """
    if enquiry.waits_for_chosen_time(now):
        transitions.release(session, now, enquiry, due_at=enquiry.due_at, chosen=True)
    else:
        transitions.release(session, now, enquiry)
    if enquiry.urgent:
        do_not_wait(now, enquiry)
    enquiry.last_holder_id = None
    if told is None:
        enquiry.passed_by = [*enquiry.passed_by, from_whom.id]
    else:
        record_alert(session, now, enquiry, from_whom, told)
        session.flush()  # the ladder must see it
    escalate(session, now, enquiry)


def tell_others_taken(session: Session, now: datetime, enquiry: Enquiry, holder: Staff) -> None:
    """Everybody who was asked hears that there is nothing to do any more."""
    for staff in others_asked(session, enquiry, holder):
        tell_taken(session, now, enquiry, staff, holder)


def tell_taken(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, holder: Staff) -> None:
    """Tell one of them who has it."""
    at = clock(enquiry, now)
    tell(session, now, staff, TextKind.TAKEN, enquiry=enquiry, name=holder.text_name, at=at)


def alerted(session: Session, enquiry: Enquiry) -> list[Staff]:
    """Who was asked to take the enquiry on its present climb of the ladder."""
    return list(
        session.scalars(
            select(Staff)
            .where(
                Staff.id.in_(
                    select(Alert.staff_id).where(
                        Alert.enquiry_id == enquiry.id, Alert.ladder_run == enquiry.ladder_run
                    )
                )
            )
            .order_by(Staff.id)
        )
    )


def was_asked(session: Session, enquiry: Enquiry, staff: Staff) -> bool:
    """Return True where they were ever alerted to the enquiry, or had it."""
    alerted = select(Alert.id).where(Alert.enquiry_id == enquiry.id, Alert.staff_id == staff.id)
    had = select(Claim.id).where(Claim.enquiry_id == enquiry.id, Claim.staff_id == staff.id)
    return session.scalar(select(alerted.exists() | had.exists())) is True


def others_asked(session: Session, enquiry: Enquiry, actor: Staff) -> list[Staff]:
    """Who else was asked, on whatever climb, since a claim last ended: those before have been told."""
    last_taken = session.scalar(
        select(func.max(Claim.ladder_run)).where(Claim.enquiry_id == enquiry.id, Claim.ended_at.is_not(None))
    )
    asked = select(Alert.staff_id).where(Alert.enquiry_id == enquiry.id, Alert.ladder_run > (last_taken or 0))
    others = select(Staff).where(Staff.id.in_(asked), Staff.id != actor.id)
    return list(session.scalars(others.order_by(Staff.id)))


def _alert(
    session: Session,
    now: datetime,
    enquiry: Enquiry,
    staff: Staff,
    kind: TextKind,
    decision: Decision | None = None,
) -> None:
    is_first = decision is None or staff.id not in decision.again
    urgent = kind in URGENT_ALERTS and is_first
    if not urgent and alert_bundles.is_burst(session, now, staff):
        text = alert_bundles.open_bundle(session, now, staff)
    else:
        zone = enquiry.centre.zone
        text = tell(
            session,
            now,
            staff,
            kind,
            enquiry=enquiry,
            about=enquiry.about.upper(),
            at=say_clock(decision.next_people_at if decision else now, zone),
            waited=enquiry.minutes_waited(now),
            next_to=_next_people(session, enquiry),
        )
    record_alert(session, now, enquiry, staff, text)


def _next_people(session: Session, enquiry: Enquiry) -> str:
    """Who is told next while it is unclaimed, in a word."""
    climbed = enquiry.ladder_step >= len(ladder_of(session, enquiry.centre))
    return "managers" if climbed else "next person"


def record_alert(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, text: Outgoing) -> None:
    alert = Alert(enquiry=enquiry, staff=staff, text=text, at=now, ladder_run=enquiry.ladder_run)
    added_rows.add(session, alert)
    record(session, now, enquiry, EventKind.ALERTING, by=staff, text=text.kind)


def spread_urgency(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """A risk was found: tell those on call and the managers now, whatever was planned.

    A time that the person chose stands, and is said. Those who have just been paged are not paged again: the
    ladder is on its way already.
    """
    if _was_paged_since(session, enquiry, now - REMINDER) and _ladder_from(enquiry) <= now:
        return
    if enquiry.state is EnquiryState.CLAIMED:
        page_managers(session, now, enquiry)
        return
    planned = enquiry.waits_for_chosen_time(now) or _is_planned_within_hours(session, now, enquiry)
    transitions.restart_escalation(enquiry, enquiry.due_at if planned else now, chosen=planned)
    do_not_wait(now, enquiry)
    escalate(session, now, enquiry)


def alert_about_concern(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Words of concern came while it waits for opening: ask those on call now, or the managers."""
    if enquiry.state is EnquiryState.OPEN and enquiry.waits_for_opening:
        enquiry.waits_for_opening = False
        transitions.restart_escalation(enquiry, now)
        escalate(session, now, enquiry)


def _was_paged_since(session: Session, enquiry: Enquiry, since: datetime) -> bool:
    paged = (Alert.enquiry_id == enquiry.id, Alert.at > since, Outgoing.kind.in_(URGENT_ALERTS))
    return session.scalar(select(Alert.id).join(Alert.text).where(*paged).limit(1)) is not None


def clock(enquiry: Enquiry, moment: datetime) -> str:
    """A moment on the clock of the enquiry's centre."""
    return say_clock(moment, enquiry.centre.zone)


def _ladder_from(enquiry: Enquiry) -> datetime:
    return enquiry.ladder_from or enquiry.due_at


def _is_planned_within_hours(session: Session, now: datetime, enquiry: Enquiry) -> bool:
    """Return True where the next try is ahead, and it is now outside the time of day that they asked for."""
    hours = preferences.hours_for_a_try(session, now, enquiry)
    return enquiry.due_at > now and hours is not None and not hours.holds(now, enquiry.centre.zone)


def _urgent_kind(session: Session, now: datetime, enquiry: Enquiry, *, again: bool = False) -> TextKind:
    return urgent_alert(is_for_reading=how_to_reach(session, now, enquiry).is_for_reading, again=again)


def _kind(session: Session, now: datetime, enquiry: Enquiry, decision: Decision, staff: Staff) -> TextKind:
    again = staff.id in decision.again
    if enquiry.urgent:
        return _urgent_kind(session, now, enquiry, again=again)
    if decision.reason is AlertReason.EVERYBODY_PASSED:
        return TextKind.EVERYBODY_PASSED
    if again:
        return TextKind.ALERT_AGAIN
    if decision.reason is AlertReason.NOBODY_ON_CALL:
        return TextKind.NOBODY_ON_CALL
    if enquiry.wrote_again:
        return TextKind.WANTS_CALL_NOW if enquiry.tries else TextKind.REOPENED
    return TextKind.ALERT


def _situation(session: Session, now: datetime, enquiry: Enquiry) -> Situation:
    centre = enquiry.centre
    people = snapshot.current_setup(session).people_of(centre.id, Role.RESPONDER, Role.MANAGER)
    # words of danger or concern wait for no opening
    opens_at = now if enquiry.risk else centre.opening_hours.next_opening(now, centre.zone)
    starts_at = _ladder_from(enquiry)
    is_new = absent_rows.has_none(session, enquiry.id, Alert)
    asked = () if is_new else session.execute(_ASKED, {"enquiry": enquiry.id, "run": enquiry.ladder_run})
    # who heard before it was due, because the person wrote, is asked again when it is
    alerted = {staff_id: at for staff_id, at in asked if at >= starts_at or now < starts_at}
    on_call = who_is_on(session, centre, now)
    return Situation(
        now=now,
        due_at=starts_at,
        steps=ladder_of(session, centre),
        next_step=enquiry.ladder_step,
        alerted=alerted,
        passed=frozenset(enquiry.passed_by),
        on_call=on_call,
        responders=[each.id for each in people if each.role is Role.RESPONDER],
        managers=[each.id for each in people if each.role is Role.MANAGER],
        staff_by_email={each.email: each.id for each in people},
        excluded=() if enquiry.excluded_staff_id is None else (enquiry.excluded_staff_id,),
        first=enquiry.last_holder_id,
        urgent=enquiry.urgent,
        opens_at=opens_at if opens_at > now else None,
        next_on_call=None if on_call else next_on_call(session, centre, now),
        waiting_for_opening=enquiry.waits_for_opening,
    )


def ladder_of(session: Session, centre: Centre) -> tuple[LadderStep, ...]:
    return tuple(snapshot.current_setup(session).ladders.get(centre.id, ())) or default_ladder()


def _note(session: Session, now: datetime, enquiry: Enquiry, decision: Decision) -> None:
    """What a reader of the timeline could not guess from the alerts themselves."""
    waits = decision.reason is AlertReason.WAITING_FOR_OPENING
    if waits and not enquiry.waits_for_opening:
        record(session, now, enquiry, EventKind.WAITS_FOR_OPENING, until=decision.due_at.isoformat())
    if decision.reason is AlertReason.NOBODY_ON_CALL:
        record(session, now, enquiry, EventKind.NOBODY_ON_CALL)
    if decision.reason is AlertReason.NOBODY_AT_ALL:
        alarms.raise_alarm(
            session,
            now,
            Cause(
                AlarmKind.NOBODY_AT_ALL,
                f"{enquiry.code} no staff",
                f"enquiry {enquiry.id}",
                enquiry.centre_id,
            ),
        )
    enquiry.waits_for_opening = waits


def _tell_undelivered(
    session: Session, now: datetime, enquiry: Enquiry, missed: Staff, *, went_to: int
) -> None:
    reached = session.get_one(Staff, went_to)
    for manager in people_of(session, enquiry.centre, Role.MANAGER):
        if manager.id not in (missed.id, enquiry.excluded_staff_id):
            tell(
                session,
                now,
                manager,
                TextKind.UNDELIVERED,
                enquiry=enquiry,
                name=missed.text_name,
                next_to=reached.text_name,
            )
