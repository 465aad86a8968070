"""Finding members of staff by the names that commands use."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from enquiries.domain.setup_table import nearest
from enquiries.models.staff import Staff


class NoSuchPerson(LookupError):
    """Nobody who works here has that address; the message says which one may have been meant."""


def every(session: Session) -> Sequence[Staff]:
    """Everybody, switched off or not, in the order in which they were added."""
    return session.scalars(select(Staff).order_by(Staff.id).options(selectinload(Staff.centres))).all()


def by_email(session: Session, email: str) -> Staff:
    """The active member of staff with that address. Raises NoSuchPerson."""
    active = {person.email: person for person in every(session) if person.active}
    address = email.strip().lower()
    if address not in active:
        raise NoSuchPerson(f"no one who works here has the address {address}: {nearest(address, active)}")
    return active[address]
