"""What machines ask: does the process answer, can it take an enquiry, does everything work?

A lost Redis is no reason to close the doors: `ready` asks the database alone.
"""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, jsonify
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from enquiries import schema
from enquiries.core import leases, queue
from enquiries.core.db import db, reading
from enquiries.web.security import keep_private

blueprint = Blueprint("health", __name__, url_prefix="/health")
blueprint.after_request(keep_private)

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


def _asked(complaint: Callable[[], str | None]) -> str:
    try:
        return complaint() or _OK
    except SQLAlchemyError as failure:
        db.session.rollback()
        return f"not reachable ({type(failure).__name__})"


def _database() -> str | None:
    reading()
    return schema.find_problem(db.session())


def _queue() -> str:
    try:
        with queue.connect(current_app.config["RINGBACK"].redis_url) as redis:
            redis.ping()
    except (RedisError, OSError) as failure:
        return f"not reachable ({type(failure).__name__})"
    return _OK


def _beat(role: str) -> str | None:
    return leases.find_problem(db.session(), role)
