"""Finding enquiries again: by code, reference or number, by when they came, by centre and by outcome.

A number is found by its keyed hash, so it has to be the whole number, in whatever spelling. Results come a
page at a time, the latest first, and each page begins after the last enquiry of the one before: the
thousandth page is as quick as the first, and one that comes in meanwhile shifts nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, union_all
from sqlalchemy.orm import Session

from enquiries.domain.commands import LONGEST_CODE
from enquiries.domain.period import Period
from enquiries.domain.phone import NumberRefused, read_number, read_sender
from enquiries.domain.states import Outcome
from enquiries.models import crypto
from enquiries.models.centre import Centre
from enquiries.models.enquiry import Enquiry
from enquiries.services.viewing import Viewer

PAGE = 50
# Each centre's latest are found by its own index and put together; for more centres than this one index of
# all centres is walked instead.
_FEW_CENTRES = 40


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty is not looked at. `named` is a code or a reference."""

    named: str = ""
    number: str = ""
    period: Period = Period()
    centre: Centre | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Page:
    """`next_after` is the reference after which the next page begins; empty on the last."""

    found: Sequence[Enquiry]
    next_after: str


def read_name(text: str, country: str) -> tuple[str, str]:
    """A code or reference, and a number (E.164 or a sender's name), of which one is empty."""
    written = text.strip()
    if len(written) <= LONGEST_CODE and written.isdecimal():
        return str(int(written)) if written.isascii() else written, ""
    if is_reference(written):
        return written.upper(), ""
    try:
        return "", read_number(written, country).e164
    except NumberRefused:
        return "", read_sender(written).address


def find(session: Session, viewer: Viewer, wanted: Wanted, after: str = "") -> Page:
    """One page of what is theirs to see."""
    rows = session.scalars(
        select(Enquiry)
        .where(Enquiry.id.in_(_ids(session, viewer, wanted, after)))
        .order_by(Enquiry.received_at.desc(), Enquiry.id.desc())
    ).all()
    return Page(rows[:PAGE], rows[PAGE - 1].reference if len(rows) > PAGE else "")
