"""Keeps child processes running: one that dies is restarted, with growing delays.

Children are forked, so that they share the memory of what the supervisor has loaded and start at once. The
supervisor has no threads or connections, which a fork would break.

SIGTERM or SIGINT ends all of it: children get SIGTERM, some seconds to finish, then SIGKILL. If the parent
is killed, they are killed with it: an unsupervised worker must not run on.
"""

import gc
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import Final

from workers import parent_death

log = logging.getLogger(__name__)

FIRST_WAIT: Final = 0.5  # seconds before a child that died is started again; doubled each time …
LONGEST_WAIT: Final = 10.0  # … up to this …
GOOD_LIFE: Final = 60.0  # … and forgotten once it lived this long
GRACE: Final = 10.0  # seconds from SIGTERM to SIGKILL
_BETWEEN_CHECKS: Final = 0.1  # seconds
_LONGEST_NAME: Final = 15  # characters that the kernel keeps
_FORK: Final = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Child:
    """Work to keep running in a process, which log lines and `ps -o comm` call by this name."""

    name: str
    run: Callable[[], object]


def wait_before(restart: int) -> float:
    """Seconds to wait before the nth restart in a row, counted from 1."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (restart - 1))


def cause(code: int) -> str:
    """Describe an exit code of `multiprocessing`."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"


class _Kept:
    """A child and its restarts. Times are of the monotonic clock."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.process: ForkProcess | None = None
        self.restarts = 0
        self.started_at = 0.0
        self.start_at = 0.0

    def tend(self, now: float) -> None:
        if self.process is None:
            if now >= self.start_at:
                self._start(now)
        elif self.process.exitcode is not None:
            self._plan_restart(self.process.exitcode, now)

    def running(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def end(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()

    def _start(self, now: float) -> None:
        self.process = _FORK.Process(target=_run_child, args=(self.child, os.getpid()))
        self.process.start()
        self.started_at = now

    def _plan_restart(self, code: int, now: float) -> None:
        lived_well = now - self.started_at >= GOOD_LIFE
        self.restarts = 1 if lived_well else self.restarts + 1
        wait = wait_before(self.restarts)
        self.process = None
        self.start_at = now + wait
        log.error("%s DIED (%s), starting it again in %.1f s", self.child.name, cause(code), wait)


class Supervisor:
    """Runs children until it is told to stop. Belongs in the main thread: it takes SIGTERM and SIGINT."""

    def __init__(self, children: Sequence[Child], grace: float = GRACE) -> None:
        self._grace = grace
        self._kept = [_Kept(child) for child in children]
        self._stopping = False

    def run(self) -> None:
        """Run until told to stop. Returns when all children have ended."""
        gc.freeze()  # keeps loaded objects out of garbage collection, and so their memory shared
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping:
            for kept in self._kept:
                kept.tend(time.monotonic())
            time.sleep(_BETWEEN_CHECKS)
        self._end_all()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _end_all(self) -> None:
        for kept in self._kept:
            kept.end()
        deadline = time.monotonic() + self._grace
        while any(kept.running() for kept in self._kept) and time.monotonic() < deadline:
            time.sleep(_BETWEEN_CHECKS)
        for kept in self._kept:
            if kept.running():
                log.error("%s did not end within %.1f s, KILLED", kept.child.name, self._grace)
                kept.kill()


def _run_child(child: Child, parent: int) -> None:
    """Run a child in its new process."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    # Ctrl-C reaches only the supervisor, which ends its children in good order.
    os.setpgid(0, 0)
    parent_death.call_this_process(child.name[:_LONGEST_NAME])
    parent_death.die_with_parent(signal.SIGKILL)
    if os.getppid() == parent:  # else it died before the kernel was asked
        child.run()
