"""Programs that are started on a tether and end together: none outlives this process, however it ends.

Belongs in the main thread, which is the one that the kernel watches.
"""

import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from workers import parent_death

GRACE: Final = 15.0  # seconds to end in; the supervisor among them gives its own children 10


class Processes:
    """Each has a name and is told the same environment."""

    def __init__(self, cwd: Path, env: Mapping[str, str]) -> None:
        self.cwd = cwd
        self.env = env
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def launch(self, name: str, argv: Sequence[str], output: IO[bytes] | int) -> subprocess.Popen[bytes]:
        process = parent_death.start(argv, cwd=self.cwd, env=self.env, output=output)
        self._running[name] = process
        return process

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def dead(self) -> str | None:
        """The name of a program that ended by itself."""
        return next((name for name, process in self._running.items() if process.poll() is not None), None)

    def kill(self, name: str) -> None:
        self._running[name].kill()
        self._running[name].wait()

    def end(self, *names: str) -> None:
        """End these with SIGTERM, all at once; kill what has not ended after the grace period."""
        ending = [self._running[name] for name in names]
        for process in ending:
            process.terminate()
        _wait(ending)
        for name in names:
            del self._running[name]

    def stop(self) -> None:
        """End all that run."""
        self.end(*self._running)


def _wait(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
