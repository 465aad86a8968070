"""Giving somebody another role, and switching somebody off. One admin is always left."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.domain.nouns import Role
from enquiries.models.staff import Staff


class LastAdmin(Exception):
    """It would leave nobody who can change settings and accounts."""


def change_role(session: Session, staff: Staff, role: Role) -> None:
    """They notice at their next click. Raises LastAdmin."""
    if role is not Role.ADMIN:
        keep_an_admin(session, staff)
    staff.role = role


def switch_off(session: Session, staff: Staff) -> None:
    """They can no longer sign in, and are signed out at their next click. Raises LastAdmin."""
    keep_an_admin(session, staff)
    staff.active = False


def keep_an_admin(session: Session, staff: Staff) -> None:
    """Raises LastAdmin where that person is the only one. Two who demote each other at once take turns."""
    admins = session.scalars(
        select(Staff.id).where(Staff.role == Role.ADMIN, Staff.active).order_by(Staff.id).with_for_update()
    ).all()
    if list(admins) == [staff.id]:
        raise LastAdmin(f"{staff.name} is the only admin: make another person one first")
