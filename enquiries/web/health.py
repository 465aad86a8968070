"""What machines ask: does the process answer, can it take an enquiry, does everything work?

A lost Redis is no reason to close the doors: `ready` asks the database alone.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, jsonify
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from enquiries import queue
from enquiries.db import db, reading
from enquiries.models.beat import Beat

blueprint = Blueprint("health", __name__, url_prefix="/health")

FRESH = timedelta(seconds=30)
_OK = "ok"


@blueprint.get("/live")
def live() -> tuple[Response, int]:
    return _answer({"process": _OK})


@blueprint.get("/ready")
def ready() -> tuple[Response, int]:
    return _answer({"database": _asked(_database)})


@blueprint.get("/working")
def working() -> tuple[Response, int]:
    return _answer(
        {
            "database": _asked(_database),
            "queue": _queue(),
            "worker": _asked(lambda: _beat("worker")),
            "tick": _asked(lambda: _beat("tick")),
        }
    )


def _answer(checks: dict[str, str]) -> tuple[Response, int]:
    works = all(found == _OK for found in checks.values())
    return jsonify(status=_OK if works else "failing", checks=checks), 200 if works else 503


def _asked(question: Callable[[], str]) -> str:
    try:
        return question()
    except SQLAlchemyError as failure:
        db.session.rollback()
        return f"not reachable ({type(failure).__name__})"


def _database() -> str:
    """A database ahead of this code is being upgraded around it, and serves both."""
    reading()
    scripts = _scripts(current_app.root_path + "/migrations")
    found = set(MigrationContext.configure(db.session.connection()).get_current_heads())
    known = {script.revision for script in scripts.walk_revisions()}
    if not found:
        return "not migrated: run flask db upgrade"
    if found <= known and found != set(scripts.get_heads()):
        return "behind this code: run flask db upgrade"
    return _OK


@cache
def _scripts(directory: str) -> ScriptDirectory:
    config = AlembicConfig()
    config.set_main_option("script_location", directory)
    return ScriptDirectory.from_config(config)


def _queue() -> str:
    try:
        with queue.connect(current_app.config["RINGBACK"].redis_url) as redis:
            redis.ping()
    except (RedisError, OSError) as failure:
        return f"not reachable ({type(failure).__name__})"
    return _OK


def _beat(role: str) -> str:
    last = db.session.scalar(select(func.max(Beat.at)).where(Beat.name.startswith(role)))
    if last is None:
        return "was never heard of"
    silent = datetime.now(UTC) - last
    return _OK if silent < FRESH else f"not heard of for {int(silent.total_seconds())} s"
