"""The database session, and how its transactions begin and end.

A request reads, and takes no lock, until its view calls `writing()`, once the whole input has arrived and is
valid. Before that SQLite itself refuses to write, in tests and in production. Workers, the tick and commands
never wait for a client, so they write unless they call `reading()`.

On SQLite a transaction that writes begins with `BEGIN IMMEDIATE`: one that begins as a reader and then writes
fails with "database is locked" under load, whatever the timeout. `synchronous=FULL` makes a commit survive a
power cut: an enquiry that was acknowledged is still there afterwards.
"""

from contextlib import suppress
from functools import partial
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from flask import Flask, current_app, has_request_context
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from enquiries.core.base import Base
from enquiries.core.enums import Priority
from enquiries.core.queue import take_wake
from enquiries.core.settings import Settings
from enquiries.core.transactions.added_rows import AddingSession
from enquiries.core.transactions.turns import WriteTurns


class AppSession(AddingSession, FlaskSession):
    """The session of this app."""


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False, "class_": AppSession})

_READS_ONLY = "reads_only"  # an execution option of a transaction
_REFUSES = "refuses_to_write"  # what a connection was told last


def connect(app: Flask, settings: Settings) -> None:
    """Attach the database to the app, with these rules for beginning a transaction."""
    db.init_app(app)
    db.session.session_factory.configure(info=settings.for_session())
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            with suppress(OSError):  # then the database itself will say what is wrong
                Path(db.engine.url.database or "").parent.mkdir(parents=True, exist_ok=True)
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", partial(_begin_sqlite, WriteTurns(db.engine)))


def commit() -> None:
    """Commit, then wake a worker for the texts that the transaction posted."""
    db.session.commit()
    message = take_wake(db.session())
    if message is not None and message in db.session():  # else it was undone
        current_app.extensions["waker"].wake(Priority(message.priority), message.id)


def reading(*, one_moment: bool = False) -> None:
    """Let the transaction that begins now read only, so that it holds up no writer.

    `one_moment`: all that it reads is as it was when it began; on SQLite it always is. Does nothing inside a
    transaction: a staff page has already looked up who is signed in.
    """
    if not db.session().in_transaction():
        options: dict[str, Any] = {_READS_ONLY: True}
        if one_moment and db.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        db.session.connection(execution_options=options)


def writing() -> None:
    """Allow writes until the commit. Call it once the input is complete and valid.

    Ends a read-only transaction, if there is one. Objects read in it stay usable and are refreshed on use,
    since others may have written in between: check again whatever was decided from them. Does nothing in a
    transaction that may write already.
    """
    session = db.session()
    if session.in_transaction():
        if not _reads_only(session.connection()):
            return
        session.rollback()
    session.connection(execution_options={_READS_ONLY: False})


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, SqliteConnection)
    # The driver begins no transaction by itself: _begin_sqlite does.
    connection.isolation_level = None
    for pragma in (
        *("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"),
        # else INSERT OR REPLACE would take a row away without a word to the trigger that forbids it
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(turns: WriteTurns, connection: Connection) -> None:
    reads_only = _reads_only(connection)
    if connection.info.get(_REFUSES, False) is not reads_only:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads_only else 'OFF'}")
        connection.info[_REFUSES] = reads_only
    if reads_only:
        connection.exec_driver_sql("BEGIN")
    else:
        turns.begin(connection)


def _reads_only(connection: Connection) -> bool:
    """Return what was set for the transaction, or else True within a request."""
    return bool(connection.get_execution_options().get(_READS_ONLY, has_request_context()))
