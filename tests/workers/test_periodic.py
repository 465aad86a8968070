"""A round runs in a thread of its own, never twice at once, and outlives what goes wrong in it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from workers.periodic import Round

START = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
EVERY = timedelta(seconds=5)


class Work:
    """Notes when it was run; hangs until `let_go`."""

    def __init__(self) -> None:
        self.ran: list[datetime] = []
        self.let_go = threading.Event()
        self.let_go.set()
        self.fault: Exception | None = None

    def __call__(self, now: datetime) -> None:
        self.ran.append(now)
        self.let_go.wait(10)
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def the_round(work: Work) -> Iterator[Round]:
    the_round = Round("test", EVERY, work)
    yield the_round
    work.let_go.set()
    the_round.close()


def test_runs_when_it_is_time_and_not_before(the_round: Round, work: Work) -> None:
    for seconds in (0, 4, 5, 6, 11):
        the_round.turn(START + timedelta(seconds=seconds))
        the_round.wait()
    assert [(at - START).seconds for at in work.ran] == [0, 5, 11]


def test_that_hangs_holds_nobody_up_and_is_not_begun_again(the_round: Round, work: Work) -> None:
    work.let_go.clear()
    for seconds in (0, 10, 20):
        the_round.turn(START + timedelta(seconds=seconds))
    work.let_go.set()
    the_round.wait()
    assert len(work.ran) == 1
    the_round.turn(START + timedelta(seconds=30))
    the_round.wait()
    assert len(work.ran) == 2


def test_that_fails_says_so_and_is_run_again(
    the_round: Round, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.fault = ConnectionError()
    the_round.turn(START)
    the_round.wait()
    the_round.turn(START + EVERY)
    the_round.wait()
    the_round.close()
    assert [record.getMessage() for record in caplog.records] == ["round_failed", "round_failed"]
    assert len(work.ran) == 2
