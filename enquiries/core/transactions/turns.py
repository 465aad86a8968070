"""Fair turns at SQLite's one write lock.

SQLite's own waiting is unfair: it sleeps for longer and longer, so that who has waited longest asks least.
Here the threads of a process take turns, and the one whose turn it is asks every millisecond; so as many ask
as there are processes. SQLite's lock is still the lock: commands and other programs need not know of this.
"""

import sqlite3
import threading
import time
from typing import Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

LONGEST_WAIT: Final = 10.0
"""Seconds for a turn and for the lock together; then the transaction fails with "database is locked"."""
_BETWEEN_ATTEMPTS: Final = 0.001  # seconds
_HAS_TURN: Final = "has_turn"  # of a connection, also once it is invalid


class WriteTurns:
    """The turns of the threads of this process at one database."""

    def __init__(self, engine: Engine) -> None:
        self._turn = threading.Lock()
        # Its transaction has ended, one way or another, when a connection goes back to the pool.
        event.listen(engine, "checkin", self._give_up)

    def begin(self, connection: Connection) -> None:
        """Begin a transaction that holds the write lock. Raises OperationalError after ten seconds."""
        ends = time.monotonic() + LONGEST_WAIT
        kept = connection.connection.record_info
        if kept is not None and not kept.get(_HAS_TURN):
            kept[_HAS_TURN] = self._turn.acquire(timeout=LONGEST_WAIT)
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA busy_timeout=0")
        try:
            while not _began(raw):
                if time.monotonic() > ends:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")  # raises what callers expect
                    return
                time.sleep(_BETWEEN_ATTEMPTS)
        finally:
            raw.execute(f"PRAGMA busy_timeout={int(LONGEST_WAIT * 1000)}")

    def _give_up(self, _: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        kept = record.record_info
        if kept is not None and kept.pop(_HAS_TURN, False):
            self._turn.release()


def _began(raw: sqlite3.Connection) -> bool:
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as busy:
        if busy.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
