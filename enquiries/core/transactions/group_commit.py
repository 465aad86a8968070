"""Group commit: what several threads have to write at the same time is written in one transaction.

One thread writes all that has been handed in so far, while the others wait; then one of those has its turn.
So a transaction, with its sync to disk and its turn at the write lock, is paid once for all of them. Where
nothing else comes in, what came is written at once.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from flask import Flask

log = logging.getLogger(__name__)
Item = TypeVar("Item")


class NotWritten(Exception):
    """The thread that was to write it was stopped."""


@dataclass
class _Entry(Generic[Item]):
    item: Item
    is_over: bool = False
    fault: Exception | None = None


class GroupCommit(Generic[Item]):
    """One to a process and kind of item.

    `write` writes and commits all that it is given, at most `most`, or raises and leaves nothing behind.
    `gathers`: for how long to wait for more before it is called.
    """

    def __init__(
        self,
        app: Flask,
        write: Callable[[Sequence[Item]], None],
        *,
        most: int,
        gathers: timedelta = timedelta(0),
    ) -> None:
        self._app = app
        self._write = write
        self._most = most
        self._gathers = gathers.total_seconds()
        self._turn = threading.Condition()
        self._is_writing = False
        self._waiting: list[_Entry[Item]] = []

    def write(self, item: Item) -> None:
        """Returns once it is committed. Raises what kept it from being written."""
        mine = _Entry(item)
        with self._turn:
            self._waiting.append(mine)
        while entries := self._mine_to_write(mine):
            self._write_all(entries)
        if mine.fault is not None:
            raise mine.fault

    def _mine_to_write(self, mine: _Entry[Item]) -> list[_Entry[Item]]:
        """Wait for this thread's turn. Returns what it is to write; nothing once another wrote its item."""
        with self._turn:
            self._turn.wait_for(lambda: mine.is_over or not self._is_writing)
            if mine.is_over:
                return []
            self._is_writing = True
            if self._gathers:
                self._turn.wait(self._gathers)
            entries, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            return entries

    def _write_all(self, entries: Sequence[_Entry[Item]]) -> None:
        """One that cannot be written does not keep the others from it."""
        for each in entries:
            each.fault = NotWritten()
        try:
            self._write_together(entries)
        except Exception as fault:
            log.warning("written_singly", extra={"failure": type(fault).__name__, "count": len(entries)})
            for each in entries:
                self._write_alone(each)
        finally:
            with self._turn:
                self._is_writing = False
                for each in entries:
                    each.is_over = True
                self._turn.notify_all()

    def _write_alone(self, entry: _Entry[Item]) -> None:
        try:
            self._write_together([entry])
        except Exception as fault:
            entry.fault = fault

    def _write_together(self, entries: Sequence[_Entry[Item]]) -> None:
        with self._app.app_context():
            self._write([each.item for each in entries])
        for each in entries:
            each.fault = None
