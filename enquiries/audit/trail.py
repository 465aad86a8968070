"""The audit trail: who changed which setting, when, from what and to what.

Values say nothing of an enquirer, and nothing personal of staff.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session, joinedload

from enquiries.audit.models import Amendment, AmendmentKind, Through
from enquiries.organisation.models import Centre, Staff

Values = Mapping[str, Any]
_SHOWN = 100
_CHANGING = (AmendmentKind.ADDED, AmendmentKind.CHANGED, AmendmentKind.REMOVED)


def note(
    session: Session,
    now: datetime,
    deed: AmendmentKind,
    what: str,
    before: Values,
    after: Values,
    by: Staff | None,
    through: Through = Through.PAGE,
) -> None:
    """Write down one deed. The values must say nothing of an enquirer."""
    session.add(
        Amendment(
            at=now, deed=deed, what=what, before=dict(before), after=dict(after), staff=by, through=through
        )
    )
    session.flush()


def add_amendments(session: Session, amendments: Sequence[Values]) -> None:
    """Write down many deeds at once, each with the columns of `Amendment`."""
    if amendments:
        session.connection().execute(insert(Amendment), amendments)


def lock_settings(session: Session) -> None:
    """Wait for the lock on settings changes. Enquiries keep coming in meanwhile."""
    every = select(Centre.id).order_by(Centre.id).with_for_update(key_share=True)
    session.execute(every).all()


def version(session: Session, what: str) -> int:
    """The latest amendment of a thing; 0 where it was never amended."""
    return session.scalar(select(func.max(Amendment.id)).where(Amendment.what == what)) or 0


def latest(session: Session, before: int | None = None) -> Sequence[Amendment]:
    """The last hundred, the newest first; or the last hundred before one of them."""
    asked = select(Amendment).options(joinedload(Amendment.staff)).order_by(Amendment.id.desc()).limit(_SHOWN)
    return session.scalars(asked if before is None else asked.where(Amendment.id < before)).all()


def last_words_on_pages(session: Session) -> Sequence[Amendment]:
    """The last change of each thing, where it was made on a page."""
    last = select(func.max(Amendment.id)).where(Amendment.deed.in_(_CHANGING)).group_by(Amendment.what)
    on_a_page = Amendment.through == Through.PAGE
    asked = select(Amendment).where(Amendment.id.in_(last), on_a_page).order_by(Amendment.id)
    return session.scalars(asked.options(joinedload(Amendment.staff))).all()


def last_of(session: Session, what: str) -> Amendment | None:
    """By whom a thing was changed last."""
    found = session.scalars(_of(what).limit(1))
    return found.first()


def later_changes(session: Session, what: str, version: int) -> Sequence[Amendment]:
    return session.scalars(_of(what).where(Amendment.id > version).limit(1)).all()


def _of(what: str) -> Select[Amendment]:
    return (
        select(Amendment)
        .where(Amendment.what == what, Amendment.deed.in_(_CHANGING))
        .options(joinedload(Amendment.staff))
        .order_by(Amendment.id.desc())
    )
