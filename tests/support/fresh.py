"""An app with an empty, migrated database of its own, for what needs neither workers nor the stand-in."""

import base64
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask_migrate import upgrade

from config import Config
from enquiries.app import create_app
from enquiries.core.db import db
from enquiries.web.machine_doors import RingbackFlask


def fresh_app(directory: Path, database: str = "ringback.db") -> Flask:
    """An app on SQLite in that directory."""
    (directory / database).write_bytes(_migrated())
    return unmigrated_app(directory, database)


@cache
def _migrated() -> bytes:
    """The file of a database that was migrated once, for all that ask."""
    with TemporaryDirectory() as directory:
        with unmigrated_app(Path(directory)).app_context():
            upgrade()
            db.engine.dispose()  # whoever closes it last writes all of it into the one file
        return (Path(directory) / "ringback.db").read_bytes()


def app_without_a_database(directory: Path) -> Flask:
    """Where the folder of its database should be, there is a file."""
    (directory / "a_file").touch()
    return unmigrated_app(directory, "a_file/ringback.db")


def unmigrated_app(directory: Path, database: str = "ringback.db") -> RingbackFlask:
    return app_on(f"sqlite:///{directory / database}")


def app_on(database_url: str) -> RingbackFlask:
    key = base64.b64encode(bytes(32)).decode()
    return create_app(
        Config.from_env(
            {
                "SECRET_KEY": "only for tests",
                "DATA_KEYS": f"test:{key}",
                "LOOKUP_KEY": key,
                "DATABASE_URL": database_url,
                # nobody answers there, as nobody has to
                "REDIS_URL": "redis://127.0.0.1:1/0",
                "PUBLIC_BASE_URL": "http://127.0.0.1:5000",
                "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
                "TWILIO_AUTH_TOKEN": "0" * 32,
            }
        )
    )
