"""Jobs for the workers of these tests. Each leaves a file, by which other processes see that it ran."""

import time
from os import mkdir  # noqa: F401 - imported here, and for that not a job
from pathlib import Path


def leave(path: str) -> None:
    Path(path).touch()


def leave_slowly(started: str, ended: str) -> None:
    Path(started).touch()
    time.sleep(0.5)
    Path(ended).touch()


is_told_to_stop = False


def tell_to_stop() -> None:
    global is_told_to_stop
    is_told_to_stop = True


def leave_when_told_to_stop(started: str, ended: str) -> None:
    Path(started).touch()
    while not is_told_to_stop:
        time.sleep(0.02)
    Path(ended).touch()


def fail(number: str) -> None:
    raise ValueError(f"cannot ring {number}")
