"""Where processor time goes, by kind of process, from /proc (Linux).

The time of a process that has ended is its parent's once the parent has waited for it, so what is summed over
a tree of processes misses and repeats nothing.
"""

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tools import process_tree
from tools.bench.ground import Ground
from tools.service import Service

WEB: Final = "web"
WORKERS: Final = "workers"
TICK: Final = "tick"
DATABASE: Final = "PostgreSQL"
_TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")
# user, system, and both of the children that were waited for (man 5 proc, counted from behind the name)
_TIMES: Final = slice(11, 15)


class Processor:
    """`with Processor(ground, service) as processor`: afterwards it has the figures of the time between.

    `used` is processor time in seconds by kind of process, `busy` that of the whole machine whatever ran
    there, and `seconds` is how long it took. `web` and `supervisors` are the names under which those were
    started, one of each on a host.
    """

    def __init__(
        self,
        ground: Ground,
        service: Service,
        web: Iterable[str] = ("web",),
        supervisors: Iterable[str] = ("workers",),
    ) -> None:
        self._trees = {
            WEB: [service.pid(name) for name in web],
            "Valkey": [service.valkey.pid],
            "stand-in": [service.pid("stand-in")],
        }
        if ground.postgres is not None:
            self._trees[DATABASE] = [ground.postgres.pid]
        self._supervisors = [service.pid(name) for name in supervisors]
        self.used: dict[str, float] = {}
        self.busy = self.seconds = 0.0

    def __enter__(self) -> Self:
        self._began, self._was_busy, self._before = time.monotonic(), _busy(), self._so_far()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.seconds, self.busy = time.monotonic() - self._began, _busy() - self._was_busy
        self.used = {kind: used - self._before[kind] for kind, used in self._so_far().items()}

    def _so_far(self) -> dict[str, float]:
        used = {kind: sum(map(seconds_of_tree, pids)) for kind, pids in self._trees.items()}
        children = [child for each in self._supervisors for child in process_tree.children(each)]
        ticks = {child for child in children if process_tree.name(child) == TICK}
        used[TICK] = sum(map(seconds_of_tree, ticks))
        used[WORKERS] = sum(map(seconds_of_tree, self._supervisors)) - used[TICK]
        return used


def seconds_of_tree(pid: int) -> float:
    """Processor time of a process and of all that it started."""
    return sum(map(_seconds, (pid, *process_tree.descendants(pid))))


def said(used: Mapping[str, float], form: str, part: float = 1.0) -> str:
    """What each kind used, the most first, times `part` and in this form: `web 3.40, workers 2.10`."""
    most_first = sorted(used.items(), key=lambda each: -each[1])
    return ", ".join(f"{kind} {seconds * part:{form}}" for kind, seconds in most_first)


def _busy() -> float:
    """Of all processors since the machine was started; what others took of a virtual one is busy too."""
    user, nice, system, _idle, _waits, *others = map(int, Path("/proc/stat").read_text().split()[1:9])
    return sum((user, nice, system, *others)) / _TICKS_A_SECOND


def _seconds(pid: int) -> float:
    """Of a process, and of its children that have ended; none when it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, told[_TIMES])) / _TICKS_A_SECOND
