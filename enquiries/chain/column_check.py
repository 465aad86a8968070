"""Compares the columns of each enquiry, and its waits, with what its timeline bears out."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session

from enquiries.chain.expected_columns import COLUMNS, ExpectedColumns, Happened
from enquiries.chain.links import ENTRY_COLUMNS, Pace, at_once
from enquiries.chain.models import ChainLink
from enquiries.chain.wait_check import WaitCheck
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.verify import Discrepancy, LinkKind, counted, write_time

_AT_ONCE = 200
EnquiryRow = Row[*tuple[Any, ...]]
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
_KINDS = {each.value: each for each in EventKind}
_NEXT = select(Enquiry.id).where(Enquiry.id > bindparam("after")).order_by(Enquiry.id).limit(_AT_ONCE)
_LAST = select(func.max(_NEXT.subquery().c.id))


def _column(name: str) -> ColumnElement[Any]:
    """The words as text: whatever they were changed to can be read."""
    column = getattr(Enquiry, name)
    return (
        type_coerce(column, String).label(name)
        if name in ("outcome", "state", "excluded_reason")
        else column.label(name)
    )


# In one statement, so that a column and its entry are of the same moment.
_WITH_ENTRIES = (
    select(
        Enquiry.id.label("enquiry_id"),
        Enquiry.reference.label("of_enquiry"),
        Enquiry.centre_id,
        *(_column(each) for each in COLUMNS),
        *ENTRY_COLUMNS,
        type_coerce(ChainLink.kind, String).label("kind"),
    )
    .outerjoin(TimelineEntry, TimelineEntry.enquiry_id == Enquiry.id)
    .outerjoin(ChainLink, ChainLink.entry_id == TimelineEntry.id)
    .where(Enquiry.id > bindparam("after"), Enquiry.id <= bindparam("last"))
    .order_by(Enquiry.id, TimelineEntry.id)
)


def check(session: Session, pace: Pace = at_once) -> Iterator[Discrepancy]:
    """Check every enquiry, some hundreds at a time."""
    waits, after = WaitCheck(session), 0
    while (last := session.scalar(_LAST, {"after": after})) is not None:
        pace()
        kept = waits.kept(after, last)
        page = session.execute(_WITH_ENTRIES, {"after": after, "last": last}).all()
        for enquiry_id, rows in groupby(page, attrgetter("enquiry_id")):
            yield from _check(list(rows), kept.get(enquiry_id, ()), waits)
        after = last
    if waits.not_known:
        of_old = counted(waits.not_known, "older enquiry does", "older enquiries do")
        what = f"{of_old} not say what was promised then, so that its waits cannot be worked out again"
        yield Discrepancy("waits", what, is_note=True)


def _check(
    rows: Sequence[EnquiryRow], kept: Sequence[Row[*tuple[Any, ...]]], waits: WaitCheck
) -> Iterator[Discrepancy]:
    """Check one enquiry, of which each row has one entry, and its waits."""
    where, expected, entries = f"enquiry {rows[0].of_enquiry}", ExpectedColumns(), list[Happened]()
    for row in rows if rows[0].id is not None else ():
        try:
            entries.append(_happened(row))
            problem = expected.take(entries[-1])
        except _UNREADABLE:
            problem = "has details that the product does not write"
        if problem is not None:
            yield Discrepancy(f"{where}, entry {row.id}", problem)
    differences = expected.differences({name: getattr(rows[0], name) for name in COLUMNS})
    for name, found, wanted in chain(differences, _of_waits(rows[0], kept, entries, waits)):
        yield Discrepancy(where, f"{name} is {_said(found)}, but its timeline says {_said(wanted)}")


def _of_waits(
    enquiry: EnquiryRow, kept: Sequence[Row[*tuple[Any, ...]]], entries: Sequence[Happened], waits: WaitCheck
) -> Iterator[tuple[str, Any, Any]]:
    with suppress(*_UNREADABLE):  # which is said of the entry itself
        yield from waits.differences(kept, enquiry.centre_id, entries)


def _happened(row: Row[*tuple[Any, ...]]) -> Happened:
    is_older = row.kind == LinkKind.OLDER
    return Happened(row.id, row.at, _KINDS[row.what], row.staff_id, json.loads(row.detail), is_older)


def _said(value: Any) -> str:
    return write_time(value) if isinstance(value, datetime) else str(value)
