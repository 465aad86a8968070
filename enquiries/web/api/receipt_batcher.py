"""Writing down what the provider said of our texts, many to a transaction.

Receipts, and answers to what was handed over, come in at several threads at once. One of them writes all that
has come so far, while the others wait; then one of those has the pen. So a transaction, with its sync to disk
and its turn among those who write, is paid once for all of them. Where nothing else comes in, what came is
written at once.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask

from enquiries.core.db import commit, db, writing
from enquiries.oncall import receipts
from enquiries.oncall.receipts import Result

log = logging.getLogger(__name__)


@dataclass
class _Entry:
    outbox_id: int
    result: Result
    is_over: bool = False
    fault: Exception | None = None


class ReceiptBatcher:
    """One to a process."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._pen = threading.Condition()
        self._is_writing = False
        self._waiting: list[_Entry] = []

    def write(self, outbox_id: int, result: Result) -> None:
        """Returns once it is committed. Raises what kept it from being written."""
        mine = _Entry(outbox_id, result)
        with self._pen:
            self._waiting.append(mine)
            self._pen.wait_for(lambda: mine.is_over or not self._is_writing)
            if not mine.is_over:
                self._is_writing = True
                entries, self._waiting = self._waiting, []
        if not mine.is_over:
            self._write_all(entries)
        if mine.fault is not None:
            raise mine.fault

    def _write_all(self, entries: Sequence[_Entry]) -> None:
        """One that cannot be written does not keep the others from it."""
        try:
            self._write_together(entries)
        except Exception as fault:
            log.warning("results_written_singly", extra={"failure": type(fault).__name__})
            for each in entries:
                self._write_alone(each)
        finally:
            with self._pen:
                self._is_writing = False
                for each in entries:
                    each.is_over = True
                self._pen.notify_all()

    def _write_alone(self, entry: _Entry) -> None:
        try:
            self._write_together([entry])
        except Exception as fault:
            entry.fault = fault

    def _write_together(self, entries: Sequence[_Entry]) -> None:
        with self._app.app_context():
            writing()
            receipts.settle(
                db.session(), datetime.now(UTC), [(each.outbox_id, each.result) for each in entries]
            )
            commit()
