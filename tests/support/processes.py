"""Waiting for other processes: for as long as it takes, and no longer."""

import time
from collections.abc import Callable


def soon(happened: Callable[[], object], within: float = 10.0) -> None:
    """Return as soon as `happened()` is true. Fails after `within` seconds."""
    deadline = time.monotonic() + within
    while not happened():
        assert time.monotonic() < deadline, f"did not happen within {within} s"
        time.sleep(0.02)
