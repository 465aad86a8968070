"""While texts keep coming, the sender of a worker stays for them; told to stop, it leaves."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.support.phone import Phone
from tests.support.processes import soon
from tests.support.ringback import Ringback
from tests.support.webhooks import TEXTS, a_text, post
from workers.sender import TextSender

pytestmark = pytest.mark.both_databases

FOR_LONG = 15.0  # seconds


@contextmanager
def a_sender(ringback: Ringback, stays: float) -> Iterator[tuple[TextSender, Future[int]]]:
    """A sender that is delivering."""
    sender = TextSender(ringback.app, threads=2, stays=stays)
    with ThreadPoolExecutor(1) as thread:
        try:
            yield sender, thread.submit(sender.deliver)
        finally:
            sender.leave()
    sender.close()


def test_it_stays_for_what_comes_next(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    with a_sender(ringback, stays=FOR_LONG) as (sender, delivering):
        for number in range(2):
            post(ringback, TEXTS, a_text("HELP", f"SM{number}", From=f"+44770090012{number + 3}"))
            soon(lambda: len(ringback.twilio.exchange.log.all()) == 2 * (number + 1))  # noqa: B023
        assert not delivering.done()
        sender.leave()
        assert delivering.result(timeout=FOR_LONG / 3) == 4
    ringback.settle()
    for phone in (the_enquirer, ringback.phone("+447700900124")):
        phone.expects("You did the right thing")
    sam.expects("new call-back").expects("new call-back")


def test_it_leaves_soon_after_the_last(ringback: Ringback) -> None:
    with a_sender(ringback, stays=0.2) as (_, delivering):
        assert delivering.result(timeout=FOR_LONG / 3) == 0


def test_told_to_stop_it_takes_no_more(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    with a_sender(ringback, stays=FOR_LONG) as (sender, delivering):
        sender.leave()
        delivering.result(timeout=FOR_LONG / 3)
        post(ringback, TEXTS, a_text("HELP"))
        assert sender.deliver() == 0
    ringback.settle()  # others do
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")
