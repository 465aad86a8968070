"""Texts to staff: news of an enquiry, alarms, and the test text that asks for READY."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.enums import Role
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import outbox, sender_numbers
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission import contact_permission
from enquiries.messaging.permission_rules import ContactPermission
from enquiries.messaging.texts import TextKind
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Staff, works_at
from enquiries.wording import wording

# How to reach them: in an alert, in the answer to a claim, in an urgent text, after a comma, as a question,
# before the time that they chose.
_SAYS_HOW = ("how", "care", "act", "act_small", "ask", "plan")
_NOT_SAFE_NOW = (
    "NOT SAFE NOW, wait an hour.",
    "NOT SAFE NOW. Read",
    "Read it",
    "read it",
    "read it?",
    "NOT SAFE NOW. Call",
)
_TEXT_ONLY = ("TEXT ONLY. Read", "TEXT ONLY", "text only", "text now?", "TEXT ONLY, planned")
_NEITHER = (
    "NO CALLS, NO TEXTS. Read it.",
    "NO CALLS. Read",
    "Read it",
    "read it",
    "read it?",
    "NO CALLS, planned",
)


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
        if not wording.names(kind).isdisjoint(_SAYS_HOW):
            may = contact_permission(session, now, enquiry)
            how = _safe_contact(may, values.get("when", "now"))
            if enquiry.risk and not enquiry.urgent:
                how["how"] = _with_concern(may, values.get("when", "now"))
            values = {**how, **values}
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


def _safe_contact(may: ContactPermission, when: object) -> dict[str, object]:
    """How a text to a colleague says to get back to the person."""
    voicemail = f"Voicemail {may.voicemail.wish.upper()}."
    if may.is_not_safe_now:
        return dict(zip(_SAYS_HOW, _NOT_SAFE_NOW, strict=True))
    if may.is_text_only and may.text.is_refused:
        return dict(zip(_SAYS_HOW, _NEITHER, strict=True))
    if may.is_text_only:
        return dict(zip(_SAYS_HOW, (f"TEXT ONLY {when}.", *_TEXT_ONLY), strict=True))
    says = (
        f"Call {when}. {voicemail}",
        f"{voicemail} Call",
        "Call now",
        "call now",
        "call now?",
        "Call planned",
    )
    return dict(zip(_SAYS_HOW, says, strict=True))


def _with_concern(may: ContactPermission, when: object) -> str:
    """The same of an enquiry with signs that are no plain danger; of a voicemail the call page tells."""
    if may.is_not_safe_now:
        return f"CONCERN. {_NOT_SAFE_NOW[0]}"
    return f"CONCERN, {may.mark} {when}." if may.mark else f"CONCERN. Call {when}."


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
