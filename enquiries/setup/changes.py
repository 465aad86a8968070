"""Changing settings, by a file or by a form, with a record of who changed what, from what, to what.

Both ways read the same rows and go through the same checks. A file does not undo what was changed on the
pages after it was written, and a form not what somebody else changed while it lay open: both say so instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from enquiries.audit.models import Amendment, AmendmentKind, Through
from enquiries.organisation.models import Centre, Staff
from enquiries.setup import load as settings
from enquiries.setup.change import Change, Values
from enquiries.setup.file import SetupFile

_SHOWN = 100


class Newer(Exception):
    """What is there was changed later than what is to replace it; `amendments` tells by whom and when."""

    def __init__(self, amendments: Sequence[Amendment]) -> None:
        super().__init__(", ".join(each.what for each in amendments))
        self.amendments = amendments


def load_file(session: Session, now: datetime, setup: SetupFile, *, force: bool = False) -> list[Change]:
    """Bring the settings to what a file says.

    Raises SetupFileWrong, and Newer where that would undo changes made on the pages since the file was
    written from the settings, or at all where it does not say when that was. The caller then rolls back.
    """
    lock_settings(session)
    changes = settings.load_settings(session, setup)
    newer = [] if force else _made_on_pages(session, changes, setup.as_of)
    if newer:
        raise Newer(newer)
    record(session, now, changes, by=None, through=Through.FILE)
    return changes


def save_settings(
    session: Session, now: datetime, setup: SetupFile, *, by: Staff, seen: Mapping[str, int]
) -> list[Change]:
    """Change what a form says. `seen` has the latest amendment of each thing when the form was opened.

    Raises SetupFileWrong, and Newer where somebody changed it meanwhile. The caller then rolls back.
    """
    lock_settings(session)
    newer = [each for what, version in seen.items() for each in _since(session, what, version)]
    if newer:
        raise Newer(newer)
    changes = settings.load_settings(session, setup)
    record(session, now, changes, by=by, through=Through.PAGE)
    return changes


def record(
    session: Session, now: datetime, changes: Iterable[Change], *, by: Staff | None, through: Through
) -> None:
    """Write down those changes that changed something."""
    for change in changes:
        if change.is_news:
            note(
                session,
                now,
                AmendmentKind(change.fate),
                change.what,
                change.before,
                change.after,
                by,
                through,
            )


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


def lock_settings(session: Session) -> None:
    """Wait until nobody else changes settings. Enquiries go on coming in meanwhile."""
    every = select(Centre.id).order_by(Centre.id).with_for_update(key_share=True)
    session.execute(every).all()


def version(session: Session, what: str) -> int:
    """The latest amendment of a thing; 0 where it was never amended."""
    return session.scalar(select(func.max(Amendment.id)).where(Amendment.what == what)) or 0


def latest(session: Session, before: int | None = None) -> Sequence[Amendment]:
    """The last hundred, the newest first; or the last hundred before one of them."""
    asked = select(Amendment).options(joinedload(Amendment.staff)).order_by(Amendment.id.desc()).limit(_SHOWN)
    return session.scalars(asked if before is None else asked.where(Amendment.id < before)).all()


def last_of(session: Session, what: str) -> Amendment | None:
    """By whom a thing was changed last."""
    found = session.scalars(_of(what).limit(1))
    return found.first()


def _since(session: Session, what: str, version: int) -> Sequence[Amendment]:
    return session.scalars(_of(what).where(Amendment.id > version).limit(1)).all()


def _made_on_pages(session: Session, changes: Iterable[Change], as_of: datetime | None) -> list[Amendment]:
    """The last word on each thing that changes, where that was said on a page since the file was written."""
    last_words = [last_of(session, change.what) for change in changes if change.is_news]
    return [
        each
        for each in last_words
        if each is not None and each.through is Through.PAGE and (as_of is None or each.at > as_of)
    ]


def _of(what: str) -> Select[Amendment]:
    changing = Amendment.deed.in_([AmendmentKind.ADDED, AmendmentKind.CHANGED, AmendmentKind.REMOVED])
    return (
        select(Amendment)
        .where(Amendment.what == what, changing)
        .options(joinedload(Amendment.staff))
        .order_by(Amendment.id.desc())
    )
