"""Who took a file that holds data of persons or of every enquiry: of what, of when, and how many rows.

It is written down before the first line of the file leaves, so that one which is broken off is known too.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind, Through
from enquiries.dates.period import Period
from enquiries.organisation.models import Centre, Staff


def note_response_times(
    session: Session,
    now: datetime,
    period: Period,
    centres: Sequence[Centre],
    rows: int,
    *,
    by: Staff | None = None,
    what: str = "response-time file",
) -> None:
    """Of the response-time file, or another of the same enquiries. `by` is None on the command line."""
    _note(session, now, what, {"received": str(period), **_extent(centres, rows)}, by)


def note_report_table(
    session: Session,
    now: datetime,
    title: str,
    period: Period,
    centres: Sequence[Centre],
    rows: int,
    by: Staff,
) -> None:
    """Of one table of the reports, by its title: some name the enquiries, some the members of staff."""
    _note(session, now, f"report: {title}", {"wanted": str(period), **_extent(centres, rows)}, by)


def note_setup_file(session: Session, now: datetime, people: int, *, by: Staff | None = None) -> None:
    """Of the setup file, which has the names, mobiles and addresses of staff."""
    _note(session, now, "setup file", {"people": people}, by)


def _extent(centres: Sequence[Centre], rows: int) -> dict[str, object]:
    return {"centres": [centre.slug for centre in centres], "rows": rows}


def _note(session: Session, now: datetime, what: str, facts: dict[str, object], by: Staff | None) -> None:
    through = Through.FILE if by is None else Through.PAGE
    trail.note(session, now, AmendmentKind.DOWNLOADED, what, {}, facts, by, through)
