"""Workers are woken for what was committed: by one job at a time, however much waits."""

import pytest

from enquiries.core import queue
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.webhooks import TEXTS, a_text, post

pytestmark = pytest.mark.both_databases


def jobs(ringback: Ringback) -> dict[str, int] | None:
    return queue.lengths(ringback.app.config["RINGBACK"].redis_url)


def test_one_job_waits_for_any_number_of_texts_and_sends_them_all(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    another = ringback.phone("+447700900124")
    post(ringback, TEXTS, a_text("HELP", "SM1"))
    post(ringback, TEXTS, a_text("HELP", "SM2", From=another.number))
    assert jobs(ringback) == {queue.ALERTS: 1, queue.DEFAULT: 0}
    ringback.settle()
    for phone in (the_enquirer, another):
        phone.expects("You did the right thing")
    sam.expects("new call-back").expects("new call-back")
    assert jobs(ringback) == {queue.ALERTS: 0, queue.DEFAULT: 0}


def test_an_alert_does_not_wait_for_the_job_of_an_answer(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    another = ringback.phone("+447700900124")
    post(ringback, TEXTS, a_text("STOP", "SM1", From=another.number))
    post(ringback, TEXTS, a_text("HELP", "SM2"))
    assert jobs(ringback) == {queue.ALERTS: 1, queue.DEFAULT: 1}
    ringback.settle()
    another.expects("won't text or call you again")
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")
