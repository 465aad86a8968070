"""Is the database there, of today's shape, and safe?"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from enquiries import schema
from enquiries.monitoring.doctor import findings
from enquiries.monitoring.doctor.findings import Finding, fail, ok, warn

_ROOM = 500 * 2**20  # bytes
# Older ones get no security fixes since November 2025.
_OLDEST_POSTGRESQL = (14,)
_ABOUT = "database"


def check(session: Session) -> Iterator[Finding]:
    """Of either kind."""
    if (problem := schema.find_problem(session)) is not None:
        yield fail(_ABOUT, problem.partition(":")[0], "Run: ./ringback db upgrade")
    else:
        yield ok(_ABOUT, "answers, and is migrated")
    if session.get_bind().dialect.name == "postgresql":
        yield from _postgresql(session)
    else:
        yield from _sqlite(session)


def _sqlite(session: Session) -> Iterator[Finding]:
    file = Path(str(session.get_bind().engine.url.database))
    directory = file.parent
    # SQLite writes files of its own next to the database
    if not (os.access(file, os.W_OK) and os.access(directory, os.W_OK)):
        yield fail(
            _ABOUT, f"{directory} cannot be written to", "Give it to the user that the service runs as"
        )
    free = shutil.disk_usage(directory).free
    if free < _ROOM:
        says = f"only {free // 2**20} MB are free in {directory}"
        yield warn(_ABOUT, says, "Make room: with a full disk no enquiry can be saved")
    else:
        yield ok(_ABOUT, f"SQLite in {directory}, with room to grow")


def _postgresql(session: Session) -> Iterator[Finding]:
    found = str(session.scalar(text("SHOW server_version")))
    yield findings.version("PostgreSQL", found, _OLDEST_POSTGRESQL)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        if session.scalar(text(f"SHOW {setting}")) == "off":
            advice = "Turn it on in postgresql.conf: without it, a power cut can lose enquiries"
            yield fail("PostgreSQL", f"{setting} is off", advice)
    yield findings.clock("the database", _ahead_of(session))


def _ahead_of(session: Session) -> timedelta:
    database_time = session.scalar(select(func.clock_timestamp()))
    assert isinstance(database_time, datetime)
    return datetime.now(UTC) - database_time
