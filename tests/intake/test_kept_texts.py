"""A text is kept before it is understood, taken once however often it comes, and never lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from config import Config
from enquiries.core import crypto
from enquiries.messaging.models import InboxState
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.webhooks import FALLBACK, TEXTS, a_text, post

pytestmark = pytest.mark.both_databases


def test_a_text_that_comes_twice_is_one_text(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    for _ in range(2):
        assert post(ringback, TEXTS, a_text("HELP")).status_code == 200
    ringback.settle()
    the_enquirer.expects("You did the right thing").expects_nothing()
    sam.expects("new call-back").expects_nothing()


def test_a_text_that_comes_fifty_times_at_once_is_one_text(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    with ThreadPoolExecutor(50) as phones:
        answers = list(phones.map(lambda _: post(ringback, TEXTS, a_text("HELP")).status_code, range(50)))
    assert set(answers) == {200}
    ringback.settle()
    assert len(records.enquiries(ringback)) == 1
    the_enquirer.expects("You did the right thing").expects_nothing()
    sam.expects("new call-back").expects_nothing()


def test_twenty_texts_of_one_person_at_once_are_one_enquiry(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    texts = [a_text(f"please help, this is text {each}", sid=f"SM{each}") for each in range(20)]
    with ThreadPoolExecutor(20) as phones:
        answers = list(phones.map(lambda text: post(ringback, TEXTS, text).status_code, texts))
    assert set(answers) == {200}
    ringback.settle()
    assert len(records.words_of(ringback, ringback.enquiry())) == 20
    the_enquirer.expects("You did the right thing", "ME or OTHER").ignores_the_rest()
    sam.expects("new call-back").expects_nothing()


def test_two_different_texts_without_an_id_are_two(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    for body in ("HELP", "HELP", "I am in Leeds, if that matters"):
        assert post(ringback, TEXTS, a_text(body, sid="")).status_code == 200
    ringback.settle()
    the_enquirer.expects("You did the right thing").expects("we've got your message").expects_nothing()
    sam.expects("new call-back")
    assert [body for body, _ in records.inbox(ringback)] == ["HELP", "I am in Leeds, if that matters"]


def test_the_fallback_keeps_a_text_and_the_tick_understands_it(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    assert post(ringback, FALLBACK, a_text("HELP", ErrorCode="11200")).status_code == 200
    assert records.inbox(ringback) == [("HELP", InboxState.NEW)]
    ringback.settle()
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")
    assert records.inbox(ringback) == [("HELP", InboxState.DONE)]


def test_a_text_by_both_doors_is_one_text(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    post(ringback, FALLBACK, a_text("HELP"))
    post(ringback, TEXTS, a_text("HELP"))
    post(ringback, FALLBACK, a_text("HELP"))
    ringback.settle()
    the_enquirer.expects("You did the right thing").expects_nothing()
    sam.expects("new call-back").expects_nothing()


def test_twilio_turns_to_the_fallback_when_the_door_fails(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    ringback.twilio.exchange.point_at(f"{ringback.url}/nothing/here", f"{ringback.url}{FALLBACK}")
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")


def test_a_text_that_cannot_be_understood_is_tried_again(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    post(ringback, FALLBACK, a_text("HELP"))
    with its_key_is_missing(ringback):
        ringback.settle()
        assert records.inbox_states(ringback) == [InboxState.FAILED]
    ringback.wait(seconds=4)
    sam.expects_nothing()
    ringback.wait(seconds=1)
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")
    assert records.inbox(ringback) == [("HELP", InboxState.DONE)]


def test_a_text_that_fails_holds_up_no_other(
    ringback: Ringback, the_enquirer: Phone, the_londoner: Phone, sam: Phone
) -> None:
    post(ringback, FALLBACK, a_text("HELP"))
    with its_key_is_missing(ringback):
        the_londoner.texts("STOP").expects("We won't text or call you again")
        assert records.inbox_states(ringback) == [InboxState.FAILED, InboxState.DONE]
    ringback.wait(seconds=5)
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")


def test_tries_come_further_and_further_apart(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    post(ringback, FALLBACK, a_text("HELP"))
    with its_key_is_missing(ringback):
        ringback.settle()  # and again after 5, 15, 35 and 75 seconds
        ringback.wait(minutes=2)
    ringback.wait(seconds=34)
    sam.expects_nothing()
    ringback.wait(seconds=1)
    the_enquirer.expects("You did the right thing")
    sam.expects("new call-back")


@contextmanager
def its_key_is_missing(ringback: Ringback) -> Iterator[None]:
    """Somebody took a key out of DATA_KEYS too soon: what it sealed cannot be read until it is back."""
    config: Config = ringback.app.config["RINGBACK"]
    crypto.use(crypto.Keyring([("another", bytes(32))], config.lookup_key))
    try:
        yield
    finally:
        crypto.use(crypto.Keyring([(each.id, each.key) for each in config.data_keys], config.lookup_key))
