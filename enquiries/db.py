"""The database session, and how its transactions begin and end.

On SQLite every transaction begins with `BEGIN IMMEDIATE`: one that begins as a reader and then writes fails
with "database is locked" under load, whatever the timeout. Requests that only read say so with `reading()`.
`synchronous=FULL` makes a commit survive a power cut: an enquiry that was answered is there after one.
"""

from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from flask import Flask, current_app
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from enquiries.models.schema import metadata
from enquiries.services import outbox
from enquiries.services.settings import Settings

db = SQLAlchemy(metadata=metadata, session_options={"expire_on_commit": False})
migrate = Migrate()

_READS_ONLY = "reads_only"


def connect(app: Flask, settings: Settings) -> None:
    """Attach the database to the app, with our rules of beginning a transaction."""
    db.init_app(app)
    db.session.session_factory.configure(info=settings.for_session())
    migrate.init_app(app, db, directory=app.root_path + "/migrations", render_as_batch=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            with suppress(OSError):  # then the database itself will say what is wrong
                Path(db.engine.url.database or "").parent.mkdir(parents=True, exist_ok=True)
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)


def commit() -> None:
    """Commit, then wake the workers for the texts that the transaction posted."""
    db.session.commit()
    waker = current_app.extensions["waker"]
    for priority, message_id in outbox.take_wakes(db.session()):
        waker.wake(priority, message_id)


def reading() -> None:
    """Let the transaction that begins now read only, so that it holds up no writer.

    Says nothing where one has begun: a page of staff has asked already who is signed in.
    """
    if not db.session().in_transaction():
        db.session.connection(execution_options={_READS_ONLY: True})


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, SqliteConnection)
    # The driver begins no transaction by itself: _begin_sqlite does.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get(_READS_ONLY)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
