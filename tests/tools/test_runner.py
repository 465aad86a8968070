"""Programs side by side: they end together, and the first to die is named."""

import os
import signal
from pathlib import Path

import pytest

from tests.support.processes import soon
from tools.runner import Runner


def test_one_that_dies_is_named_and_the_rest_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runner = Runner(tmp_path, os.environ)
    runner.start("web", ["sh", "-c", "echo listening; exec sleep 60"])
    runner.start("workers", ["sh", "-c", "sleep 0.1; echo going under; exit 3"])
    assert runner.wait() == 1
    runner.stop()
    said = capsys.readouterr().out
    assert "web     | listening" in said
    assert "workers | going under" in said
    assert "*** workers ENDED (exit 3); stopping the rest ***" in said


def test_told_to_stop_it_stops_all(tmp_path: Path) -> None:
    runner = Runner(tmp_path, os.environ)
    waits = "trap 'touch ended; exit' TERM; touch up; while :; do sleep 0.05; done"
    runner.start("web", ["sh", "-c", waits])
    soon((tmp_path / "up").exists)
    os.kill(os.getpid(), signal.SIGTERM)
    assert runner.wait() == 0
    runner.stop()
    assert (tmp_path / "ended").exists()
