"""The rows of the settings as a setup file names them, read and written many at a time.

A row names its `centre`, its `number` and its `staff` as people do, and not by id. So what is to be written
can be worked out before anything is locked, and takes a statement or two for each table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from enquiries.core.base import Base
from enquiries.organisation.models import Centre, Number, Staff, works_at

Row = dict[str, Any]

_NAMES: Final[Mapping[str, tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]]]] = {
    "centre": (Centre.id, Centre.slug),
    "number": (Number.id, Number.number),
    "staff": (Staff.id, Staff.email),
}
_KIND_OF: Final = {f"{kind}_id": kind for kind in _NAMES}


def table_of(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


class StoredRows:
    """What is stored, as the current transaction of a session sees it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, model: type[Base]) -> list[Row]:
        """Return the rows of a table in the order in which they were added."""
        table = table_of(model)
        found = self._session.execute(select(table).order_by(*table.primary_key))
        return [self._named(row._asdict()) for row in found]

    def staff(self) -> list[Row]:
        """Return the staff, each with the slugs of their `centres`."""
        centres: dict[int, list[str]] = {}
        for staff_id, centre_id in self._session.execute(select(works_at).order_by(works_at.c.centre_id)):
            centres.setdefault(staff_id, []).append(self._names["centre"][centre_id])
        return [{**row, "centres": centres.get(row["id"], [])} for row in self.of(Staff)]

    @cached_property
    def centre_ids(self) -> Mapping[str, int]:
        """The ids of the centres by slug, in the order in which they were added."""
        return {slug: centre_id for centre_id, slug in self._names["centre"].items()}

    @cached_property
    def _names(self) -> Mapping[str, Mapping[int, str]]:
        return {
            kind: dict(self._session.execute(select(*columns).order_by(columns[0])).all())
            for kind, columns in _NAMES.items()
        }

    def _named(self, row: Mapping[str, Any]) -> Row:
        return {
            _KIND_OF.get(column, column): self._names[_KIND_OF[column]][value]
            if column in _KIND_OF
            else value
            for column, value in row.items()
        }


class Ids:
    """The ids of the rows that others name, asked once all of them are there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Mapping[str, int]] = {}

    def of(self, kind: str) -> Mapping[str, int]:
        """Return the ids of all centres, numbers or staff, by what they are called."""
        if kind not in self._known:
            found = self._connection.execute(select(*_NAMES[kind]))
            self._known[kind] = {name: row_id for row_id, name in found}
        return self._known[kind]


@dataclass(frozen=True)
class TableWrites:
    """What becomes of the rows of one table. The rows that they name must have been written.

    `removed` has the columns that tell which rows go; `changed` the key of each row and what is new in it.
    """

    table: Table
    removed: Sequence[Row] = ()
    changed: Sequence[Row] = ()
    added: Sequence[Row] = ()

    def write(self, connection: Connection, ids: Ids) -> None:
        if self.removed:
            columns = list(self.removed[0])
            connection.execute(delete(self.table).where(*self._are(columns)), _these(self.removed, columns))
        if self.changed:
            key = [column.name for column in self.table.primary_key]
            rows = _these(self._with_ids(self.changed, ids), key)
            connection.execute(update(self.table).where(*self._are(key)), rows)
        if self.added:
            connection.execute(insert(self.table), self._with_ids(self.added, ids))

    def _are(self, columns: Iterable[str]) -> Iterable[Any]:
        return (self.table.c[name] == bindparam(f"of_{name}") for name in columns)

    def _with_ids(self, rows: Sequence[Row], ids: Ids) -> list[Row]:
        """Return what has a column, with the ids of the rows that are named."""
        sources = {column.name: _KIND_OF.get(column.name, column.name) for column in self.table.c}
        given = [(column, source) for column, source in sources.items() if source in rows[0]]
        known = {column: ids.of(source) for column, source in given if column in _KIND_OF}
        return [
            {
                column: known[column][row[source]] if column in known else row[source]
                for column, source in given
            }
            for row in rows
        ]


def _these(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """Return the values by which rows are found under names of their own, apart from what is new in them."""
    return [{f"of_{key}" if key in columns else key: value for key, value in row.items()} for row in rows]
