"""The couriers: what is due is done, in order, whoever else waits."""

import threading
import time
from collections.abc import Iterator

import pytest

from enquiries.simulator.couriers import Couriers


@pytest.fixture
def couriers() -> Iterator[Couriers]:
    couriers = Couriers(threads=2)
    yield couriers
    couriers.stop()


def test_jobs_are_done_in_the_order_they_are_due() -> None:
    alone = Couriers(threads=1)
    done: list[str] = []
    now = time.monotonic()
    alone.do(lambda: done.append("last"), now + 0.04)
    alone.do(lambda: done.append("second"), now + 0.02)
    alone.do(lambda: done.append("first"))
    assert alone.settle(2)
    alone.stop()
    assert done == ["first", "second", "last"]


def test_a_long_job_does_not_hold_up_the_next(couriers: Couriers) -> None:
    go, done = threading.Event(), threading.Event()
    couriers.do(lambda: go.wait(2))
    couriers.do(done.set, time.monotonic() + 0.02)
    assert done.wait(1)
    go.set()


def test_whoever_waits_for_quiet_does_not_keep_a_job_from_the_couriers(couriers: Couriers) -> None:
    couriers.do(lambda: None, time.monotonic() + 60)
    waiting = [threading.Thread(target=couriers.settle, args=(1,)) for _ in range(8)]
    for thread in waiting:
        thread.start()
    done = threading.Event()
    couriers.do(done.set)
    assert done.wait(0.5)
    couriers.clear()
    for thread in waiting:
        thread.join()


def test_a_job_that_fails_is_the_end_of_that_job_only(
    couriers: Couriers, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()
    couriers.do(lambda: 1 // 0)
    couriers.do(done.set)
    assert couriers.settle(1)
    assert done.is_set()
    assert "a courier's job failed" in caplog.text


def test_clearing_leaves_nothing_pending(couriers: Couriers) -> None:
    couriers.do(lambda: None, time.monotonic() + 60)
    assert couriers.pending == 1
    assert not couriers.settle(0.01)
    couriers.clear()
    assert couriers.pending == 0
    assert couriers.settle(0.01)
