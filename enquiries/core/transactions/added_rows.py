"""Rows that are added, written together: one statement for each table, however many there are.

`add(session, row)` is `session.add(row)` for less, since no unit of work watches and sorts these rows. They
are written when the session is flushed, like all that is added: before it asks the database something, and at
the commit. Until then a row has no relationships but those that it was given.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, repeat
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Insert, Select, Table, event, func, insert, inspect, select, text
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.session import SessionTransaction

from enquiries.core.base import Base
from enquiries.core.transactions import absent_rows

Row = TypeVar("Row", bound=Base)
_ADDED = "added_rows"  # in `Session.info`
_STORED = "rows_stored"
_Stored = tuple[SessionTransaction | None, Base]  # the savepoint within which it was
_IDS = "free_ids"
_NEXT_IN_SEQUENCE = text(
    "SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :size)"
)


class AppendOnly:
    """A table whose rows are never changed: one that was written is not looked at again as an object."""


class AddingSession(Session):
    """A session that can have added rows."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        _write(self)
        super().flush(objects)

    def rollback(self) -> None:
        super().rollback()
        self.info.pop(_ADDED, None)  # also where there was no transaction yet


def add(session: Session, row: Base) -> None:
    """Add a row. It has its columns' defaults at once; rows that it refers to must have their ids."""
    assert isinstance(session, AddingSession), "nothing would write it"
    given = vars(row)
    for key, default in _shape(type(row)).defaults.items():
        if key not in given:
            set_committed_value(row, key, default())
    session.info.setdefault(_ADDED, {}).setdefault(type(row), []).append(row)
    absent_rows.note_new_row(session, row)


def pending(session: Session, kind: type[Row]) -> Sequence[Row]:
    """The rows of a table that were added and are not written yet, which no question finds."""
    rows: Sequence[Row] = session.info.get(_ADDED, {}).get(kind, ())
    return rows


def next_id(session: Session, kind: type[Base], at_once: int = 1) -> int:
    """An id that no row of the table has, for one that is added. `at_once`: how many will be asked for."""
    transaction, known = session.info.get(_IDS, (None, {}))
    if transaction is not session.get_transaction():
        known = dict[type[Base], Iterator[int]]()
        session.info[_IDS] = session.get_transaction(), known
    if kind not in known:
        known[kind] = _free_ids(session.connection(), _shape(kind), at_once)
    ids: Iterator[int] = known[kind]
    return next(ids)


def _free_ids(connection: Connection, shape: "_Shape", at_once: int) -> Iterator[int]:
    """Without end. On PostgreSQL those that are not used are lost, which does no harm."""
    if connection.dialect.name != "postgresql":
        # SQLite has one writer at a time, which we are
        highest = connection.execute(shape.highest_id).scalar()
        yield from count(1 + (highest or 0))
    for size in chain((at_once, 2, 4, 8), repeat(16)):
        asked = {"table": shape.table.name, "size": size}
        yield from connection.execute(_NEXT_IN_SEQUENCE, asked).scalars().all()


@dataclass(frozen=True)
class _Shape:
    """How rows of a table are written. `place`: after all tables that it refers to.

    `columns` are their names by attribute, `parents` the relationships that give an attribute its id.
    """

    place: int
    table: Table
    columns: Mapping[str, str]
    parents: Mapping[str, str]
    defaults: Mapping[str, Callable[[], Any]]
    insert: Insert
    highest_id: Select[int]

    def complete(self, row: Base) -> dict[str, Any]:
        """The values by column, those that were not given included: the row has them from now on."""
        given = vars(row)
        for key in self.columns:
            if key not in given:
                set_committed_value(row, key, self._id_of_parent(given, key))
        return {name: given[key] for key, name in self.columns.items()}

    def _id_of_parent(self, given: Mapping[str, Any], key: str) -> Any:
        parent = given.get(self.parents.get(key, ""))
        return None if parent is None else parent.id


@cache
def _shape(kind: type[Base]) -> _Shape:
    mapper: Mapper[Any] = inspect(kind)
    table = mapper.local_table
    assert isinstance(table, Table)
    columns: dict[str, Any] = {each.key: each.columns[0] for each in mapper.column_attrs}
    keys = {column: key for key, column in columns.items()}
    parents = [each for each in mapper.relationships if not each.uselist]
    defaults = {key: _default(column) for key, column in columns.items()}
    return _Shape(
        place=kind.metadata.sorted_tables.index(table),
        table=table,
        columns={key: column.name for key, column in columns.items()},
        parents={keys[column]: each.key for each in parents for column in each.local_columns},
        defaults={key: default for key, default in defaults.items() if default is not None},
        insert=insert(table),
        highest_id=select(func.max(table.c.id)),
    )


def _default(column: Column[Any]) -> Callable[[], Any] | None:
    default: Any = column.default
    if default is None:
        return None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


def _write(session: AddingSession) -> None:
    added: dict[type[Base], list[Any]] = session.info.pop(_ADDED, None) or {}
    for kind in sorted(added, key=lambda each: _shape(each).place):
        rows, shape = added[kind], _shape(kind)
        if issubclass(kind, AppendOnly):
            session.connection().execute(shape.insert, [_without_id(shape.complete(row)) for row in rows])
        else:
            _insert(session, kind, rows)


def _insert(session: AddingSession, kind: type[Base], rows: Sequence[Any]) -> None:
    new = [row for row in rows if row.id is None]
    for row in new:
        row.id = next_id(session, kind, len(new))
    shape = _shape(kind)
    session.connection().execute(shape.insert, [shape.complete(row) for row in rows])
    for row in rows:
        _note_stored(session, row)


def _note_stored(session: Session, row: Base) -> None:
    """From now on it is as if it had been read."""
    make_transient_to_detached(row)
    session.add(row)
    root, stored = session.info.get(_STORED, (None, []))
    if root is not session.get_transaction():
        stored = list[_Stored]()
        session.info[_STORED] = session.get_transaction(), stored
    stored.append((session.get_nested_transaction(), row))


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    del values["id"]
    return values


@event.listens_for(AddingSession, "before_commit")
def _write_before_commit(session: Session) -> None:
    session.flush()


@event.listens_for(AddingSession, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    """What was added is gone, and so is what was stored since the transaction, or the savepoint, began."""
    session.info.pop(_ADDED, None)
    root, stored = session.info.get(_STORED, (None, []))
    if root is undone or undone.nested:
        for within, row in stored:
            if (root is undone or _is_part_of(within, undone)) and row in session:
                session.expunge(row)


def _is_part_of(transaction: SessionTransaction | None, whole: SessionTransaction) -> bool:
    while transaction is not None and transaction is not whole:
        transaction = transaction.parent
    return transaction is whole
