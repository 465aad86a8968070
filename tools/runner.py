"""Programs side by side in one terminal: each line under its program's name, and all end together.

If one dies that is said loudly and the rest is stopped: a demonstration with a part missing only misleads.
"""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO, Final

from workers import parent_death
from workers.supervisor import cause

GRACE: Final = 15.0  # seconds to end in; the supervisor among them gives its own children 10
_BETWEEN_LOOKS: Final = 0.1
_NAME_WIDTH: Final = 8


class Runner:
    """Belongs in the main thread: until it has stopped, SIGINT and SIGTERM tell it to."""

    def __init__(self, cwd: Path, env: Mapping[str, str]) -> None:
        self.cwd = cwd
        self.env = env
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._readers: list[threading.Thread] = []
        self._told_to_stop = False
        self._usual = {
            number: signal.signal(number, self._tell_to_stop) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def start(self, name: str, argv: Sequence[str]) -> None:
        process = parent_death.start(argv, cwd=self.cwd, env=self.env, output=subprocess.PIPE)
        reader = threading.Thread(target=_tell, args=(name, process.stdout), daemon=True)
        reader.start()
        self._running[name] = process
        self._readers.append(reader)

    def dead(self) -> str | None:
        """The name of a program that ended by itself."""
        return next((name for name, process in self._running.items() if process.poll() is not None), None)

    @property
    def over(self) -> bool:
        return self._told_to_stop or self.dead() is not None

    def wait(self) -> int:
        """Until told to stop (0), or until a program ends by itself (1)."""
        while not self.over:
            time.sleep(_BETWEEN_LOOKS)
        if self._told_to_stop:
            return 0
        if name := self.dead():
            say(f"\n*** {name} ENDED ({cause(self._running[name].returncode)}); stopping the rest ***\n")
        return 1

    def stop(self) -> None:
        """End whatever runs, and show what it said last."""
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self._running.values():
            try:
                process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
        for reader in self._readers:
            reader.join(timeout=1)
        for number, usual in self._usual.items():
            signal.signal(number, usual)

    def _tell_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._told_to_stop = True


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _tell(name: str, output: IO[bytes]) -> None:
    with output:
        for line in output:
            say(f"{name:<{_NAME_WIDTH}}| {line.decode(errors='replace').rstrip()}")
