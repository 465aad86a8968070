"""A worker's beat vouches for its main thread."""

import subprocess
import sys
import threading

from flask import Flask, has_app_context

from config import PROJECT
from tests.support.processes import soon
from workers.watchdog import Pulse

STUCK = """
import time
from flask import Flask
from workers.watchdog import Pulse
with Pulse(Flask("a"), lambda: None, every=0.02, stuck_after=0.2):
    time.sleep(30)
"""


def test_beats_in_a_context_of_the_app() -> None:
    contexts: list[bool] = []
    with Pulse(Flask(__name__), lambda: contexts.append(has_app_context()), every=0.01):
        soon(lambda: len(contexts) >= 2)
    assert all(contexts)


def test_outlives_a_database_that_is_away() -> None:
    tries = threading.Semaphore(0)

    def beat() -> None:
        tries.release()
        raise ConnectionError

    with Pulse(Flask(__name__), beat, every=0.01):
        assert tries.acquire(timeout=5)
        assert tries.acquire(timeout=5)


def test_ends_a_process_that_is_stuck() -> None:
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", STUCK], cwd=PROJECT, stderr=subprocess.PIPE, timeout=10, check=False
    )
    assert ended.returncode == 1
    assert b"STUCK" in ended.stderr
