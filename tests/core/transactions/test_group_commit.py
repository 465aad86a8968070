"""What several threads write at the same time is written together, and each hears what became of its own."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.transactions.group_commit import GroupCommit, NotWritten

MOST = 4
THREADS = 12


class Refused(Exception):
    pass


class Books:
    """Writes numbers; refuses negative ones, and with them all that it was given at the same time."""

    def __init__(self) -> None:
        self.written = list[int]()
        self.sizes = list[int]()
        self.alone = set[int]()
        self._pen = threading.Lock()
        self._others = threading.Lock()

    @contextmanager
    def others_write(self) -> Iterator[None]:
        with self._others:
            yield

    def begin(self) -> None:
        """Others write; what comes meanwhile is written too."""
        self._others.acquire(timeout=10)
        self._others.release()

    def write_alone(self, item: int) -> None:
        if item < 0:
            raise Refused
        self.written.append(item)

    def write(self, items: Sequence[int]) -> Sequence[int]:
        assert self._pen.acquire(blocking=False), "two groups write at once"
        try:
            self.sizes.append(len(items))
            time.sleep(0.001)
            if min(items) < 0:
                raise Refused
            left = [each for each in items if each in self.alone]
            self.written += [each for each in items if each not in left]
            return left
        finally:
            self._pen.release()


def hand_in(commits: GroupCommit[int], item: int) -> bool:
    """Whether it was written."""
    try:
        commits.write(item)
    except Refused:
        return False
    return True


@given(st.lists(st.integers(-3, 50), max_size=24))
def test_each_is_written_once_and_one_that_is_refused_keeps_no_other_from_it(items: list[int]) -> None:
    books = Books()
    commits = GroupCommit(Flask("books"), books.begin, books.write, books.write_alone, most=MOST)
    with ThreadPoolExecutor(THREADS) as threads:
        told = list(threads.map(lambda item: hand_in(commits, item), items))
    assert told == [item >= 0 for item in items]
    assert sorted(books.written) == sorted(item for item in items if item >= 0)
    assert max(books.sizes, default=1) <= MOST


def test_what_comes_while_others_write_is_written_together() -> None:
    books = Books()
    commits = GroupCommit(Flask("books"), books.begin, books.write, books.write_alone, most=MOST)
    with ThreadPoolExecutor(THREADS) as threads:
        with books.others_write():
            told = [threads.submit(hand_in, commits, item) for item in range(MOST * 2)]
            time.sleep(0.2)
        assert all(each.result(timeout=10) for each in told)
    assert books.sizes == [MOST, MOST]


def test_one_can_wait_for_more() -> None:
    books = Books()
    gathers = timedelta(milliseconds=200)
    commits = GroupCommit(
        Flask("books"), books.begin, books.write, books.write_alone, most=MOST, gathers=gathers
    )
    with ThreadPoolExecutor(THREADS) as threads:
        assert all(threads.map(lambda item: hand_in(commits, item), range(MOST)))
    assert books.sizes == [MOST]


def test_all_who_wait_hear_that_no_transaction_began() -> None:
    def fail() -> None:
        time.sleep(0.2)
        raise Refused

    books = Books()
    commits = GroupCommit(Flask("books"), fail, books.write, books.write_alone, most=MOST)
    with ThreadPoolExecutor(THREADS) as threads:
        assert not any(threads.map(lambda item: hand_in(commits, item), range(MOST)))
    assert books.written == []


def test_who_waits_for_a_thread_that_is_stopped_hears_that_it_was_not_written() -> None:
    begun, others_wait = threading.Event(), threading.Event()

    def stop(_: Sequence[int]) -> Sequence[int]:
        begun.set()
        others_wait.wait(10)
        raise SystemExit

    def write(item: int) -> None:
        with pytest.raises((SystemExit, NotWritten)):
            commits.write(item)

    commits = GroupCommit(
        Flask("books"),
        Books().begin,
        stop,
        Books().write_alone,
        most=MOST,
        gathers=timedelta(milliseconds=100),
    )
    with ThreadPoolExecutor(2) as threads:
        writing = [threads.submit(write, item) for item in (1, 2)]
        begun.wait(10)
        others_wait.set()
        for each in writing:
            each.result(timeout=10)


def test_what_is_left_is_written_alone() -> None:
    books = Books()
    books.alone = {1, 3}
    commits = GroupCommit(Flask("books"), books.begin, books.write, books.write_alone, most=16)
    with ThreadPoolExecutor(THREADS) as threads:
        with books.others_write():
            told = [threads.submit(hand_in, commits, item) for item in range(6)]
            time.sleep(0.2)
        assert all(each.result(timeout=10) for each in told)
    assert sorted(books.written) == [0, 1, 2, 3, 4, 5]
    assert books.sizes == [6]


def test_after_a_failure_each_waits_for_itself_alone() -> None:
    all_are_in, all_begin = threading.Event(), threading.Barrier(THREADS)
    began = list[int]()

    def begin() -> None:
        began.append(1)
        if len(began) == 1:
            all_are_in.wait(10)
        else:
            all_begin.wait(10)  # one after the other they would never all be here

    def write(_: Sequence[int]) -> Sequence[int]:
        raise Refused

    commits = GroupCommit(Flask("books"), begin, write, lambda _: None, most=THREADS)
    with ThreadPoolExecutor(THREADS) as threads:
        told = [threads.submit(hand_in, commits, item) for item in range(THREADS)]
        time.sleep(0.2)
        all_are_in.set()
        assert all(each.result(timeout=20) for each in told)
