"""A copy of the project for a test to run in, so that it leaves the folder under test alone."""

import shutil
import sys
from pathlib import Path
from typing import Final

from config import PROJECT

_LEFT_OUT: Final = shutil.ignore_patterns(
    ".venv", "var", ".git", ".*_cache", "__pycache__", ".env", ".hypothesis"
)
_STAMPS: Final = (".installed", ".installed-dev")


def copy_project(to: Path) -> Path:
    """Copy it with an environment that is installed already: links to the one that runs the test."""
    shutil.copytree(PROJECT, to, ignore=_LEFT_OUT)
    own = to / ".venv"
    own.mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name not in _STAMPS:
            (own / part.name).symlink_to(part)
    for stamp in _STAMPS:
        (own / stamp).touch()
    return to
