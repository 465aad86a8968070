"""Finding enquiries again: by code, reference or number, by when they came, by centre and by outcome.

A number is found by its keyed hash, so it has to be the whole number, in whatever spelling. Results come a
page at a time, the latest first, and each page begins after the last enquiry of the one before: the
thousandth page is as quick as the first, and one that comes in meanwhile shifts nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, select, union_all
from sqlalchemy.orm import Session, selectinload

from enquiries.board.viewer import Viewer, find_visible
from enquiries.core import crypto
from enquiries.core.phone import NumberRefused, read_number, read_sender
from enquiries.dates.period import Period
from enquiries.lifecycle import codes, receive
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import Outcome
from enquiries.organisation.models import Centre

PAGE = 50
ALWAYS = Period()
# Each centre's latest are found by its own index and put together; for more centres than this one index of
# all centres is walked instead.
_FEW_CENTRES = 40


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty is not looked at. `named` is a code or a reference."""

    named: str = ""
    number: str = ""
    period: Period = ALWAYS
    centre: Centre | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Page:
    """`next_after` is the reference after which the next page begins; empty on the last."""

    found: Sequence[Enquiry]
    next_after: str


def read_name(text: str, country: str) -> tuple[str, str]:
    """A code or reference, and a number (E.164, or a sender's name), of which one is empty.

    A number is read as one dials it in `country` (ISO 3166), however it is spelt.
    """
    written = text.strip()
    if written.isascii() and written.isdigit() and 4 <= len(written) <= codes.LONGEST:
        return written, ""
    if receive.is_reference(written):
        return written.upper(), ""
    try:
        return "", read_number(written, country).e164
    except NumberRefused:
        return "", read_sender(written).address


def search_enquiries(session: Session, viewer: Viewer, wanted: Wanted, after: str = "") -> Page:
    """One page of what is theirs to see."""
    last = find_visible(session, viewer, after)
    rows = session.scalars(
        select(Enquiry)
        .where(Enquiry.id.in_(_ids(session, viewer, wanted, last)))
        .order_by(Enquiry.received_at.desc(), Enquiry.id.desc())
        .options(selectinload(Enquiry.holder))
    ).all()
    return Page(rows[:PAGE], rows[PAGE - 1].reference if len(rows) > PAGE else "")


def _ids(session: Session, viewer: Viewer, wanted: Wanted, last: Enquiry | None) -> Sequence[int]:
    """The latest of all that is wanted, one more than a page holds."""
    centres = [wanted.centre] if wanted.centre is not None else list(viewer.centres)
    ids = [centre.id for centre in centres]
    if wanted.named or wanted.number:
        # The sum keeps SQLite from walking a whole centre in order of time, to find the few with that name.
        exactly = (_named(wanted), (Enquiry.centre_id + 0).in_(ids))
        return session.scalars(_latest(wanted, viewer, last, centres, *exactly)).all()
    if not 0 < len(centres) <= _FEW_CENTRES:
        return session.scalars(_latest(wanted, viewer, last, centres, Enquiry.centre_id.in_(ids))).all()
    of_each = [
        select(_latest(wanted, viewer, last, [centre], Enquiry.centre_id == centre.id).subquery())
        for centre in centres
    ]
    found = union_all(*of_each).subquery()
    latest = select(found.c.id).order_by(found.c.received_at.desc(), found.c.id.desc()).limit(PAGE + 1)
    return session.scalars(latest).all()


def _latest(
    wanted: Wanted,
    viewer: Viewer,
    last: Enquiry | None,
    centres: Sequence[Centre],
    *where: ColumnElement[bool],
) -> Select[int, datetime]:
    conditions = [*where, *viewer.not_about_them(), *_in_time(wanted.period, centres)]
    if wanted.outcome is not None:
        conditions.append(Enquiry.outcome == wanted.outcome)
    if last is not None:
        conditions.append(Enquiry.received_at <= last.received_at)
        conditions.append((Enquiry.received_at < last.received_at) | (Enquiry.id < last.id))
    return (
        select(Enquiry.id, Enquiry.received_at)
        .where(*conditions)
        .order_by(Enquiry.received_at.desc(), Enquiry.id.desc())
        .limit(PAGE + 1)
    )


def _named(wanted: Wanted) -> ColumnElement[bool]:
    if wanted.number:
        return Enquiry.phone_lookup == crypto.lookup(wanted.number)
    is_reference = receive.is_reference(wanted.named)
    return (Enquiry.reference if is_reference else Enquiry.code) == wanted.named


def _in_time(period: Period, centres: Sequence[Centre]) -> Iterator[ColumnElement[bool]]:
    """Days are those of the centre; of several together, the first one's."""
    zone = centres[0].zone if centres else ZoneInfo("UTC")
    if starts_at := period.starts_at(zone):
        yield Enquiry.received_at >= starts_at
    if ends_at := period.ends_at(zone):
        yield Enquiry.received_at < ends_at
