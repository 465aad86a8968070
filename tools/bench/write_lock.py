"""For how much of the time SQLite's write lock was held, seen from outside.

In WAL mode a writer locks one byte of the file of shared memory (https://www.sqlite.org/walformat.html). The
kernel says whether it is locked without taking the lock, so nothing is held up.
"""

import fcntl
import struct
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_WRITE_LOCK: Final = 120  # WAL_WRITE_LOCK, the first of eight
_FLOCK: Final = "hhlli0l"  # struct flock: kind, whence, start, length, process
_BETWEEN_LOOKS: Final = 0.004  # seconds


class WriteLockWatch:
    """`with WriteLockWatch(file) as watch`: looks every few milliseconds until the end.

    Not while this process has the database open: closing a file gives up all locks of a process on it.
    """

    def __init__(self, database: Path) -> None:
        self._file = database.with_name(f"{database.name}-shm")
        self._looks = self._was_held = 0
        self.watched = 0.0
        """For how many seconds it looked."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    @property
    def held(self) -> float:
        """For how many seconds of those it was held."""
        return self.watched * self._was_held / self._looks if self._looks else 0.0

    def _watch(self) -> None:
        started = time.monotonic()
        with self._file.open("rb") as shared:
            while not self._over.wait(_BETWEEN_LOOKS):
                self._looks += 1
                self._was_held += is_held(shared.fileno())
        self.watched = time.monotonic() - started


def is_held(descriptor: int) -> bool:
    """Whether a process other than this one holds the lock."""
    asked = struct.pack(_FLOCK, fcntl.F_WRLCK, 0, _WRITE_LOCK, 1, 0)
    return bool(struct.unpack(_FLOCK, fcntl.fcntl(descriptor, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK)
