"""Texts to staff: news of an enquiry, alarms, and the test text that asks for READY."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.enums import Role
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import how_to_reach, outbox, sender_numbers
from enquiries.messaging.models import Outgoing
from enquiries.messaging.texts import TextKind
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Staff, works_at
from enquiries.wording import wording


def tell(
    session: Session,
    now: datetime,
    staff: Staff,
    kind: TextKind,
    *,
    enquiry: Enquiry | None = None,
    centre: Centre | None = None,
    delay: timedelta = timedelta(0),
    **values: object,
) -> Outgoing:
    """Post a text. Of an enquiry it says the code and the centre by itself."""
    if enquiry is not None:
        centre = enquiry.centre
        values = {"code": enquiry.code, **values}
        names = wording.names(kind)
        if not how_to_reach.NAMES.isdisjoint(names):
            values = {**how_to_reach.how_to_reach(session, now, enquiry).words(names), **values}
    if centre is not None:
        values = {"centre": centre.text_name, **values}
    return outbox.post(
        session,
        now,
        kind=kind,
        to=staff.mobile,
        sender=sender_numbers.for_staff(session, centre or next(iter(staff.centres), None)),
        body=wording.text(kind, **values),
        enquiry=enquiry,
        staff=staff,
        delay=delay,
    )


def tell_managers(session: Session, now: datetime, centre: Centre, what: str) -> None:
    """Alarm every manager of a centre; `what` has at most 14 characters and says nothing of a person."""
    for manager in people_of(session, centre, Role.MANAGER):
        tell(
            session,
            now,
            manager,
            TextKind.ALARM,
            centre=centre,
            outcome=what,
        )


def alarm_about(session: Session, now: datetime, enquiry: Enquiry, what: str) -> None:
    """An alarm about one enquiry, to the managers of its centre but one who asked for help themselves."""
    for manager in people_of(session, enquiry.centre, Role.MANAGER):
        if manager.id != enquiry.excluded_staff_id:
            tell(
                session,
                now,
                manager,
                TextKind.ALARM_ABOUT,
                enquiry=enquiry,
                outcome=what,
            )


def people_of(session: Session, centre: Centre, *roles: Role) -> list[Staff]:
    """The active staff of a centre in these roles, in the order in which they were added."""
    return list(
        session.scalars(
            select(Staff)
            .join(works_at, works_at.c.staff_id == Staff.id)
            .where(works_at.c.centre_id == centre.id, Staff.active, Staff.role.in_(roles))
            .order_by(Staff.id)
        )
    )


class NoNumber(Exception):
    """No number is set up to send texts from."""


def ask(session: Session, now: datetime, person: Staff) -> None:
    """Post the text. Raises NoNumber."""
    if not centres.our_numbers(session):
        raise NoNumber("no number is set up: load a setup file with [[numbers]]")
    tell(session, now, person, TextKind.READY)
