"""What staff text about their turn on call, and not about one enquiry: LIST, ON, OFF, MENU, READY."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from enquiries.domain.commands import Word
from enquiries.domain.nouns import Priority
from enquiries.domain.states import EnquiryState
from enquiries.domain.when import say_clock
from enquiries.models.centre import Centre
from enquiries.models.enquiry import Enquiry
from enquiries.models.staff import Staff
from enquiries.services import codes, rota
from enquiries.services.staff_texts import tell


def list_waiting(session: Session, now: datetime, staff: Staff) -> None:
    """The codes of what nobody has, urgent ones and then the longest waiting first."""
    waiting = session.scalars(
        select(Enquiry)
        .where(*_waiting_at(now, [centre.id for centre in staff.centres]))
        .order_by(Enquiry.urgent.desc(), Enquiry.due_at, Enquiry.id)
    ).all()
    tell(
        session,
        now,
        staff,
        "staff.list",
        count=len(waiting),
        codes=codes.in_a_text(waiting) or "none",
    )


def go_on(session: Session, now: datetime, staff: Staff) -> None:
    """On call now, and told how many wait. What waited for an opening is looked at again."""
    for centre in staff.centres:
        until = say_until(rota.turn_on(session, now, centre, staff), now, centre.zone)
        waiting = _count_waiting(session, now, centre)
        if waiting:
            tell(session, now, staff, "staff.handover", centre=centre, until=until, count=waiting)
        else:
            tell(session, now, staff, "staff.on", centre=centre, until=until)
        _look_again(session, now, centre)


def go_off(session: Session, now: datetime, staff: Staff) -> None:
    """Off call now, wherever they are on; refused where it would leave nobody."""
    on = [centre for centre in staff.centres if rota.is_on(session, centre, now, staff)]
    for centre in on or staff.centres:
        staying = rota.turn_off(session, now, centre, staff)
        if staying:
            next_to = session.get_one(Staff, staying[0].staff).text_name
            tell(session, now, staff, "staff.off", centre=centre, next_to=next_to)
        else:
            tell(session, now, staff, "staff.off_refused", centre=centre)


def show_menu(session: Session, now: datetime, staff: Staff) -> None:
    tell(session, now, staff, "staff.menu", priority=Priority.REPLY)


def is_ready(session: Session, now: datetime, staff: Staff) -> None:
    """Alerts reach this phone: written down, and answered with what can be texted."""
    staff.ready_at = now
    show_menu(session, now, staff)


def say_until(until: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The end of a turn in nine letters: 08:00, or Mon 08:00 when it is more than a day away."""
    clock = say_clock(until, zone)
    return clock if until - now < timedelta(days=1) else f"{until.astimezone(zone):%a} {clock}"


def _count_waiting(session: Session, now: datetime, centre: Centre) -> int:
    return session.scalar(select(func.count(Enquiry.id)).where(*_waiting_at(now, [centre.id]))) or 0


def _waiting_at(now: datetime, centre_ids: list[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Enquiry.centre_id.in_(centre_ids),
        Enquiry.state == EnquiryState.OPEN,
        (Enquiry.due_at <= now) | Enquiry.waits_for_opening | Enquiry.ladder_from.is_not(None),
    )


def _look_again(session: Session, now: datetime, centre: Centre) -> None:
    session.execute(
        update(Enquiry)
        .where(
            Enquiry.centre_id == centre.id,
            Enquiry.state == EnquiryState.OPEN,
            Enquiry.waits_for_opening,
        )
        .values(look_at=now)
    )


WORDS: Mapping[Word, Callable[[Session, datetime, Staff], None]] = {
    Word.LIST: list_waiting,
    Word.ON: go_on,
    Word.OFF: go_off,
    Word.MENU: show_menu,
    Word.READY: is_ready,
}
