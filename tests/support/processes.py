"""Waiting for other processes: for as long as it takes, and no longer."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config import PROJECT


def soon(happened: Callable[[], object], within: float = 10.0) -> None:
    """Return as soon as `happened()` is true. Fails after `within` seconds."""
    deadline = time.monotonic() + within
    while not happened():
        assert time.monotonic() < deadline, f"did not happen within {within} s"
        time.sleep(0.02)


def python(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Our own Python running one of our modules, with what it says on stderr for the test to read."""
    argv = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(argv, cwd=PROJECT, stderr=subprocess.PIPE, text=True)  # noqa: S603


def alive(pid: int) -> bool:
    """Whether the process runs: one that ended and was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
