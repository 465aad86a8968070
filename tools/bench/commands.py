"""How soon a `flask` command is done that has little to do: in a crisis people wait for it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from tools.bench.figures import Figure, say
from tools.bench.ground import Ground

_RUNS: Final = 5
_TARGET: Final = 0.8  # seconds
_COMMANDS: Final = ("oncall", "--help")


def measure(ground: Ground) -> Iterator[Figure]:
    with ground.service() as service:
        runs = 2 if ground.quick else _RUNS
        floor = _quickest(_import_frameworks, runs)
        found = {each: _quickest(partial(service.flask, each), runs) for each in _COMMANDS}
    for command, seconds in found.items():
        yield Figure(
            f"`flask {command}`, quickest of {runs}",
            say(seconds),
            target=f"≤ {say(_TARGET)}",
            floor=f"{say(floor)} to import Flask and SQLAlchemy",
            reached=seconds <= _TARGET,
        )


def _import_frameworks() -> None:
    subprocess.run([sys.executable, "-c", "import flask, sqlalchemy.orm"], check=True)


def _quickest(run: Callable[[], object], runs: int) -> float:
    """Seconds from start to end."""

    def once() -> float:
        started = time.monotonic()
        run()
        return time.monotonic() - started

    return min(once() for _ in range(runs))
