"""Change settings, by file or by form, with a record of who changed what, from what, to what.

Both ways read the same rows and go through the same checks. A file does not undo what was changed on the
pages after it was written, nor a form what a colleague changed while it was open: both say so instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.audit.models import Amendment, AmendmentKind, Through
from enquiries.audit.trail import last_of, later_changes, lock_settings, note
from enquiries.organisation.models import Staff
from enquiries.setup import load as settings
from enquiries.setup.change import Change
from enquiries.setup.file import SetupFile


class Newer(Exception):
    """The settings changed since this file or form was produced; `amendments` has by whom and when."""

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
    record_changes(session, now, changes, by=None, through=Through.FILE)
    return changes


def save_settings(
    session: Session, now: datetime, setup: SetupFile, *, by: Staff, seen: Mapping[str, int]
) -> list[Change]:
    """Change what a form says. `seen` has the latest amendment of each thing when the form was opened.

    Raises SetupFileWrong, and Newer where a colleague changed it meanwhile. The caller then rolls back.
    """
    lock_settings(session)
    newer = [each for what, version in seen.items() for each in later_changes(session, what, version)]
    if newer:
        raise Newer(newer)
    changes = settings.load_settings(session, setup)
    record_changes(session, now, changes, by=by, through=Through.PAGE)
    return changes


def record_changes(
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


def _made_on_pages(session: Session, changes: Iterable[Change], as_of: datetime | None) -> list[Amendment]:
    """The last word on each thing that changes, where that was said on a page since the file was written."""
    last_words = [last_of(session, change.what) for change in changes if change.is_news]
    return [
        each
        for each in last_words
        if each is not None and each.through is Through.PAGE and (as_of is None or each.at > as_of)
    ]
