"""One `make run` in a folder at a time, and for commands where its parts are to be found."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# What `./ringback` needs to reach the parts that `make run` started; DATABASE_URL only where one was given.
_FOR_COMMANDS: Final = ("RINGBACK_ENV", "REDIS_URL", "PUBLIC_BASE_URL", "TWILIO_API_BASE_URL", "DATABASE_URL")


class AlreadyRunning(Exception):
    """Another `make run` uses the folder."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder until the block or this process ends, kill -9 included. Raises AlreadyRunning."""
    folder.mkdir(exist_ok=True)
    with (folder / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                "Ringback is running from this folder; stop it there with Ctrl-C first."
            ) from None
        yield


def note_for_commands(folder: Path, env: Mapping[str, str]) -> None:
    """Note where the parts are, for `./ringback`. DATABASE_URL is secret: only the owner may read it."""
    lines = [f"{name}={env[name]}\n" for name in _FOR_COMMANDS if name in env]
    note = folder / "run.env"
    with open(os.open(note, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.writelines(lines)
