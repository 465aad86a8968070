"""Several rows of one table on one page: the shifts of a centre, or the steps of its ladder.

Each field is named by its key and the place of its row, `start-2`. A row can be taken away by its tick, and
an empty one does not count; a button asks for one more, without a script.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Final

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.meta import DefaultMeta

from enquiries.setup.faults import SetupFault
from enquiries.web.admin.form import SettingsForm, row_of
from enquiries.web.page_form import PageForm

_PLACED: Final = re.compile(r"[a-z]+-(\d{1,3})")
_MOST: Final = 200


class RowForm(PageForm):
    """The fields of one row. `essential` is the key without which it is empty."""

    class Meta(DefaultMeta):  # type: ignore[misc]
        def bind_field(self, form: "RowForm", unbound: Any, options: dict[str, Any]) -> Field:
            return super().bind_field(form, unbound, {**options, "name": f"{options['name']}-{form.place}"})

    essential: ClassVar[str]

    def __init__(
        self, place: int, sent: MultiDict[str, str] | None = None, shown: Mapping[str, Any] | None = None
    ) -> None:
        self.place = place
        super().__init__(sent, data=shown)

    def row(self) -> dict[str, Any]:
        """The row of the setup file."""
        return row_of(self)


class RowsForm(SettingsForm):
    """`make` gives the form of one row: at its place, as it was sent, or as it is."""

    def __init__(self, table: str, what: str, make: Callable[..., RowForm]) -> None:
        super().__init__(what)
        self.table, self._make = table, make  # type: ignore[misc]
        self.rows: list[RowForm] = self._sent() if self.is_submitted() else []

    def show(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Show what is there."""
        self.rows = [self._make(place, shown=values) for place, values in enumerate(rows)]

    def add(self) -> None:
        """One more, empty."""
        self.rows.append(self._make(max((row.place for row in self.rows), default=-1) + 1))

    def field_of(self, fault: SetupFault) -> Field | None:
        table, *place, key = fault.loc
        if table != self.table or not place or place[0] >= len(self.rows):  # type: ignore[operator]
            return None
        row: Mapping[object, Field] = self.rows[place[0]]._fields  # type: ignore[index]
        return row.get(key)

    @property
    def every_field(self) -> list[Field]:
        return [field for row in self.rows for field in row]

    def _sent(self) -> list[RowForm]:
        """What was sent, without the rows that are to go and the empty ones."""
        form = request.form
        places = sorted({int(found[1]) for key in form if (found := _PLACED.fullmatch(key))})[:_MOST]
        rows = [self._make(place, form) for place in places if f"gone-{place}" not in form]
        return [row for row in rows if row[row.essential].data]
