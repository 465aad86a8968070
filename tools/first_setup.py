"""The database of `make run`: brought up to date, and set up by a file while it has no centre.

Settings that were changed on the pages since then are never loaded over, and never keep it from starting.
"""

import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from config import PROJECT
from tools.runner import say

EXAMPLE: Final = PROJECT / "examples" / "willow.toml"
Settings = dict[str, Any]  # as in a setup file


def prepare(env: Mapping[str, str], file: Path | None = None) -> Settings:
    """Bring the database up to date and return its settings.

    A database without a centre gets those of `file`, or of the example. Where it has others than `file`
    names, this exits with a message that says how to go on. Staff without a password get the one for
    demonstration.
    """
    say("Bringing the database up to date …")
    _flask(env, "db", "upgrade")
    settings = tomllib.loads(_flask(env, "dump", heard=True))
    if not settings.get("centres"):
        settings = _set_up(env, file or EXAMPLE)
    elif file:
        _look_for_others(file, settings)
    say("Seeing to it that everyone on its staff can sign in …")
    _flask(env, "demo")
    return settings


def _set_up(env: Mapping[str, str], file: Path) -> Settings:
    say(f"Setting up the centres of {_short(file)} …")
    _flask(env, "load", str(file))
    return tomllib.loads(file.read_text(encoding="utf-8-sig"))


def _look_for_others(file: Path, settings: Settings) -> None:
    """Go on with what is there if it came from this file; exit where the file has other centres."""
    try:
        wanted = _centres(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        sys.exit(f"Stopped: {_short(file)} cannot be read: {wrong}")
    there = _centres(settings)
    load = f"./ringback load {_short(file)}"
    if not set(wanted) <= set(there):
        sys.exit(
            f"Stopped: the database is set up already, with {', '.join(there)}, "
            "and a setup file is loaded only into an empty one.\n"
            f"To start over with {_short(file)}: make fresh, then make run SETUP={_short(file)}\n"
            f"To add it to what is there: {load}, then make run"
        )
    say(f"The database is set up already: {_short(file)} was not loaded again. To bring in changes: {load}")


def _centres(settings: Settings) -> Sequence[str]:
    return [each["slug"] for each in settings["centres"]]


def _short(file: Path) -> str:
    """The path as one types it in the project's folder."""
    return str(file.relative_to(PROJECT)) if file.is_relative_to(PROJECT) else str(file)


def _flask(env: Mapping[str, str], *words: str, heard: bool = False) -> str:
    """Run one of our commands; with `heard` what it prints is returned instead of shown."""
    argv = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    output = subprocess.PIPE if heard else None
    done = subprocess.run(argv, cwd=PROJECT, env=env, stdout=output, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        sys.exit(f"Stopped: ./ringback {' '.join(words)} failed, for the reason above.")
    return done.stdout or ""
