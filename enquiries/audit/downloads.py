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
    facts = {"received": str(period), "centres": [centre.slug for centre in centres], "rows": rows}
    _note(session, now, what, facts, by)


def note_setup_file(session: Session, now: datetime, people: int, *, by: Staff | None = None) -> None:
    """Of the setup file, which has the names, mobiles and addresses of staff."""
    _note(session, now, "setup file", {"people": people}, by)


def _note(session: Session, now: datetime, what: str, facts: dict[str, object], by: Staff | None) -> None:
    through = Through.FILE if by is None else Through.PAGE
    trail.note(session, now, AmendmentKind.DOWNLOADED, what, {}, facts, by, through)
