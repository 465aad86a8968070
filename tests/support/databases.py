"""The databases that the suite runs on, made anew for each test out of one that is migrated and set up."""

import shutil
from pathlib import Path
from typing import Protocol

from flask import Flask
from flask_migrate import upgrade

from config import PROJECT
from enquiries.db import db
from tools.postgres import Postgres

WILLOW = PROJECT / "examples" / "willow.toml"


class Database(Protocol):
    """Where an app keeps its data."""

    url: str

    def keep_as_original(self) -> None:
        """What is in it now is what `renew` brings back."""

    def renew(self) -> None:
        """As it was when it was kept."""


class SqliteFile:
    def __init__(self, directory: Path) -> None:
        self._file = directory / "ringback.db"
        self._original = directory / "original.db"
        self.url = f"sqlite:///{self._file}"

    def keep_as_original(self) -> None:
        shutil.copyfile(self._file, self._original)

    def renew(self) -> None:
        for leftover in self._file.parent.glob("ringback.db-*"):
            leftover.unlink()
        shutil.copyfile(self._original, self._file)


class PostgresDatabase:
    def __init__(self, server: Postgres) -> None:
        self._server = server
        self.url = server.create_database("ringback")

    def keep_as_original(self) -> None:
        self._server.create_database("original", like="ringback")

    def renew(self) -> None:
        self._server.drop_database("ringback")
        self._server.create_database("ringback", like="original")


def set_up(app: Flask, database: Database) -> None:
    """Migrate it, load the two Willow centres, and keep that."""
    with app.app_context():
        upgrade()
        loaded = app.test_cli_runner().invoke(args=["load", str(WILLOW)])
        assert loaded.exit_code == 0, loaded.output
        db.engine.dispose()
    database.keep_as_original()


def renew(app: Flask, database: Database) -> None:
    """Throw away what a test left."""
    disconnect(app)
    database.renew()


def disconnect(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
