"""Logs: one JSON event a line on stderr, about things and never about people.

Our own events carry ids and reasons. Tracebacks keep the lines of code and the kind of error but not its
words, since those may quote a number or a text. For the same reason a line of a library keeps its wording
without what was filled in, numbers of processes and the like aside: gunicorn would quote the address of a
request, which may hold a token, and RQ an error.
"""

import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from logging import LogRecord
from types import TracebackType
from typing import Any, Final

import structlog
from flask import Flask

Event = MutableMapping[str, Any]

# A module that is run with -m is called __main__.
_OURS: Final = ("enquiries.", "workers.", "__main__")
_CHATTY: Final = ("rq", "alembic", "werkzeug", "urllib3")
_LINES_OF_CODE: Final = 6
# What a LogRecord has of itself; the rest came with `extra`.
_PLAIN: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}

log = logging.getLogger(__name__)


def to_stderr() -> None:
    """Send everything that is logged in this process, and every uncaught exception, through one formatter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    _take_over_gunicorn()
    _take_over_crashes()


def configure(app: Flask) -> None:
    """Set up the logs of a process that has an app."""
    to_stderr()
    # Flask's own line about a failed request names its address; `web.errors` logs such a request instead.
    app.logger.disabled = True


def _formatter() -> structlog.stdlib.ProcessorFormatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_name, _word, _explain, structlog.stdlib.add_log_level, _stamp],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
        use_get_message=False,
        pass_foreign_args=True,
    )


_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)


def _name(_: Any, __: str, event: Event) -> Event:
    record: LogRecord = event["_record"]
    event["logger"] = record.name
    event["pid"] = record.process
    return event


def _word(_: Any, __: str, event: Event) -> Event:
    """Set the event's name, and add the `extra` of the service's own events."""
    record: LogRecord = event["_record"]
    told = event.pop("positional_args")
    if record.name.startswith(_OURS):
        event["event"] = str(record.msg) % told if told else str(record.msg)
        event.update({key: value for key, value in record.__dict__.items() if key not in _PLAIN})
    else:
        event["event"] = _words_of_others(record.msg, told)
    return event


def _words_of_others(wording: Any, told: Any) -> str:
    if not isinstance(wording, str):
        return type(wording).__name__
    if not told:
        # It may have been filled in already: "Invalid request from ip=…: …"
        return wording.partition(":")[0].partition("=")[0]
    try:
        return wording % tuple(each if isinstance(each, int) else "…" for each in told)
    except (TypeError, ValueError):
        return wording


def _explain(_: Any, __: str, event: Event) -> Event:
    """Add an error's type and the lines of code that led to it, without its message."""
    kind, _error, trace = event.pop("exc_info", None) or (None, None, None)
    event.pop("stack_info", None)
    if kind is not None:
        event["error"] = kind.__name__
        event["where"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(trace)[-_LINES_OF_CODE:]
        ]
    return event


def _take_over_gunicorn() -> None:
    for handler in logging.getLogger("gunicorn.error").handlers:
        handler.setFormatter(_formatter())
    # Addresses of the call page and of the manage page hold tokens.
    logging.getLogger("gunicorn.access").disabled = True


def _take_over_crashes() -> None:
    """Log uncaught exceptions and warnings too: Python's own output would quote the error."""
    if threading.excepthook is threading.__excepthook__:  # otherwise pytest, say, has set its own
        sys.excepthook = _crashed
        threading.excepthook = lambda told: _crashed(told.exc_type, told.exc_value, told.exc_traceback)
        logging.captureWarnings(True)


def _crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("crashed", exc_info=(kind, error or kind(), trace))
