"""Look up centres, how the public contacts each of them, and when a country's helplines were checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from enquiries.core.enums import NumberUse, Role
from enquiries.core.phone import as_dialled
from enquiries.core.suggestions import nearest
from enquiries.organisation.models import Centre, EmergencyNumber, Keyword, Number, Staff


class NoSuchCentre(LookupError):
    """No centre has that slug. The message suggests the nearest one."""


def all_centres(session: Session) -> Sequence[Centre]:
    """Return all centres, in the order in which they were added."""
    return session.scalars(select(Centre).order_by(Centre.id)).all()


def centres_of_staff(session: Session, staff: Staff) -> list[Centre]:
    """Return the centres whose enquiries a member of staff sees: their own, or all for an admin."""
    return list(all_centres(session) if staff.role is Role.ADMIN else staff.centres)


def by_slug(session: Session, slug: str) -> Centre:
    """Return the centre with that slug. Raises NoSuchCentre."""
    centres = {centre.slug: centre for centre in all_centres(session)}
    if slug not in centres:
        raise NoSuchCentre(f"no centre {slug} is known: {nearest(slug, centres)}")
    return centres[slug]


@dataclass(frozen=True)
class PublicContact:
    """`word` texted to `number` is an enquiry at that centre; both are empty where it has no number."""

    centre: Centre
    number: str = ""
    word: str = ""

    @property
    def number_shown(self) -> str:
        return as_dialled(self.number, self.centre.country) if self.number.startswith("+") else self.number

    @property
    def line_shown(self) -> str:
        return as_dialled(self.centre.line, self.centre.country)


def public_contacts(session: Session) -> list[PublicContact]:
    """Return the contact of every centre, in the order in which they were set up."""
    return [public_contact(session, centre) for centre in session.scalars(select(Centre).order_by(Centre.id))]


def public_contact(session: Session, centre: Centre) -> PublicContact:
    """Return the first public number with a keyword for this centre; else its own first public number."""
    keyword = session.scalar(
        select(Keyword)
        .join(Number)
        .where(Keyword.centre_id == centre.id, Number.use != NumberUse.STAFF)
        .options(joinedload(Keyword.number))
        .order_by(Keyword.id)
        .limit(1)
    )
    if keyword is not None:
        return PublicContact(centre, keyword.number.number, keyword.word)
    own = next((each for each in centre.numbers if each.use is not NumberUse.STAFF), None)
    return PublicContact(centre, own.number, "HELP") if own is not None else PublicContact(centre)


def our_numbers(session: Session) -> Sequence[str]:
    """Return every number of the service. A form must not give one of these as the number to call."""
    return session.scalars(select(Number.number)).all()


def helplines_checked_on(session: Session, country: str) -> date | None:
    """Return the day on which the helplines of a country (ISO 3166) were last checked, if known."""
    known = session.get(EmergencyNumber, country)
    return None if known is None else known.checked
