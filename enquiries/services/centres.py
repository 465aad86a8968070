"""Finding centres by the names that addresses and commands use."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.enums import Role
from enquiries.domain.setup_table import nearest
from enquiries.models.centre import Centre
from enquiries.models.staff import Staff


class NoSuchCentre(LookupError):
    """No centre has that slug; the message says which one may have been meant."""


def all_centres(session: Session) -> Sequence[Centre]:
    """All centres, in the order in which they were added."""
    return session.scalars(select(Centre).order_by(Centre.id)).all()


def centres_of_staff(session: Session, staff: Staff) -> list[Centre]:
    """The centres whose enquiries somebody sees: their own; all of them for an admin."""
    return list(all_centres(session) if staff.role is Role.ADMIN else staff.centres)


def by_slug(session: Session, slug: str) -> Centre:
    """The centre of that name. Raises NoSuchCentre."""
    centres = {centre.slug: centre for centre in all_centres(session)}
    if slug not in centres:
        raise NoSuchCentre(f"no centre {slug} is known: {nearest(slug, centres)}")
    return centres[slug]
