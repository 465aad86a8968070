"""Records heartbeats while a worker makes progress, and ends a worker that hangs.

A thread that always beat would vouch for a worker that hangs. So the main thread reports its progress, before
and after each job and every few seconds in between. A main thread silent for longer than any job may take is
stuck where no exception reaches it; the process is ended, and the supervisor starts another.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Final, Self

from flask import Flask

log = logging.getLogger(__name__)

BEAT_EVERY: Final = 5.0
STUCK_AFTER: Final = 300.0  # seconds; RQ interrupts a job after 60


class Pulse:
    """Beats while the main thread calls `felt`. Times are seconds of the monotonic clock."""

    def __init__(
        self,
        app: Flask,
        beat: Callable[[], None],
        every: float = BEAT_EVERY,
        stuck_after: float = STUCK_AFTER,
    ) -> None:
        self._app = app
        self._beat = beat
        self._every = every
        self._stuck_after = stuck_after
        self._felt_at = time.monotonic()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def felt(self) -> None:
        """Record progress of the main thread."""
        self._felt_at = time.monotonic()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join(timeout=1)

    def _run(self) -> None:
        while True:
            if time.monotonic() - self._felt_at > self._stuck_after:
                log.critical("STUCK for %.0f s, ending", self._stuck_after)
                os._exit(1)
            self._try_to_beat()
            if self._done.wait(self._every):
                return

    def _try_to_beat(self) -> None:
        try:
            with self._app.app_context():
                self._beat()
        except Exception as failed:  # the database may be away; a worker outlives that
            log.warning("no beat (%s)", type(failed).__name__)
