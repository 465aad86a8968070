"""Finding members of staff by the names that commands use.

Giving somebody another role, and switching somebody off. One admin is always left.

Who administers whom: the one rule for people's roles, mobiles, centres and sign-ins.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from enquiries.core.enums import Role
from enquiries.core.suggestions import nearest
from enquiries.organisation.models import Staff


class NoSuchPerson(LookupError):
    """Nobody who works here has that address; the message says which one may have been meant."""


def all_staff(session: Session) -> Sequence[Staff]:
    """Everybody, switched off or not, in the order in which they were added."""
    return session.scalars(select(Staff).order_by(Staff.id).options(selectinload(Staff.centres))).all()


def staff_by_email(session: Session, email: str) -> Staff:
    """The active member of staff with that address. Raises NoSuchPerson."""
    active = {person.email: person for person in all_staff(session) if person.active}
    address = email.strip().lower()
    if address not in active:
        raise NoSuchPerson(f"no one who works here has the address {address}: {nearest(address, active)}")
    return active[address]


class LastAdmin(Exception):
    """It would leave nobody who can change settings and accounts."""


def change_role(session: Session, staff: Staff, role: Role) -> None:
    """They notice at their next click. Raises LastAdmin."""
    if role is not Role.ADMIN:
        require_another_admin(session, staff)
    staff.role = role


def switch_off(session: Session, staff: Staff) -> None:
    """They can no longer sign in, and are signed out at their next click. Raises LastAdmin."""
    require_another_admin(session, staff)
    staff.active = False


def require_another_admin(session: Session, staff: Staff) -> None:
    """Raises LastAdmin where that person is the only one. Two who demote each other at once take turns."""
    admins = session.scalars(
        select(Staff.id).where(Staff.role == Role.ADMIN, Staff.active).order_by(Staff.id).with_for_update()
    ).all()
    if list(admins) == [staff.id]:
        raise LastAdmin(f"{staff.name} is the only admin: make someone else an admin first")


# The roles that a manager gives, and the people that a manager administers.
UNDER_A_MANAGER: Final = (Role.RESPONDER, Role.MANAGER)


def may_administer(by: Staff, person: Staff) -> bool:
    """An admin administers everybody; a manager only people who work nowhere but at the manager's centres.

    With the sign-in of somebody who also works elsewhere, a manager could read another centre's enquiries.
    """
    if by.role is Role.ADMIN:
        return True
    own = {centre.id for centre in by.centres}
    everywhere = {centre.id for centre in person.centres}
    return (
        by.role is Role.MANAGER and person.role in UNDER_A_MANAGER and bool(everywhere) and everywhere <= own
    )
