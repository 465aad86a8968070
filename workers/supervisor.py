"""Keeps children running: one that dies is started again, sooner at first and then less eagerly.

SIGTERM or SIGINT ends all of it: children get SIGTERM, some seconds for what they have in hand, then SIGKILL.
If the supervisor itself is killed they are killed with it: a worker that nobody watches must not run on.
"""

import logging
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

from workers import tether

log = logging.getLogger(__name__)

FIRST_WAIT: Final = 0.5  # seconds before a child that died is started again; doubled each time …
LONGEST_WAIT: Final = 10.0  # … up to this …
GOOD_LIFE: Final = 60.0  # … and forgotten once it lived this long
GRACE: Final = 10.0  # seconds from SIGTERM to SIGKILL
_BETWEEN_LOOKS: Final = 0.1


@dataclass(frozen=True)
class Child:
    """A program to keep running, under the name that log lines call it."""

    name: str
    argv: tuple[str, ...]


def wait_before(restart: int) -> float:
    """Seconds to wait before the nth restart in a row, counted from 1."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (restart - 1))


def cause(code: int) -> str:
    """What a return code of `subprocess` says about a death."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit {code}"


class _Kept:
    """One child and how it fared. Times are of the monotonic clock."""

    def __init__(self, child: Child, cwd: Path) -> None:
        self.child = child
        self.cwd = cwd
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = 0
        self.started_at = 0.0
        self.start_at = 0.0

    def tend(self, now: float) -> None:
        if self.process is None:
            if now >= self.start_at:
                self._start(now)
        elif self.process.poll() is not None:
            self._mourn(self.process.returncode, now)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(number)

    def _start(self, now: float) -> None:
        self.process = tether.start(self.child.argv, orphaned=signal.SIGKILL, cwd=self.cwd)
        self.started_at = now

    def _mourn(self, code: int, now: float) -> None:
        lived_well = now - self.started_at >= GOOD_LIFE
        self.restarts = 1 if lived_well else self.restarts + 1
        wait = wait_before(self.restarts)
        self.process = None
        self.start_at = now + wait
        log.error("%s DIED (%s), starting it again in %.1f s", self.child.name, cause(code), wait)


class Supervisor:
    """Runs children until it is told to stop. Belongs in the main thread: it takes SIGTERM and SIGINT."""

    def __init__(self, children: Sequence[Child], cwd: Path, grace: float = GRACE) -> None:
        self._grace = grace
        self._kept = [_Kept(child, cwd) for child in children]
        self._stopping = False

    def run(self) -> None:
        """Returns when all children have ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping:
            for kept in self._kept:
                kept.tend(time.monotonic())
            time.sleep(_BETWEEN_LOOKS)
        self._end_all()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _end_all(self) -> None:
        for kept in self._kept:
            kept.send(signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        while any(kept.running() for kept in self._kept) and time.monotonic() < deadline:
            time.sleep(_BETWEEN_LOOKS)
        for kept in self._kept:
            if kept.running():
                log.error("%s did not end within %.1f s, KILLED", kept.child.name, self._grace)
                kept.send(signal.SIGKILL)
