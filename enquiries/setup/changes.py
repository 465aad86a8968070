"""Change settings, by file or by form, with a record of who changed what, from what, to what.

Both ways read the same rows and go through the same checks. A file does not undo what was changed on the
pages after it was written, nor a form what a colleague changed while it was open: both say so instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.audit.models import Amendment, AmendmentKind, Through
from enquiries.audit.trail import add_amendments, last_words_on_pages, later_changes, lock_settings
from enquiries.organisation import setup_edition
from enquiries.organisation.models import Staff
from enquiries.setup import load
from enquiries.setup.change import Change
from enquiries.setup.file import SetupFile
from enquiries.setup.load import Differences


class Newer(Exception):
    """The settings changed since this file or form was produced; `amendments` has by whom and when."""

    def __init__(self, amendments: Sequence[Amendment]) -> None:
        super().__init__(", ".join(each.what for each in amendments))
        self.amendments = amendments


def prepare_file(session: Session, setup: SetupFile, *, force: bool = False) -> Differences:
    """Work out what a file changes, by reading alone.

    Raises SetupFileWrong, and Newer where that would undo changes made on the pages since the file was
    written from the settings, or at all where it does not say when that was.
    """
    differences = load.find_differences(session, setup)
    newer = [] if force else _made_on_pages(session, differences.news, setup.as_of)
    if newer:
        raise Newer(newer)
    return differences


def write_prepared(session: Session, now: datetime, differences: Differences) -> bool:
    """Write what a file changes. Returns False where the settings changed since: prepare it again then."""
    lock_settings(session)
    if setup_edition.editions(session).setup != differences.edition:
        return False
    load.write(session, differences)
    record_changes(session, now, differences.news, by=None, through=Through.FILE)
    return True


def load_file(session: Session, now: datetime, setup: SetupFile, *, force: bool = False) -> list[Change]:
    """Do both while no one else can change settings. The caller rolls back what raises."""
    lock_settings(session)
    differences = prepare_file(session, setup, force=force)
    load.write(session, differences)
    record_changes(session, now, differences.news, by=None, through=Through.FILE)
    return list(differences.changes)


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
    changes = load.load_settings(session, setup)
    record_changes(session, now, changes, by=by, through=Through.PAGE)
    return changes


def record_changes(
    session: Session, now: datetime, changes: Iterable[Change], *, by: Staff | None, through: Through
) -> None:
    """Write down those changes that changed something."""
    by_id = None if by is None else by.id
    add_amendments(
        session,
        [
            {
                "at": now,
                "staff_id": by_id,
                "through": through,
                "deed": AmendmentKind(each.fate),
                "what": each.what,
                "before": each.before,
                "after": each.after,
            }
            for each in changes
            if each.is_news
        ],
    )


def _made_on_pages(session: Session, news: Iterable[Change], as_of: datetime | None) -> list[Amendment]:
    """The last word on each thing that changes, where that was said on a page since the file was written."""
    last_words = {each.what: each for each in last_words_on_pages(session)}
    said = [last_words[change.what] for change in news if change.what in last_words]
    return [each for each in said if as_of is None or each.at > as_of]
