"""Periodic work in its own thread, so that a hanging call delays nothing else."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

log = logging.getLogger(__name__)


class Round:
    """Runs `work(now)` once per `every`, never twice at once. Exceptions are logged."""

    def __init__(self, name: str, every: timedelta, work: Callable[[datetime], None]) -> None:
        self._name = name
        self._every = every
        self._work = work
        self._due_at: datetime | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._running: Future[None] | None = None

    def turn(self, now: datetime) -> None:
        """Start the work if it is due and not running."""
        runs = self._running is not None and not self._running.done()
        if runs or (self._due_at is not None and now < self._due_at):
            return
        self._due_at = now + self._every
        self._running = self._thread.submit(self._work, now)
        self._running.add_done_callback(self._finish)

    def wait(self, most: timedelta | None = None) -> None:
        """Wait until the work is not running, or for that long."""
        if self._running is not None:
            wait([self._running], most.total_seconds() if most is not None else None)

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _finish(self, work: Future[None]) -> None:
        fault = work.exception()
        if fault is not None:
            log.error("round_failed", extra={"round": self._name}, exc_info=fault)
