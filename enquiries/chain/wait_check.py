"""Compares the waits of each enquiry with those that its timeline says."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, String, bindparam, select, type_coerce
from sqlalchemy.orm import Session

from enquiries.chain.expected_columns import Happened
from enquiries.lifecycle.models import Wait
from enquiries.lifecycle.waits import BEGINS, FIELDS, all_of
from enquiries.organisation.models import Centre

_WORDS: Final = ("began", "evidence", "ended")


def _column(name: str) -> ColumnElement[Any]:
    """The words as text: whatever they were changed to can be read."""
    column = getattr(Wait, name)
    return type_coerce(column, String).label(name) if name in _WORDS else column.label(name)


_WAITS = (
    select(Wait.enquiry_id, *map(_column, FIELDS))
    .where(Wait.enquiry_id > bindparam("after"), Wait.enquiry_id <= bindparam("last"))
    .order_by(Wait.enquiry_id, Wait.number)
)
_CENTRES = select(Centre.id, Centre.slug, Centre.promise_seconds)
Waits = Mapping[int, Sequence[Row[*tuple[Any, ...]]]]


@dataclass(frozen=True)
class NamedCentre:
    """A centre as a timeline names it."""

    id: int
    slug: str
    promise_seconds: int


class WaitCheck:
    """`not_known` counts the enquiries of which old entries do not say what the centre promised."""

    def __init__(self, session: Session) -> None:
        self._session = session
        places = [NamedCentre(*row) for row in session.execute(_CENTRES)]
        self._by_id = {each.id: each for each in places}
        self._by_slug = {each.slug: each for each in places}
        self.not_known = 0

    def kept(self, after: int, last: int) -> Waits:
        """The waits of enquiries with these ids, by the enquiry."""
        found = defaultdict[int, list[Row[*tuple[Any, ...]]]](list)
        for row in self._session.execute(_WAITS, {"after": after, "last": last}):
            found[row.enquiry_id].append(row)
        return found

    def differences(
        self, kept: Sequence[Row[*tuple[Any, ...]]], centre_id: int, entries: Sequence[Happened]
    ) -> Iterator[tuple[str, Any, Any]]:
        """Each value that differs: its name, what it is, and what was expected."""
        if any(each.what in BEGINS and "promise" not in each.detail for each in entries):
            self.not_known += 1
            return
        expected = all_of(entries, self._by_id[centre_id], self._by_slug)
        for number, (row, span) in enumerate(zip_longest(kept, expected), start=1):
            if row is None or span is None:
                here, not_here = "there", "missing"
                yield f"wait {number}", *((not_here, here) if row is None else (here, not_here))
                continue
            for name in FIELDS:
                found, wanted = getattr(row, name), getattr(span, name)
                if found != wanted:
                    yield f"wait {number}: {name}", found, wanted
