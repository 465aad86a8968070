"""Commands that are not about one enquiry: LIST, ON, OFF, MENU, READY."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from enquiries.dates.spoken import say_clock
from enquiries.lifecycle import codes, schedule
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.permission import contact_permissions
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.organisation import on_call
from enquiries.organisation.models import Centre, Staff
from enquiries.parsing.staff_commands import StaffCommand, Word

# How a turn without a planned end ends.
_UNTIL_OFF = "you text OFF"


def list_waiting(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> None:
    """List the codes of what waits: urgent first, then the longest waiting."""
    waiting = session.scalars(
        select(Enquiry)
        .where(*_waiting_at(now, [centre.id for centre in staff.centres]))
        .order_by(Enquiry.urgent.desc(), Enquiry.due_at, Enquiry.id)
    ).all()
    tell(
        session,
        now,
        staff,
        TextKind.LIST,
        count=len(waiting),
        codes=codes.in_a_text(waiting) or "none",
        text_only=_text_only(session, now, waiting),
    )


def _text_only(session: Session, now: datetime, waiting: Sequence[Enquiry]) -> str:
    """Those of them who asked not to be rung."""
    may = contact_permissions(session, now, waiting)
    shown = codes.in_a_text([each for each in waiting if may[each.id].is_text_only])
    return f". TEXT ONLY: {shown}" if shown else ""


def turn_on(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> None:
    """On call now, and told how many wait. What waited for an opening is looked at again."""
    for centre in staff.centres:
        _say_on(session, now, centre, staff, on_call.turn_on(session, now, centre, staff))
        schedule.check_all_waiting_for_opening(session, centre, now)


def turn_off(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> None:
    """Go off call now at every centre; refused where it would leave no one on call."""
    off = [(centre, on_call.turn_off(session, now, centre, staff)) for centre in staff.centres]
    for centre, turned in off:
        if turned is not None:
            _say_off(session, now, centre, staff, turned)
    if all(turned is None for _, turned in off):
        tell(session, now, staff, TextKind.OFF_ALREADY)


def tell_of_ended_overrides(session: Session, now: datetime) -> None:
    """Tell people whose OFF has ended that they are on call again."""
    for change in on_call.ended_overrides(session, now):
        change.end_told = True
        centre = session.get_one(Centre, change.centre_id)
        if change.staff.active and on_call.is_on(session, centre, now, change.staff):
            until = on_call.stint_end(session, centre, change.staff, now)
            _say_on(session, now, centre, change.staff, until)


def _say_on(session: Session, now: datetime, centre: Centre, staff: Staff, until: datetime | None) -> None:
    """`until` None: no end is planned."""
    waiting = _count_waiting(session, now, centre)
    end = say_until(until, centre.zone) if until else _UNTIL_OFF
    kind = TextKind.HANDOVER if waiting else TextKind.ON
    tell(session, now, staff, kind, centre=centre, until=end, count=waiting)


def _say_off(
    session: Session, now: datetime, centre: Centre, staff: Staff, turned: on_call.TurnedOff
) -> None:
    if not turned.staying:
        tell(session, now, staff, TextKind.OFF_REFUSED, centre=centre)
        return
    next_to = session.get_one(Staff, turned.staying[0].staff).text_name
    until = say_until(turned.until, centre.zone)
    tell(session, now, staff, TextKind.OFF, centre=centre, next_to=next_to, until=until)


def show_menu(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> None:
    tell(session, now, staff, TextKind.MENU)


def is_ready(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> None:
    """Alerts reach this phone: written down, and answered with what can be texted."""
    staff.ready_at = now
    show_menu(session, now, staff, command)


def say_until(until: datetime, zone: ZoneInfo) -> str:
    """The end of a turn with its date, in 16 letters: 08:00 Mon 19 Jan."""
    local = until.astimezone(zone)
    return f"{say_clock(until, zone)} {local:%a} {local.day} {local:%b}"


def _count_waiting(session: Session, now: datetime, centre: Centre) -> int:
    return session.scalar(select(func.count(Enquiry.id)).where(*_waiting_at(now, [centre.id]))) or 0


def _waiting_at(now: datetime, centre_ids: list[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Enquiry.centre_id.in_(centre_ids),
        Enquiry.state == EnquiryState.OPEN,
        (Enquiry.due_at <= now) | Enquiry.waits_for_opening | Enquiry.ladder_from.is_not(None),
    )


# Those that change something are obeyed however many questions were asked.
CHANGES = frozenset({Word.ON, Word.OFF, Word.READY})
WORDS: Mapping[Word, Callable[[Session, datetime, Staff, StaffCommand], None]] = {
    Word.LIST: list_waiting,
    Word.ON: turn_on,
    Word.OFF: turn_off,
    Word.MENU: show_menu,
    Word.READY: is_ready,
}
