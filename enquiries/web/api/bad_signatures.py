"""Counting requests that are signed wrongly, so that the watch sees a burst of them.

An attacker may send many: a process writes down the first few of each minute, and no more.
"""

import logging
import threading
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from enquiries.core import counters
from enquiries.core.db import db, writing
from enquiries.monitoring.checks import BAD_SIGNATURE

log = logging.getLogger(__name__)

_MOST_A_MINUTE = 20


class Forgeries:
    """The count of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = datetime.min.replace(tzinfo=UTC)
        self._counted = 0

    def count(self, now: datetime) -> None:
        """One more. Never raises: the answer to it is the same with a database and without."""
        if not self._is_worth_writing(now):
            return
        try:
            writing()
            counters.count(db.session(), now, BAD_SIGNATURE)
            db.session.commit()
        except SQLAlchemyError as away:
            db.session.rollback()
            log.warning("not_counted", extra={"failure": type(away).__name__})

    def _is_worth_writing(self, now: datetime) -> bool:
        minute = now.replace(second=0, microsecond=0)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counted = minute, 0
            self._counted += 1
            return self._counted <= _MOST_A_MINUTE
