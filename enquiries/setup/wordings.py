"""Taking a centre's own wording away, so that the shipped text is in force again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.wordings import CentreWording
from enquiries.setup import dump
from enquiries.setup.changes import Newer
from enquiries.setup.load import wording_name
from enquiries.setup.toml import values_of


def name_of(centre: Centre, kind: str, language: str) -> str:
    """How the audit trail names the own wording of a text."""
    return f"wording {wording_name(kind, language, centre.slug)}"


def use_shipped(
    session: Session, now: datetime, centre: Centre, kind: str, language: str, *, by: Staff, seen: int
) -> bool:
    """Remove the own wording in a language. Returns False where there is none.

    `seen` is its latest amendment when the page was opened. Raises Newer where a colleague changed it since.
    """
    trail.lock_settings(session)
    what = name_of(centre, kind, language)
    if newer := trail.later_changes(session, what, seen):
        raise Newer(newer)
    own = session.scalar(
        select(CentreWording).where(
            CentreWording.centre_id == centre.id,
            CentreWording.kind == kind,
            CentreWording.language == language,
        )
    )
    if own is None:
        return False
    trail.note(session, now, AmendmentKind.REMOVED, what, values_of(dump.wording_row(own)), {}, by)
    session.delete(own)
    session.flush()
    return True
