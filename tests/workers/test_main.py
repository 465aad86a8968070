"""What `python -m workers` keeps running, and how a container asks for a part of it."""

import subprocess
import sys

import pytest
from flask import Flask

from config import PROJECT
from workers.__main__ import children, parsed

ALL = ["worker-1", "worker-2", "tick"]


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [([], ALL), (["--only", "worker"], ALL[:2]), (["--only", "tick"], ["tick"])],
)
def test_what_is_kept_running(app: Flask, arguments: list[str], kept: list[str]) -> None:
    assert [each.name for each in children(app, 2, parsed(arguments).only)] == kept


def test_a_part_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parsed(["--only", "web"])
    assert "choose from" in capsys.readouterr().err


def test_help_needs_no_settings() -> None:
    argv = [sys.executable, "-m", "workers", "--help"]
    done = subprocess.run(argv, cwd=PROJECT, env={}, capture_output=True, text=True, check=True)  # noqa: S603
    assert "--only {worker,tick}" in done.stdout
