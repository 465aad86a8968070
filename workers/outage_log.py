"""Logging while Redis is down: one line a minute, where RQ would write a traceback every second."""

import logging
import time
from typing import Final

import redis

QUIET: Final = 60.0  # seconds between lines


class OncePerOutage(logging.Filter):
    """Passes one line a minute about a lost connection, without its traceback, and all other lines."""

    def __init__(self) -> None:
        super().__init__()
        self._quiet_until = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if not _is_about_a_lost_connection(record):
            return True
        record.exc_info = None
        due = time.monotonic() >= self._quiet_until
        if due:
            self._quiet_until = time.monotonic() + QUIET
        return due


def _is_about_a_lost_connection(record: logging.LogRecord) -> bool:
    told = [*(record.args or ()), record.exc_info[1] if record.exc_info else None]
    return any(isinstance(each, redis.ConnectionError | redis.TimeoutError) for each in told)
