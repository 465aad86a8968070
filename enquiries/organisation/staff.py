"""Look up staff, switch them off, and decide who may administer whom. At least one admin always remains."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from enquiries.core.enums import Role
from enquiries.core.suggestions import nearest
from enquiries.organisation.models import Staff

# The roles that a manager may give, and whose holders a manager may administer.
UNDER_A_MANAGER: Final = (Role.RESPONDER, Role.MANAGER)


class NoSuchPerson(LookupError):
    """No active member of staff has that address. The message suggests the nearest one."""


class LastAdmin(Exception):
    """The change would leave no admin who can change settings and accounts."""


def all_staff(session: Session) -> Sequence[Staff]:
    """Return all staff, active or switched off, in the order in which they were added."""
    return session.scalars(select(Staff).order_by(Staff.id).options(selectinload(Staff.centres))).all()


def staff_by_email(session: Session, email: str) -> Staff:
    """Return the active member of staff with that address. Raises NoSuchPerson."""
    active = {person.email: person for person in all_staff(session) if person.active}
    address = email.strip().lower()
    if address not in active:
        raise NoSuchPerson(f"no one who works here has the address {address}: {nearest(address, active)}")
    return active[address]


def switch_off(session: Session, staff: Staff) -> None:
    """Switch a person off: their next request signs them out, and they cannot sign in. Raises LastAdmin."""
    require_another_admin(session, staff)
    staff.active = False


def require_another_admin(session: Session, staff: Staff) -> None:
    """Raise LastAdmin where that person is the only admin. Locks the rows, so concurrent demotions queue."""
    admins = session.scalars(
        select(Staff.id).where(Staff.role == Role.ADMIN, Staff.active).order_by(Staff.id).with_for_update()
    ).all()
    if list(admins) == [staff.id]:
        raise LastAdmin(f"{staff.name} is the only admin: make someone else an admin first")


def may_administer(by: Staff, person: Staff) -> bool:
    """Return True where `by` may change the role, mobile, centres and sign-in of a person.

    An admin may for all staff; a manager only for people who work at no centre but the manager's own. With
    the sign-in of a person who also works elsewhere, a manager could read another centre's enquiries.
    """
    if by.role is Role.ADMIN:
        return True
    own = {centre.id for centre in by.centres}
    everywhere = {centre.id for centre in person.centres}
    return (
        by.role is Role.MANAGER and person.role in UNDER_A_MANAGER and bool(everywhere) and everywhere <= own
    )
