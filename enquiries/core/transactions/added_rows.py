"""Rows that are added, written together: one statement for each table, however many there are.

`add(session, row)` is `session.add(row)` for less, since no unit of work watches and sorts these rows. They
are written when the session is flushed, like all that is added: before it asks the database something, and at
the commit. Until then a row has no relationships but those that it was given.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from typing import Any, TypeVar

from sqlalchemy import Column, Insert, Table, event, func, insert, inspect, select, text
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
_NEXT_IN_SEQUENCES = text(
    "SELECT name, nextval(pg_get_serial_sequence(name, 'id')) AS id "
    "FROM unnest(CAST(:names AS text[])) AS name"
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
    shape = _shape(type(row))
    for key, default in shape.defaults.items():
        if key not in given:
            set_committed_value(row, key, default())
    shape.name_parents(row)
    session.info.setdefault(_ADDED, {}).setdefault(type(row), []).append(row)
    absent_rows.note_new_row(session, row)


def pending(session: Session, kind: type[Row]) -> Sequence[Row]:
    """The rows of a table that were added and are not written yet, which no question finds."""
    rows: Sequence[Row] = session.info.get(_ADDED, {}).get(kind, ())
    return rows


def next_id(session: Session, kind: type[Base]) -> int:
    """An id that no row of the table has, for one that is added."""
    ids = _ids_in_hand(session)
    found = next(ids[kind], None) if kind in ids else None
    if found is None:
        reserve_ids(session, {kind: 1})
        found = next(ids[kind])
    return found


def reserve_ids(session: Session, counts: Mapping[type[Base], int]) -> None:
    """Ask at once for as many ids of these tables as will be needed; those that are not used are lost."""
    ids, connection = _ids_in_hand(session), session.connection()
    if connection.dialect.name != "postgresql":
        # SQLite has one writer at a time, which we are: all above the highest are ours
        new = tuple(kind for kind in counts if kind not in ids)
        highest = connection.execute(_highest_ids(new)).one() if new else ()
        ids.update((kind, count(1 + (last or 0))) for kind, last in zip(new, highest, strict=True))
        return
    kinds = {_shape(kind).table.name: kind for kind in counts}
    names = [name for name, kind in kinds.items() for _ in range(counts[kind])]
    found = connection.execute(_NEXT_IN_SEQUENCES, {"names": names}).all()
    for name, kind in kinds.items():
        more = [each.id for each in found if each.name == name]
        ids[kind] = chain(ids.get(kind, ()), more)


def _ids_in_hand(session: Session) -> dict[type[Base], Iterator[int]]:
    session.connection()  # which begins a transaction, where there is none
    transaction, ids = session.info.get(_IDS, (None, {}))
    if transaction is not session.get_transaction():
        ids = dict[type[Base], Iterator[int]]()
        session.info[_IDS] = session.get_transaction(), ids
    known: dict[type[Base], Iterator[int]] = ids
    return known


@cache
def _highest_ids(kinds: Sequence[type[Base]]) -> Any:
    return select(*(select(func.max(_shape(kind).table.c.id)).scalar_subquery() for kind in kinds))


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

    def name_parents(self, row: Base) -> None:
        """Take the ids of rows that it refers to, as far as they have them by now."""
        given = vars(row)
        for key, parent in self.parents.items():
            if given.get(key) is None and given.get(parent) is not None:
                set_committed_value(row, key, given[parent].id)

    def complete(self, row: Base) -> dict[str, Any]:
        """The values by column, those that were not given included: the row has them from now on."""
        given = vars(row)
        self.name_parents(row)
        for key, parent in self.parents.items():
            assert given.get(key) is not None or given.get(parent) is None, f"the {parent} has no id"
        for key in self.columns:
            if key not in given:
                set_committed_value(row, key, None)
        return {name: given[key] for key, name in self.columns.items()}


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
    )


def _default(column: Column[Any]) -> Callable[[], Any] | None:
    default: Any = column.default
    if default is None:
        return None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


def _write(session: AddingSession) -> None:
    """What fails stays to be written, so that the transaction cannot be committed without it."""
    added: dict[type[Base], list[Any]] = session.info.get(_ADDED, {})
    for kind in sorted(added, key=lambda each: _shape(each).place):
        rows, shape = added[kind], _shape(kind)
        if issubclass(kind, AppendOnly):
            session.connection().execute(shape.insert, [_without_id(shape.complete(row)) for row in rows])
        else:
            _insert(session, kind, rows)
        del added[kind]


def _insert(session: AddingSession, kind: type[Base], rows: Sequence[Any]) -> None:
    for row in rows:
        if row.id is None:
            row.id = next_id(session, kind)
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
