"""Switch a member of staff off or on again. A gap that their leaving would make is named first."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.core.enums import Role
from enquiries.lifecycle import find
from enquiries.messaging.to_staff import people_of
from enquiries.organisation import staff
from enquiries.organisation.models import Staff
from enquiries.setup import load_rota


class CannotLeave(Exception):
    """Something still depends on them; `reasons` say what, and what to do first."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def switch_off(session: Session, now: datetime, person: Staff, *, by: Staff) -> None:
    """They are alerted no more and cannot sign in. Raises CannotLeave; nothing was changed then."""
    trail.lock_settings(session)
    session.refresh(person)
    if not person.active:
        return
    reasons = list(_reasons_to_stay(session, person, by))
    if reasons:
        raise CannotLeave(reasons)
    staff.switch_off(session, person)
    _note(session, now, person, by)


def switch_on(session: Session, now: datetime, person: Staff, *, by: Staff) -> None:
    """They work here again, with what they had: their role and their centres, and no shifts."""
    trail.lock_settings(session)
    session.refresh(person)
    if not person.active:
        person.active = True
        _note(session, now, person, by)


def _note(session: Session, now: datetime, person: Staff, by: Staff) -> None:
    what, before = f"staff {person.email}", {"active": not person.active}
    trail.note(session, now, AmendmentKind.CHANGED, what, before, {"active": person.active}, by)


def _reasons_to_stay(session: Session, person: Staff, by: Staff) -> Iterator[str]:
    if person.id == by.id:
        yield "You can’t switch yourself off: ask someone else."
    for slug in sorted(load_rota.posts(session).get(person.email, ())):
        yield f"They’re on the rota or escalation of {slug}: take them off there first."
    held = len(find.held_by(session, person))
    if held:
        yield f"They have {held} open: hand it over first."
    if person.role is Role.MANAGER:
        for centre in person.centres:
            if people_of(session, centre, Role.MANAGER) == [person]:
                yield f"They’re the only manager of {centre.name}: add another one first."
    try:
        staff.require_another_admin(session, person)
    except staff.LastAdmin as last:
        yield f"{last}."
