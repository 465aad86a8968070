"""Much stored, quickly: copies of one enquiry that really was received, alerted, answered and closed.

The database copies every row that it left, in each table, to as many enquiries as are asked for. They are
spread evenly over the last 365 days; numbers and identifiers are of their own, and so is how long each one
waited and how it ended, so that a report has something to count. Everything else is the model's, what is
sealed included: so all of them share its key.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, create_engine, func, select, text, update

from enquiries.lifecycle.codes import KEPT_AFTER_CLOSING
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Outgoing
from enquiries.messaging.states import MessageState
from enquiries.schema import metadata

_YEAR: Final = timedelta(days=365)
_TABLES: Final = ("enquiry", "inbox", "outbox", "alert", "claim", "timeline", "wait")
# What days came to, without those to come.
_COUNTED: Final = ("tally_count", "tally_day", "tally_change", "tally_reach")
_FOUR_DIGITS: Final = 9000
# In no order, as hashes are (Knuth).
_ANY: Final = "(i * 2654435761 % 4294967296)"
# By how many seconds later than the model's things happened to a copy.
_CLAIM: Final = f"{_ANY} % 600"
_CALL: Final = f"{_ANY} % 600 + {_ANY} % 1700"
_CLOSING: Final = "2400"
_IS_UNCALLED: Final = "i % 20 = 3"
_LATER: Final = {
    ("enquiry", "claimed_at"): _CLAIM,
    ("enquiry", "first_call_at"): _CALL,
    ("enquiry", "reached_at"): _CALL,
    ("enquiry", "closed_at"): _CLOSING,
    ("wait", "claimed_at"): _CLAIM,
    ("wait", "called_at"): _CALL,
    ("wait", "ended_at"): f"CASE WHEN {_IS_UNCALLED} THEN {_CLOSING} ELSE {_CALL} END",
}
# So does the timeline, from which the waits are read.
_ENTRIES_LATER: Final[Mapping[Any, str]] = {
    EventKind.CLAIMED: _CLAIM,
    EventKind.DIALLED: _CALL,
    EventKind.CALL_REPORTED: _CALL,
    EventKind.CLOSED: _CLOSING,
}
_CALLS: Final = (EventKind.DIALLED, EventKind.CALL_REPORTED)
# One in twenty was never called, one in fifty was spam, every third came by the form.
_UNLESS_UNCALLED: Final = f"CASE WHEN {_IS_UNCALLED} THEN NULL ELSE {{}} END"
_INSTEAD: Final = {
    ("enquiry", "channel"): "CASE WHEN i % 3 = 0 THEN 'web' ELSE {} END",
    ("enquiry", "outcome"): (
        "CASE WHEN i % 20 = 3 THEN 'not_reached' WHEN i % 50 = 7 THEN 'spam' ELSE {} END"
    ),
    ("enquiry", "first_call_at"): _UNLESS_UNCALLED,
    ("enquiry", "reached_at"): _UNLESS_UNCALLED,
    ("wait", "called_at"): _UNLESS_UNCALLED,
    ("wait", "evidence"): _UNLESS_UNCALLED,
    ("wait", "ended"): f"CASE WHEN {_IS_UNCALLED} THEN 'closed' ELSE {{}} END",
}
# Spam is left out of the figures for a reason, which a model that counts has not.
_LEFT_OUT: Final = "CASE WHEN i % 50 = 7 THEN 'advert' END"
_TRIGGERS: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
# Speed for safety, since no more than copies could be lost.
_FASTER: Final = {
    "sqlite": (
        "PRAGMA synchronous=OFF",
        "PRAGMA cache_size=-1000000",
        "PRAGMA ignore_check_constraints=ON",
        "PRAGMA threads=2",
    ),
    "postgresql": ("SET synchronous_commit=off", "SET session_replication_role=replica"),
}


def grow(url: str, enquiries: int, now: datetime) -> None:
    """Copy the first enquiry until so many are stored. Nothing else may write meanwhile."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in _FASTER[engine.dialect.name]:
            connection.execute(text(statement))
        stored = connection.scalar(select(func.count(Enquiry.id))) or 0
        if enquiries > stored:
            for table in _COUNTED:
                connection.execute(metadata.tables[table].delete())
            _Copies(connection, enquiries - stored, now).make()
    engine.dispose()


def call_off(url: str) -> None:
    """Send none of the texts that wait."""
    engine = create_engine(url)
    with engine.begin() as connection:
        waiting = update(Outgoing).where(Outgoing.state == MessageState.QUEUED)
        connection.execute(waiting.values(state=MessageState.CANCELLED))
        # as PostgreSQL does of itself within a minute, where so many rows changed
        connection.execute(text("ANALYZE"))
    engine.dispose()


class _Copies:
    """Enquiries with ids from `first` on, which SQL calls `i`."""

    def __init__(self, connection: Connection, count: int, now: datetime) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._count = count
        self._model = connection.execute(
            select(Enquiry.__table__).order_by(Enquiry.__table__.c.id).limit(1)
        ).one()
        self._first = self._next_id("enquiry")
        # seconds from a copy's receipt to the next one's, and back from the model's to the first copy's
        self._apart = _YEAR.total_seconds() / count
        self._back = (_YEAR - (now - self._model.received_at)).total_seconds()
        self._new_ids: dict[str, dict[int, str]] = {}

    def make(self) -> None:
        """An index that is made when its rows are there is made far sooner than row by row.

        What a trigger would look up in it is not there meanwhile, so on SQLite the triggers go first.
        """
        tables = [metadata.tables[name] for name in _TABLES]
        indexes = [index for table in tables for index in table.indexes]
        triggers = self._connection.execute(text(_TRIGGERS)).all() if self._sqlite else []
        for name, _ in triggers:
            self._run(f"DROP TRIGGER {name}")
        for index in indexes:
            index.drop(self._connection)
        for table in tables:
            self._copy(table)
        for index in indexes:
            index.create(self._connection)
        for _, statement in triggers:
            self._connection.exec_driver_sql(statement)
        self._lease_codes()
        if not self._sqlite:
            for name in _TABLES:
                highest = f"SELECT max(id) FROM {name}"  # noqa: S608 - one of our tables
                self._run(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), ({highest}))")
            self._run("ANALYZE")

    def _copy(self, table: Table) -> None:
        rows = self._rows_of_model(table)
        start = self._next_id(table.name)
        self._new_ids[table.name] = {
            row.id: f"{start + place * self._count - self._first} + i" for place, row in enumerate(rows)
        }
        for row in rows:
            self._insert(table, row)

    def _rows_of_model(self, table: Table) -> Sequence[Row[Any]]:
        owner = table.c.id if table.name == "enquiry" else table.c.enquiry_id
        return self._connection.execute(
            select(table).where(owner == self._model.id).order_by(table.c.id)
        ).all()

    def _insert(self, table: Table, row: Row[Any]) -> None:
        values = row._asdict()
        names = ", ".join(f'"{column.name}"' for column in table.c)
        written = ", ".join(self._expression(column, values) for column in table.c)
        self._run(
            f"INSERT INTO {table.name} ({names}) {self._numbers(self._count)} "  # noqa: S608 - ours, all of it
            f"SELECT {written} FROM numbers CROSS JOIN (SELECT * FROM {table.name} WHERE id = :id) AS model",
            id=row.id,
        )

    def _expression(self, column: Column[Any], values: Mapping[str, Any]) -> str:
        """The value of a copy in a column, in SQL."""
        value = values[column.name]
        new_ids = self._new_ids.get(_table_named_by(column), {})
        if value is not None and new_ids:
            return new_ids[value]
        if column.name == "excluded_reason" and values["outcome"] is not None:
            return _LEFT_OUT
        if value is not None and (column.table.name, column.name) in {**_LATER, **_INSTEAD}:
            return self._varied((column.table.name, column.name), value)
        if column.table.name == "timeline" and column.name == "what" and value in _CALLS:
            return f"CASE WHEN {_IS_UNCALLED} THEN '{EventKind.NOTED}' ELSE model.what END"
        if isinstance(value, datetime):
            return self._moved(f'model."{column.name}"', _ENTRIES_LATER.get(values.get("what"), "0"))
        if value is not None and value == self._model.phone_lookup:
            return self._hexadecimal(_ANY)
        if column.unique and value is not None:
            return self._hexadecimal(self._new_ids[column.table.name][values["id"]])
        return f'model."{column.name}"'

    def _varied(self, name: tuple[str, str], value: Any) -> str:
        """As it may have gone for another enquirer; `name` is of a table and its column."""
        of_model = f'model."{name[1]}"'
        if isinstance(value, datetime):
            of_model = self._moved(of_model, _LATER[name])
        return _INSTEAD.get(name, "{}").format(of_model)

    def _moved(self, moment: str, later: str = "0") -> str:
        seconds = f"((i - {self._first}) * {self._apart!r} - {self._back!r} + {later})"
        if self._sqlite:
            return f"strftime('%Y-%m-%d %H:%M:%f000', {moment}, {seconds} || ' seconds')"
        return f"{moment} + {seconds} * interval '1 second'"

    def _hexadecimal(self, number: str) -> str:
        """32 digits, as a hash or an identifier has."""
        if self._sqlite:
            return f"printf('%032x', {number})"
        return f"lpad(to_hex(({number})::bigint), 32, '0')"

    def _lease_codes(self) -> None:
        """The latest ones' codes are not free yet."""
        recent = int(KEPT_AFTER_CLOSING.total_seconds() / self._apart)
        leased = min(recent, self._count, _FOUR_DIGITS // 2)
        last = self._first + self._count - 1
        code = f"CAST(1000 + ({last} - i) % {_FOUR_DIGITS} AS VARCHAR)"
        self._run(
            f"INSERT INTO code (code, enquiry_id, free_at) {self._numbers(leased, last - leased + 1)} "  # noqa: S608
            f"SELECT {code}, i, model.free_at FROM numbers "
            "CROSS JOIN (SELECT free_at FROM code WHERE enquiry_id = :id) AS model "
            "WHERE true ON CONFLICT DO NOTHING",
            id=self._model.id,
        )

    def _numbers(self, count: int, first: int | None = None) -> str:
        start = self._first if first is None else first
        return (
            f"WITH RECURSIVE numbers(i) AS (SELECT CAST({start} AS BIGINT) UNION ALL "  # noqa: S608
            f"SELECT i + 1 FROM numbers WHERE i < {start + count - 1})"
        )

    def _next_id(self, table: str) -> int:
        ids = metadata.tables[table].c.id
        return (self._connection.scalar(select(func.max(ids))) or 0) + 1

    def _run(self, statement: str, **values: Any) -> None:
        self._connection.execute(text(statement), values)


def _table_named_by(column: Column[Any]) -> str:
    """The table of whose rows the column holds an id, its own for the key; else nothing."""
    if column.primary_key:
        return column.table.name
    return next((key.column.table.name for key in column.foreign_keys), "")
