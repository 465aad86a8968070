"""The couriers: a few threads that do what is due, in the order it is due.

One of them waits for the earliest job; taking it, it wakes the next to wait for the one after.
"""

import heapq
import logging
import threading
import time
from collections.abc import Callable
from itertools import count

_log = logging.getLogger(__name__)

Job = Callable[[], None]


class Couriers:
    """A heap of jobs by due time (monotonic seconds) and the threads that do them."""

    def __init__(self, threads: int) -> None:
        self._changed = threading.Condition()
        self._heap: list[tuple[float, int, Job]] = []
        self._order = count()
        self._busy = 0
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._work, name=f"courier-{each}", daemon=True)
            for each in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def do(self, job: Job, due: float = 0.0) -> None:
        """Do a job when it is due; at once by default."""
        with self._changed:
            heapq.heappush(self._heap, (due, next(self._order), job))
            self._changed.notify()

    @property
    def pending(self) -> int:
        """Jobs waiting or under way."""
        with self._changed:
            return len(self._heap) + self._busy

    def settle(self, timeout: float) -> bool:
        """Wait until nothing is pending; False when something still is after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._heap and not self._busy, timeout)

    def clear(self) -> None:
        """Forget the jobs that wait."""
        with self._changed:
            self._heap.clear()
            self._changed.notify_all()

    def stop(self) -> None:
        """Forget what waits, let what is under way end, and end the threads."""
        with self._changed:
            self._stopping = True
        self.clear()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:
                _log.exception("a courier's job failed")
            finally:
                self._done()

    def _next(self) -> Job | None:
        with self._changed:
            while not self._stopping:
                wait = self._heap[0][0] - time.monotonic() if self._heap else None
                if wait is not None and wait <= 0:
                    self._busy += 1
                    self._changed.notify()
                    return heapq.heappop(self._heap)[2]
                self._changed.wait(wait)
        return None

    def _done(self) -> None:
        with self._changed:
            self._busy -= 1
            if not self._heap and not self._busy:
                self._changed.notify_all()
