"""What a member of staff may see of enquiries, and the note that they looked at a person's details.

They see those of their own centres; of others not even that they are there. A member of staff who asked
for help themselves does not read what colleagues write about them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.receive import is_reference
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import lock, record
from enquiries.organisation.models import Centre, Staff


@dataclass(frozen=True)
class Viewer:
    """A signed-in person, and the centres whose enquiries they may see."""

    staff: Staff
    centres: Sequence[Centre]

    @property
    def centre_ids(self) -> list[int]:
        return [centre.id for centre in self.centres]

    @property
    def zone(self) -> ZoneInfo:
        """By whose clock they read what concerns several centres: their first one's."""
        return self.centres[0].zone if self.centres else ZoneInfo("UTC")

    @property
    def country(self) -> str:
        """As from where they write numbers (ISO 3166)."""
        return self.centres[0].country if self.centres else "GB"

    @property
    def sees_persons(self) -> bool:
        """An auditor reads what happened, and not to whom."""
        return self.staff.role.may_take

    def may_see(self) -> tuple[ColumnElement[bool], ...]:
        """The enquiries that are theirs to see, for a query."""
        return (Enquiry.centre_id.in_(self.centre_ids), *self.not_about_them())

    def not_about_them(self) -> tuple[ColumnElement[bool], ...]:
        not_theirs = Enquiry.excluded_staff_id.is_(None) | (Enquiry.excluded_staff_id != self.staff.id)
        return (not_theirs, ~Enquiry.synthetic)


def find_visible(session: Session, viewer: Viewer, reference: str) -> Enquiry | None:
    """The enquiry with that reference, if it is theirs to see."""
    if not is_reference(reference):
        return None
    return session.scalar(select(Enquiry).where(Enquiry.reference == reference, *viewer.may_see()))


def record_view(
    session: Session, now: datetime, enquiry: Enquiry, viewer: Viewer, *, door: str, address: str
) -> None:
    """Note that they see the person's details: by which door, and from which network address of theirs."""
    at = lock(session, now, enquiry)
    record(session, at, enquiry, EventKind.VIEWED, by=viewer.staff, door=door, address=address)


def others_of_that_phone(session: Session, viewer: Viewer, enquiry: Enquiry) -> Sequence[Enquiry]:
    """Other enquiries of the same number that are not closed, as far as they are theirs to see.

    Who rings should know that there is another. It is shown by its code: relatives may share a phone, and
    one's words are not for the other's.
    """
    return session.scalars(
        select(Enquiry)
        .where(
            Enquiry.phone_lookup == enquiry.phone_lookup,
            Enquiry.state != EnquiryState.CLOSED,
            Enquiry.id != enquiry.id,
            *viewer.may_see(),
        )
        .order_by(Enquiry.id)
    ).all()
