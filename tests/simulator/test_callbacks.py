"""What the application is told about a text on its way."""

import time

import pytest
from twilio.rest import Client

from enquiries.simulator.message import Direction, Message, Status, new_sid
from enquiries.simulator.numbers import Number
from enquiries.simulator.sending import dispatch

from .receiver import Receiver
from .stand_in import ACCOUNT, LONG_CODE, MAYA, SAM, SHORT_CODE, StandIn


@pytest.fixture
def status_url(receiver: Receiver) -> str:
    return f"{receiver.url}/status"


def test_sent_then_delivered_and_nothing_for_the_first_status(
    client: Client, stand_in: StandIn, receiver: Receiver, status_url: str
) -> None:
    message = client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello", status_callback=status_url)
    stand_in.settle()

    assert receiver.statuses() == ["sent", "delivered"]
    assert all(post.signed for post in receiver.posts)
    assert receiver.posts[1].form == {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "From": SHORT_CODE,
        "MessageSid": message.sid,
        "MessageStatus": "delivered",
        "SmsSid": message.sid,
        "SmsStatus": "delivered",
        "To": MAYA,
    }


def test_through_a_messaging_service_queued_comes_first(
    client: Client, stand_in: StandIn, receiver: Receiver, status_url: str
) -> None:
    service = "MG" + "2" * 32
    client.messages.create(to=MAYA, messaging_service_sid=service, body="hello", status_callback=status_url)
    stand_in.settle()
    assert receiver.statuses() == ["queued", "sent", "delivered"]
    assert receiver.posts[0].form["MessagingServiceSid"] == service


def test_without_a_status_callback_there_is_no_callback(
    client: Client, stand_in: StandIn, receiver: Receiver
) -> None:
    client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello")
    stand_in.settle()
    assert receiver.posts == []
    assert stand_in.messages()[0]["statuses"] == ["queued", "sent", "delivered"]


def test_the_query_of_the_callback_is_kept_and_signed(
    client: Client, stand_in: StandIn, receiver: Receiver, status_url: str
) -> None:
    url = f"{status_url}?message=7&try=1#rc=2"
    client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello", status_callback=url)
    stand_in.settle()
    assert [post.path for post in receiver.posts] == ["/status?message=7&try=1"] * 2
    assert all(post.signed for post in receiver.posts)


def test_callbacks_of_many_texts_each_come_in_order(
    client: Client, stand_in: StandIn, receiver: Receiver, status_url: str
) -> None:
    for _ in range(30):
        client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello", status_callback=status_url)
    stand_in.settle()
    by_sid: dict[str, list[str]] = {}
    for post in receiver.posts:
        by_sid.setdefault(post.form["MessageSid"], []).append(post.form["MessageStatus"])
    assert list(by_sid.values()) == [["sent", "delivered"]] * 30


def test_an_application_that_fails_does_not_stop_the_text(
    client: Client, stand_in: StandIn, receiver: Receiver, status_url: str
) -> None:
    receiver.answers["/status"] = 500
    client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello", status_callback=status_url)
    client.messages.create(
        to=SAM, from_=SHORT_CODE, body="hello", status_callback="http://127.0.0.1:9/status"
    )
    stand_in.settle()
    failed, unreachable = stand_in.messages()
    assert (failed["status"], unreachable["status"]) == ("delivered", "delivered")
    assert [each["answer"] for each in failed["callbacks"]] == [500, 500]
    assert [each["answer"] for each in unreachable["callbacks"]] == [None, None]


class TestRates:
    """A number that is over its rate lets texts wait in a queue."""

    @pytest.fixture(autouse=True)
    def _rated(self, stand_in: StandIn) -> None:
        stand_in.exchange.numbers.limit_rates = True

    def test_texts_over_the_rate_wait(self, client: Client, stand_in: StandIn) -> None:
        for _ in range(3):
            client.messages.create(to=MAYA, from_=LONG_CODE, body="hello")
        assert stand_in.messages()[2]["status"] == "queued"
        assert stand_in.http.get(f"{stand_in.url}/simulator/pending", timeout=5).json()["pending"] >= 2

    def test_a_text_that_waits_longer_than_it_is_valid_fails(self, stand_in: StandIn) -> None:
        stand_in.exchange.numbers.take_turn(LONG_CODE, time.monotonic())
        message = Message(new_sid(), Direction.OUTBOUND_API, LONG_CODE, MAYA, "hello", Status.QUEUED)
        message.validity_period = 0.1
        dispatch(stand_in.exchange, message)
        stand_in.settle()
        (failed,) = stand_in.messages()
        assert (failed["statuses"], failed["error_code"]) == (["queued", "failed"], 30036)

    def test_a_turn_comes_after_the_one_before(self, stand_in: StandIn) -> None:
        turns = [stand_in.exchange.numbers.take_turn(SHORT_CODE, 50.0) for _ in range(3)]
        assert turns == pytest.approx([50.0, 50.01, 50.02])
        assert stand_in.exchange.numbers.take_turn(LONG_CODE, 50.0) == 50.0

    def test_each_kind_has_its_usual_rate(self) -> None:
        assert Number(SHORT_CODE).rate == 100
        assert Number(LONG_CODE).rate == 1
        assert Number(LONG_CODE, per_second=0).rate == 0
