"""Several rows of one table on one page: the shifts of a centre, or the steps of its ladder.

Each field is named by its key and the place of its row, `start-2`. A row can be taken away by its tick, and
an empty one does not count; a button asks for one more, without a script.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from enquiries.web.admin.form import Entry, Sheet
from enquiries.web.admin.form_errors import Complaint

_PLACED: Final = re.compile(r"[a-z]+-(\d{1,3})")
_MOST: Final = 200


def _nothing() -> list[Entry]:
    return []


@dataclass
class Rows(Sheet):
    """`make` gives the fields of one row. `essential` is the key without which a row is empty."""

    make: Callable[[], list[Entry]] = _nothing
    essential: str = ""
    rows: list[list[Entry]] = field(default_factory=list)

    def fill_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Show what is there."""
        for values in rows:
            entries = self.make()
            for entry in entries:
                entry.value = values.get(entry.key, entry.value)
            self._add(entries)

    def add(self) -> None:
        """One more, empty."""
        self._add(self.make())

    def read(self, form: MultiDict[str, str]) -> None:
        """Take what was sent, without the rows that are to go."""
        self.read_version(form)
        places = {int(found[1]) for key in form if (found := _PLACED.fullmatch(key))}
        for place in sorted(places)[:_MOST]:
            if f"gone-{place}" not in form:
                self._read_row(form, place)

    def values(self) -> list[dict[str, Any]]:
        """The rows as a setup file has them."""
        return [{_key(each): each.value for each in row if each.value not in ("", [])} for row in self.rows]

    def entry_of(self, complaint: Complaint) -> Entry | None:
        if complaint.place >= len(self.rows):
            return None
        return next((each for each in self.rows[complaint.place] if _key(each) == complaint.key), None)

    def _read_row(self, form: MultiDict[str, str], place: int) -> None:
        entries = self.make()
        for entry in entries:
            key, entry.key = entry.key, f"{entry.key}-{place}"
            entry.read(form)
            entry.key = key
        if any(entry.value for entry in entries if entry.key == self.essential):
            self._add(entries)

    def _add(self, entries: list[Entry]) -> None:
        for entry in entries:
            entry.key = f"{entry.key}-{len(self.rows)}"
        self.rows.append(entries)
        self.entries += entries


def _key(entry: Entry) -> str:
    return entry.key.rpartition("-")[0]
