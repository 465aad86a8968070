"""Asking staff to take an enquiry, up the ladder."""

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from enquiries.domain.alarm import Cause, Kind
from enquiries.domain.escalation import REMINDER, Decision, Reason, Situation, decide
from enquiries.domain.ladder import Step, default_ladder
from enquiries.domain.nouns import Priority, Role
from enquiries.domain.states import EnquiryState
from enquiries.domain.when import say_clock, say_when
from enquiries.models.centre import Centre
from enquiries.models.enquiry import Claim, Enquiry
from enquiries.models.message import Alert, Outgoing
from enquiries.models.staff import Staff
from enquiries.models.timeline import What
from enquiries.services import alarms, bundles, enquiries, rota, snapshot
from enquiries.services.staff_texts import people_of, tell
from enquiries.services.timeline import record

_URGENT = ("staff.alert_urgent", "staff.alert_urgent_at")
_ASKED = select(Alert.staff_id, Alert.at).where(
    Alert.enquiry_id == bindparam("enquiry"), Alert.ladder_run == bindparam("run")
)


def climb(session: Session, now: datetime, enquiry: Enquiry, *, hurry: bool = False) -> Decision:
    """Alert whoever is next about an open enquiry. `hurry`: somebody passed, or was not reached."""
    if enquiry.ladder_from is not None and enquiry.due_at <= now:
        # the chosen time has come: all are asked again
        enquiries.climb_anew(enquiry, enquiry.due_at, chosen=True)
    with session.no_autoflush:  # nothing that is asked here is about to be written
        decision = decide(_situation(session, now, enquiry, hurry=hurry))
        _note(session, now, enquiry, decision)
        enquiry.ladder_step = decision.step
        _keep_times(enquiry, decision)
        people = [session.get_one(Staff, staff_id) for staff_id in decision.alert]
    for staff in people:
        _alert(session, now, enquiry, staff, _kind(enquiry, decision))
    return decision


def do_not_wait(now: datetime, enquiry: Enquiry) -> None:
    """There is danger: the ladder begins now, also where a time was chosen. That stands, and is said."""
    if enquiry.waits_for_chosen_time(now):
        enquiry.ladder_from = now


def next_step_now(
    session: Session, now: datetime, enquiry: Enquiry, *, failed: Outgoing | None = None
) -> None:
    """Somebody will not take it, or was not reached: the next step, at once."""
    decision = climb(session, now, enquiry, hurry=True)
    if failed is not None and failed.staff is not None and decision.alert:
        _tell_undelivered(session, now, enquiry, failed.staff, decision)


def page_managers(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Managers hear of a risk at once, also where somebody has the enquiry already."""
    for manager in people_of(session, enquiry.centre, Role.MANAGER):
        if manager.id not in (enquiry.left_out_id, enquiry.holder_id):
            kind = "staff.alert_urgent_at" if enquiry.waits_for_chosen_time(now) else "staff.alert_urgent"
            _alert(session, now, enquiry, manager, kind)


def hand_on(session: Session, now: datetime, enquiry: Enquiry, from_whom: Staff) -> None:
    """A claim is given up: everybody else is asked, from the foot of the ladder, at once.

    Where the person chose a time that is still ahead, they are asked then, unless there is danger.
    """
    if enquiry.waits_for_chosen_time(now):
        enquiries.release(session, now, enquiry, due_at=enquiry.due_at, chosen=True)
    else:
        enquiries.release(session, now, enquiry)
    if enquiry.urgent:
        do_not_wait(now, enquiry)
    enquiry.first_choice_id = None
    enquiry.passed_by = [*enquiry.passed_by, from_whom.id]
    climb(session, now, enquiry)


def tell_others_taken(session: Session, now: datetime, enquiry: Enquiry, holder: Staff) -> None:
    """Everybody who was asked hears that there is nothing to do any more."""
    for staff in _asked_since_last_claim(session, enquiry):
        if staff.id != holder.id:
            tell(
                session,
                now,
                staff,
                "staff.taken",
                enquiry=enquiry,
                name=holder.text_name,
                at=clock(enquiry, now),
            )


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


def _asked_since_last_claim(session: Session, enquiry: Enquiry) -> list[Staff]:
    """Who was asked, on whatever climb, since somebody last had it: those before have heard that."""
    last_taken = session.scalar(
        select(func.max(Claim.ladder_run)).where(Claim.enquiry_id == enquiry.id, Claim.ended_at.is_not(None))
    )
    asked = select(Alert.staff_id).where(Alert.enquiry_id == enquiry.id, Alert.ladder_run > (last_taken or 0))
    return list(session.scalars(select(Staff).where(Staff.id.in_(asked)).order_by(Staff.id)))


def _alert(session: Session, now: datetime, enquiry: Enquiry, staff: Staff, kind: str) -> None:
    urgent = kind in _URGENT
    if not urgent and bundles.is_burst(session, now, staff):
        text = bundles.gathering(session, now, staff)
    else:
        zone = enquiry.centre.zone
        text = tell(
            session,
            now,
            staff,
            kind,
            enquiry=enquiry,
            priority=Priority.URGENT if urgent else Priority.ALERT,
            about=enquiry.about.upper(),
            when=say_when(enquiry.due_at, now, zone),
            at=say_clock(enquiry.look_at or now, zone),
            waited=minutes_waited(enquiry, now),
            next_to="managers",
        )
    session.add(Alert(enquiry=enquiry, staff=staff, text=text, at=now, ladder_run=enquiry.ladder_run))
    record(session, now, enquiry, What.ALERTING, by=staff, text=text.kind)


def spread_urgency(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """A risk was found: whoever is on call and the managers hear of it now, whatever was planned.

    A time that the person chose stands, and is said. Those who have just been paged are not paged again: the
    ladder is on its way already.
    """
    if _was_paged_since(session, enquiry, now - REMINDER) and _ladder_from(enquiry) <= now:
        return
    if enquiry.state is EnquiryState.CLAIMED:
        page_managers(session, now, enquiry)
        return
    chosen = enquiry.waits_for_chosen_time(now)
    enquiries.climb_anew(enquiry, enquiry.due_at if chosen else now, chosen=chosen)
    do_not_wait(now, enquiry)
    climb(session, now, enquiry)


def _was_paged_since(session: Session, enquiry: Enquiry, since: datetime) -> bool:
    paged = (Alert.enquiry_id == enquiry.id, Alert.at > since, Outgoing.kind.in_(_URGENT))
    return session.scalar(select(Alert.id).join(Alert.text).where(*paged).limit(1)) is not None


def clock(enquiry: Enquiry, moment: datetime) -> str:
    """A moment on the clock of the enquiry's centre."""
    return say_clock(moment, enquiry.centre.zone)


def minutes_waited(enquiry: Enquiry, now: datetime) -> int:
    """Whole minutes since a call was first wanted."""
    return max(0, int((now - enquiry.first_due_at).total_seconds() // 60))


def _ladder_from(enquiry: Enquiry) -> datetime:
    return enquiry.ladder_from or enquiry.due_at


def _keep_times(enquiry: Enquiry, decision: Decision) -> None:
    """The call is wanted when the ladder says, but for a chosen time that danger did not wait for."""
    enquiry.look_at = decision.look_again_at
    if enquiry.ladder_from is None:
        enquiry.due_at = decision.due_at
    else:
        enquiry.ladder_from = decision.due_at
        enquiry.look_at = min(decision.look_again_at, enquiry.due_at)


def _kind(enquiry: Enquiry, decision: Decision) -> str:
    if enquiry.urgent:
        return "staff.alert_urgent" if enquiry.ladder_from is None else "staff.alert_urgent_at"
    if decision.reason is Reason.NOBODY_ON_CALL:
        return "staff.nobody_on_call"
    if decision.reason is Reason.AFTER_LAST_STEP:
        return "staff.alert_again"
    if enquiry.wrote_again:
        return "staff.wants_call_now" if enquiry.tries else "staff.reopened"
    return "staff.alert"


def _situation(session: Session, now: datetime, enquiry: Enquiry, *, hurry: bool) -> Situation:
    centre = enquiry.centre
    people = snapshot.of(session).people_of(centre.id, Role.RESPONDER, Role.MANAGER)
    opens_at = centre.opening_hours.next_opening(now, centre.zone)
    starts_at = _ladder_from(enquiry)
    asked = [
        (staff_id, at)
        for staff_id, at in session.execute(_ASKED, {"enquiry": enquiry.id, "run": enquiry.ladder_run})
        # who heard before it was due, because the person wrote, is asked again when it is
        if at >= starts_at or now < starts_at
    ]
    on_call = rota.who_is_on(session, centre, now)
    return Situation(
        now=now,
        due_at=starts_at,
        steps=ladder_of(session, centre),
        next_step=enquiry.ladder_step,
        alerted={*(staff_id for staff_id, _ in asked), *enquiry.passed_by},
        last_alert_at=max((at for _, at in asked), default=None),
        on_call=on_call,
        responders=[each.id for each in people if each.role is Role.RESPONDER],
        managers=[each.id for each in people if each.role is Role.MANAGER],
        staff_by_email={each.email: each.id for each in people},
        excluded=() if enquiry.left_out_id is None else (enquiry.left_out_id,),
        first=enquiry.first_choice_id,
        urgent=enquiry.urgent,
        hurry=hurry,
        opens_at=opens_at if opens_at > now else None,
        next_on_call=None if on_call else rota.next_on_call(session, centre, now),
        waiting_for_opening=enquiry.waits_for_opening,
    )


def ladder_of(session: Session, centre: Centre) -> tuple[Step, ...]:
    return tuple(snapshot.of(session).ladders.get(centre.id, ())) or default_ladder()


def _note(session: Session, now: datetime, enquiry: Enquiry, decision: Decision) -> None:
    """What a reader of the timeline could not guess from the alerts themselves."""
    waits = decision.reason is Reason.WAITING_FOR_OPENING
    if waits and not enquiry.waits_for_opening:
        record(session, now, enquiry, What.WAITS_FOR_OPENING, until=decision.due_at.isoformat())
    if decision.reason is Reason.NOBODY_ON_CALL:
        record(session, now, enquiry, What.NOBODY_ON_CALL)
    if decision.reason is Reason.NOBODY_AT_ALL:
        alarms.see(
            session,
            now,
            Cause(Kind.NOBODY_AT_ALL, f"{enquiry.code} no staff", f"enquiry {enquiry.id}", enquiry.centre_id),
        )
    enquiry.waits_for_opening = waits


def _tell_undelivered(
    session: Session, now: datetime, enquiry: Enquiry, missed: Staff, decision: Decision
) -> None:
    reached = session.get_one(Staff, decision.alert[0])
    for manager in people_of(session, enquiry.centre, Role.MANAGER):
        if manager.id not in (missed.id, enquiry.left_out_id):
            tell(
                session,
                now,
                manager,
                "staff.undelivered",
                enquiry=enquiry,
                name=missed.text_name,
                next_to=reached.text_name,
            )
