"""Forms for settings: their fields are keys of the setup file, and the file's own rules read them.

What somebody sent stays in the fields when something is wrong with it, each complaint at its field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from werkzeug.datastructures import MultiDict

from enquiries.audit.models import Amendment
from enquiries.web.admin.form_errors import Complaint, read_complaint
from enquiries.web.row_ids import read_id


class Kind(StrEnum):
    """How a field is shown."""

    LINE = "line"
    CHOICE = "choice"  # one of a few
    SELECT = "select"  # one of many
    SEVERAL = "several"
    LINES = "lines"  # one a line
    TICK = "tick"
    FIXED = "fixed"  # shown, and never changed


@dataclass
class Entry:
    """One field; `value` is text, a list of texts for several, or whether it is ticked."""

    key: str
    label: str
    hint: str = ""
    kind: Kind = Kind.LINE
    choices: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, object] = field(default_factory=dict)
    value: Any = ""
    wrong: str = ""

    def read(self, form: MultiDict[str, str]) -> None:
        """Take what was sent."""
        if self.kind is Kind.FIXED:
            return
        if self.kind is Kind.SEVERAL:
            self.value = form.getlist(self.key)
        elif self.kind is Kind.LINES:
            self.value = form.get(self.key, "").split()
        elif self.kind is Kind.TICK:
            self.value = self.key in form
        else:
            self.value = " ".join(form.get(self.key, "").split())


@dataclass
class Sheet:
    """The form for one thing, such as "centre willow-house", as of its amendment `version`."""

    table: str
    what: str
    entries: list[Entry]
    version: int = 0
    wrong: list[str] = field(default_factory=list)  # what is wrong with no field in particular
    newer: Amendment | None = None

    def __getitem__(self, key: str) -> Entry:
        return next(entry for entry in self.entries if entry.key == key)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show what is there, as the setup file writes it."""
        for entry in self.entries:
            entry.value = values.get(entry.key, entry.value)

    def read(self, form: MultiDict[str, str]) -> None:
        """Take what was sent."""
        self.read_version(form)
        for entry in self.entries:
            entry.read(form)

    def read_version(self, form: MultiDict[str, str]) -> None:
        self.version = read_id(form.get("version", "")) or 0

    def row(self) -> dict[str, Any]:
        """The row of the setup file. What was left empty is left out."""
        return {entry.key: entry.value for entry in self.entries if entry.value not in ("", [])}

    def unasked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those values that no field asks for."""
        asked = {entry.key for entry in self.entries}
        return {key: value for key, value in values.items() if key not in asked}

    def complain(self, problems: Iterable[str]) -> None:
        """Put each complaint of the setup file's rules where it belongs."""
        for complaint in map(read_complaint, problems):
            self._place(complaint)

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """What is wrong with each field, by its key."""
        return [(entry.key, entry.wrong) for entry in self.entries if entry.wrong]

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong or self.complaints or self.newer)

    def entry_of(self, complaint: Complaint) -> Entry | None:
        """The field that a complaint about this table is about."""
        return next((entry for entry in self.entries if entry.key == complaint.key), None)

    def _place(self, complaint: Complaint) -> None:
        entry = self.entry_of(complaint) if complaint.table == self.table else None
        if entry is None:
            self.wrong.append(complaint.says)
        elif not entry.wrong:
            entry.wrong = complaint.says
