"""The databases that the suite runs on, brought back before each test to one that is migrated and set up.

What was is put back row by row or page by page, under connections that stay open: a new database, and new
connections to it, would cost each test a tenth of a second.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg
from flask import Flask
from flask_migrate import upgrade
from psycopg import sql

from config import PROJECT
from enquiries.core.db import db
from tools.postgres import Postgres

WILLOW = PROJECT / "examples" / "willow.toml"
_PATIENCE = 10  # seconds


class Database(Protocol):
    """Where an app keeps its data."""

    url: str

    def keep_as_original(self) -> None:
        """What is in it now is what `renew` brings back."""

    def renew(self) -> None:
        """As it was when it was kept."""

    def close(self) -> None:
        """It is not needed any more."""


_IN_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)


class SqliteFile:
    """One file, in memory where the machine has a folder there: no test is about the disk."""

    def __init__(self, directory: Path) -> None:
        self._directory = tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else directory)
        self._file = Path(self._directory.name) / "ringback.db"
        self._original = sqlite3.connect(":memory:", check_same_thread=False)
        self.url = f"sqlite:///{self._file}"

    def keep_as_original(self) -> None:
        with self._opened() as file:
            file.backup(self._original)

    def renew(self) -> None:
        with self._opened() as file:
            self._original.backup(file)

    def close(self) -> None:
        self._original.close()
        self._directory.cleanup()

    def _opened(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(self._file, timeout=_PATIENCE))


class PostgresDatabase:
    """Every table has its original in a schema beside."""

    def __init__(self, server: Postgres) -> None:
        self.url = server.create_database("ringback")
        self._bring_back = ""

    def keep_as_original(self) -> None:
        with self._opened() as connection:
            tables = _names(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            sequences = _names(
                connection, "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
            )
            connection.execute("CREATE SCHEMA original")
            for table in tables:
                connection.execute(_about("CREATE TABLE original.{0} AS TABLE public.{0}", table))
            steps = [
                # whoever was left in the middle of something
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()",
                f"SET lock_timeout = '{_PATIENCE}s'",
                # no triggers and no foreign keys for this connection
                "SET session_replication_role = replica",
                "BEGIN",
                *(_about("DELETE FROM public.{0}", table) for table in tables),
                *(
                    _about("INSERT INTO public.{0} OVERRIDING SYSTEM VALUE TABLE original.{0}", table)
                    for table in tables
                    if connection.execute(_about("SELECT 1 FROM original.{0}", table)).fetchone()
                ),
                *(_back_to_now(connection, sequence) for sequence in sequences),
                "COMMIT",
            ]
        self._bring_back = ";\n".join(steps)

    def renew(self) -> None:
        with self._opened() as connection:
            connection.execute(self._bring_back)

    def close(self) -> None:
        """The server goes with its databases."""

    def _opened(self) -> psycopg.Connection:
        return psycopg.connect(self.url.replace("postgresql+psycopg", "postgresql"), autocommit=True)


def _names(connection: psycopg.Connection, question: str) -> list[str]:
    return [name for (name,) in connection.execute(question)]


def _about(statement: str, table: str) -> str:
    return sql.SQL(statement).format(sql.Identifier(table)).as_string()


def _back_to_now(connection: psycopg.Connection, sequence: str) -> str:
    found = connection.execute(_about("SELECT last_value, is_called FROM public.{0}", sequence)).fetchone()
    assert found is not None
    return f"SELECT setval('public.{sequence}', {found[0]}, {found[1]})"


def set_up(app: Flask, database: Database) -> None:
    """Migrate it, load the two Willow centres, and keep that."""
    with app.app_context():
        upgrade()
        loaded = app.test_cli_runner().invoke(args=["load", str(WILLOW)])
        assert loaded.exit_code == 0, loaded.output
    database.keep_as_original()


def disconnect(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
