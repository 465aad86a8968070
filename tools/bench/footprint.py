"""How soon the service is up, and how much memory it takes when it has worked and rests.

Memory is the proportional set size, in which what processes share is divided among them: the sum is what the
machine is short of. Web is preloaded by gunicorn; every process has worked once.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.bench import load, texts
from tools.bench.figures import Figure, say
from tools.bench.ground import SQLITE, Ground
from tools.process_tree import descendants

_TEXTS: Final = 40
_REST: Final = 8  # seconds
_TARGET: Final = 400  # megabytes
_PSS: Final = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def measure(ground: Ground) -> Iterator[Figure]:
    if ground.database != SQLITE:
        return
    with ground.service() as service:
        web, workers = service.start_web(), service.start_workers()
        load.paced(service.web_port, texts.posts(service, range(_TEXTS)), 10)
        time.sleep(_REST)
        parts = (service.pid("web"), service.pid("workers"), service.valkey.pid)
        sizes = [sum(map(pss, (pid, *descendants(pid)))) for pid in parts]
    yield Figure(
        "start-up: until web answers; then until workers and tick are heard of",
        f"{say(web)}; {say(workers)}",
    )
    yield Figure(
        "memory at rest: 2 web, 2 workers, tick, Valkey",
        f"{sum(sizes):.0f} MB (web {sizes[0]:.0f}, workers and tick {sizes[1]:.0f}, Valkey {sizes[2]:.0f})",
        target="≤ 400 MB",
        reached=sum(sizes) <= _TARGET,
    )


def pss(pid: int) -> float:
    """The proportional set size of a process, in megabytes (Linux)."""
    found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    return int(found[1]) / 1024 if found else 0.0
