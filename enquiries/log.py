"""Logs: one JSON event a line on stderr, about things and never about people.

Our own events carry ids and reasons. Tracebacks keep the lines of code and the kind of error but not its
words, since those may quote a number or a text.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask

# What a LogRecord has of itself; the rest came with `extra`.
_PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


def configure(app: Flask) -> None:
    """Send everything that is logged in this process through one formatter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_extra, structlog.stdlib.add_log_level, _stamp],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for chatty in ("rq", "alembic", "werkzeug", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    app.logger.handlers = []


_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)


def _extra(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    event.update({key: value for key, value in record.__dict__.items() if key not in _PLAIN})
    if record.exc_info and record.exc_info[0]:
        event["error"] = record.exc_info[0].__name__
        event["where"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(record.exc_info[2])[-6:]
        ]
    event.pop("exc_info", None)
    return event
