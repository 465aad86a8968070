"""Compares the columns of each enquiry with what its timeline bears out."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session

from enquiries.chain.expected_columns import COLUMNS, ExpectedColumns, Happened
from enquiries.chain.links import ENTRY_COLUMNS, Pace, at_once
from enquiries.chain.models import ChainLink
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.verify import Discrepancy, LinkKind, write_time

_AT_ONCE = 200
_KINDS = {each.value: each for each in EventKind}
_NEXT = select(Enquiry.id).where(Enquiry.id > bindparam("after")).order_by(Enquiry.id).limit(_AT_ONCE)
_LAST = select(func.max(_NEXT.subquery().c.id))


def _column(name: str) -> ColumnElement[Any]:
    """The words as text: whatever they were changed to can be read."""
    column = getattr(Enquiry, name)
    return type_coerce(column, String).label(name) if name in ("outcome", "state") else column.label(name)


# In one statement, so that a column and its entry are of the same moment.
_WITH_ENTRIES = (
    select(
        Enquiry.id.label("enquiry_id"),
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
    after = 0
    while (last := session.scalar(_LAST, {"after": after})) is not None:
        pace()
        page = session.execute(_WITH_ENTRIES, {"after": after, "last": last}).all()
        for _, rows in groupby(page, attrgetter("enquiry_id")):
            yield from _check(list(rows))
        after = last


def _check(rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Discrepancy]:
    """Check one enquiry, of which each row has one entry."""
    where, expected = f"enquiry {rows[0].reference}", ExpectedColumns()
    for row in rows:
        try:
            problem = None if row.id is None else expected.take(_happened(row))
        except (ValueError, KeyError, TypeError, AttributeError):
            problem = "has details that the product does not write"
        if problem is not None:
            yield Discrepancy(f"{where}, entry {row.id}", problem)
    for name, found, wanted in expected.differences({name: getattr(rows[0], name) for name in COLUMNS}):
        what = f"{name} is {_said(found)}, but its timeline says {_said(wanted)}"
        yield Discrepancy(where, what)


def _happened(row: Row[*tuple[Any, ...]]) -> Happened:
    is_older = row.kind == LinkKind.OLDER
    return Happened(row.id, row.at, _KINDS[row.what], row.staff_id, json.loads(row.detail), is_older)


def _said(value: Any) -> str:
    return write_time(value) if isinstance(value, datetime) else str(value)
