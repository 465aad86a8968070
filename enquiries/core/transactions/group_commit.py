"""Group commit: what several threads have to write at the same time is written in one transaction.

One thread writes all that has been handed in so far, while the others wait; then one of those has its turn.
So a transaction, with its sync to disk and its turn at the write lock, is paid once for all of them. Where
nothing else comes in, what came is written at once.
"""

import logging
import threading
import time
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
    """`is_over`: another thread has told what became of it. `is_alone`: its own thread is to write it."""

    item: Item
    is_over: bool = False
    is_alone: bool = False
    fault: Exception | None = None


class GroupCommit(Generic[Item]):
    """One to a process and kind of item.

    `begin` begins the transaction, and may wait for others who write; what comes meanwhile is written in it
    too. `write` writes and commits what it is given, at most `most`, and returns what it leaves to be written
    alone, by its own thread: whatever others need not wait for. It may raise, and then leaves nothing behind.
    `gathers`: for how long to wait for more before that.
    """

    def __init__(
        self,
        app: Flask,
        begin: Callable[[], None],
        write: Callable[[Sequence[Item]], Sequence[Item]],
        write_alone: Callable[[Item], None],
        *,
        most: int,
        gathers: timedelta = timedelta(0),
    ) -> None:
        self._app = app
        self._begin = begin
        self._write = write
        self._write_alone = write_alone
        self._most = most
        self._gathers = gathers.total_seconds()
        self._turn = threading.Condition()
        self._is_writing = False
        self._waiting: list[_Entry[Item]] = []
        self._in_hand: list[_Entry[Item]] = []

    def write(self, item: Item) -> None:
        """Returns once it is committed. Raises what kept it from being written."""
        mine = _Entry(item)
        with self._turn:
            self._waiting.append(mine)
        while self._has_turn(mine):
            try:
                self._write_waiting()
            finally:
                self._end_turn()
        if mine.is_alone:
            with self._app.app_context():
                self._begin()
                self._write_alone(item)
        elif mine.fault is not None:
            raise mine.fault

    def _has_turn(self, mine: _Entry[Item]) -> bool:
        """Wait for this thread's turn to write. Returns False once another has dealt with its item."""
        with self._turn:
            self._turn.wait_for(lambda: mine.is_over or not self._is_writing)
            if not mine.is_over:
                self._is_writing = True
            return not mine.is_over

    def _end_turn(self) -> None:
        with self._turn:
            self._is_writing = False
            for each in self._in_hand:
                each.is_over = True
            self._turn.notify_all()

    def _write_waiting(self) -> None:
        """Where it fails, each is written by its own thread: one that waits long holds up no other."""
        self._in_hand = []
        if self._gathers:
            time.sleep(self._gathers)
        try:
            with self._app.app_context():
                self._begin()
                left = self._write([each.item for each in self._take_in_hand()])
        except Exception as fault:
            has_begun = bool(self._in_hand)
            if has_begun:
                failure = type(fault).__name__
                log.warning("written_singly", extra={"failure": failure, "count": len(self._in_hand)})
            for each in self._in_hand or self._take_in_hand():
                each.fault, each.is_alone = fault, has_begun
        else:
            for each in self._in_hand:
                each.fault, each.is_alone = None, any(each.item is other for other in left)

    def _take_in_hand(self) -> Sequence[_Entry[Item]]:
        with self._turn:
            self._in_hand, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            for each in self._in_hand:
                each.fault = NotWritten()  # until it is
            return self._in_hand
