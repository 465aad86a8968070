"""A text runs through few files and few functions."""

import re
import subprocess
import sys

import pytest

from config import PROJECT

# The most files and functions that may run: lower them as the path gets straighter.
LIMITS = {
    "HELP from a stranger": (75, 308),
    "Y from staff": (50, 203),
}
_FIGURES = re.compile(r"^(.+): (\d+) files .*?(\d+) functions", re.MULTILINE)


@pytest.fixture(scope="module")
def figures() -> dict[str, tuple[int, int]]:
    """In a process of its own, since the keys are the process's."""
    argv = [sys.executable, "-m", "tools.trace"]
    told = subprocess.run(argv, cwd=PROJECT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return {what: (int(files), int(functions)) for what, files, functions in _FIGURES.findall(told)}


@pytest.mark.parametrize("what", LIMITS)
def test_a_text_keeps_within_its_limits(figures: dict[str, tuple[int, int]], what: str) -> None:
    files, functions = figures[what]
    most_files, most_functions = LIMITS[what]
    assert 0 < files <= most_files
    assert 0 < functions <= most_functions
