"""The scheduler: what is due is done, in order, while others wait."""

import threading
import time
from collections.abc import Iterator

import pytest

from enquiries.simulator.scheduler import Scheduler


@pytest.fixture
def scheduler() -> Iterator[Scheduler]:
    scheduler = Scheduler(threads=2)
    yield scheduler
    scheduler.stop()


def test_jobs_are_done_in_the_order_they_are_due() -> None:
    alone = Scheduler(threads=1)
    done: list[str] = []
    now = time.monotonic()
    alone.do(lambda: done.append("last"), now + 0.04)
    alone.do(lambda: done.append("second"), now + 0.02)
    alone.do(lambda: done.append("first"))
    assert alone.settle(2)
    alone.stop()
    assert done == ["first", "second", "last"]


def test_a_long_job_does_not_hold_up_the_next(scheduler: Scheduler) -> None:
    go, done = threading.Event(), threading.Event()
    scheduler.do(lambda: go.wait(2))
    scheduler.do(done.set, time.monotonic() + 0.02)
    assert done.wait(1)
    go.set()


def test_waiting_for_quiet_does_not_hold_up_a_job(scheduler: Scheduler) -> None:
    scheduler.do(lambda: None, time.monotonic() + 60)
    waiting = [threading.Thread(target=scheduler.settle, args=(1,)) for _ in range(8)]
    for thread in waiting:
        thread.start()
    done = threading.Event()
    scheduler.do(done.set)
    assert done.wait(0.5)
    scheduler.clear()
    for thread in waiting:
        thread.join()


def test_a_job_that_fails_is_the_end_of_that_job_only(
    scheduler: Scheduler, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()
    scheduler.do(lambda: 1 // 0)
    scheduler.do(done.set)
    assert scheduler.settle(1)
    assert done.is_set()
    assert "a job failed" in caplog.text


def test_clearing_leaves_nothing_pending(scheduler: Scheduler) -> None:
    scheduler.do(lambda: None, time.monotonic() + 60)
    assert scheduler.pending == 1
    assert not scheduler.settle(0.01)
    scheduler.clear()
    assert scheduler.pending == 0
    assert scheduler.settle(0.01)
