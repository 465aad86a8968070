"""A few threads that run each job when it is due, in order.

One of them waits for the earliest job; taking it, it wakes the next to wait for the one after.
"""

import heapq
import logging
import threading
import time
from collections.abc import Callable
from itertools import count

_log = logging.getLogger(__name__)

Job = Callable[[], object]


class Scheduler:
    """A heap of jobs by due time (monotonic seconds) and the threads that do them."""

    def __init__(self, threads: int) -> None:
        self._lock = threading.Lock()
        self._due = threading.Condition(self._lock)
        self._quiet = threading.Condition(self._lock)
        self._heap: list[tuple[float, int, Job]] = []
        self._order = count()
        self._busy = 0
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._work, name=f"scheduler-{each}", daemon=True)
            for each in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def do(self, job: Job, due: float = 0.0) -> None:
        """Do a job when it is due; at once by default."""
        with self._lock:
            heapq.heappush(self._heap, (due, next(self._order), job))
            self._due.notify()

    @property
    def pending(self) -> int:
        """Jobs waiting or under way."""
        with self._lock:
            return len(self._heap) + self._busy

    def settle(self, timeout: float) -> bool:
        """Wait until nothing is pending; False when something still is after `timeout` seconds."""
        with self._quiet:
            return self._quiet.wait_for(lambda: not self._heap and not self._busy, timeout)

    def clear(self) -> None:
        """Forget the jobs that wait."""
        with self._lock:
            self._heap.clear()
            self._quiet.notify_all()

    def stop(self) -> None:
        """Forget what waits, let what is under way end, and end the threads."""
        self.clear()
        with self._lock:
            self._stopping = True
            self._due.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:
                _log.exception("a job failed")
            finally:
                self._done()

    def _next(self) -> Job | None:
        with self._due:
            while not self._stopping:
                wait = self._heap[0][0] - time.monotonic() if self._heap else None
                if wait is not None and wait <= 0:
                    self._busy += 1
                    self._due.notify()
                    return heapq.heappop(self._heap)[2]
                self._due.wait(wait)
        return None

    def _done(self) -> None:
        with self._lock:
            self._busy -= 1
            self._quiet.notify_all()
