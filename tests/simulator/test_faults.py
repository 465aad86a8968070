"""Everything that can be made to go wrong, as Twilio's own client meets it."""

import time
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from .receiver import Receiver
from .stand_in import MAYA, SAM, SHORT_CODE, StandIn


def send(client: Client, receiver: Receiver, to: str = MAYA) -> str:
    callback = f"{receiver.url}/status"
    return str(client.messages.create(to=to, from_=SHORT_CODE, body="hi", status_callback=callback).sid)


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ("too_many_requests", 429, 20429),
        ("server_error", 500, 20500),
        ("landline", 400, 21635),
        ("blocked", 400, 21610),
        ("sender_refused", 400, 21606),
    ],
)
def test_a_refusal(
    client: Client, stand_in: StandIn, receiver: Receiver, fault: str, status: int, code: int
) -> None:
    stand_in.post("faults", **{fault: True})
    with pytest.raises(TwilioRestException) as refused:
        send(client, receiver)
    assert (refused.value.status, refused.value.code) == (status, code)
    assert stand_in.messages() == []

    stand_in.post("faults", **{fault: False})
    send(client, receiver)


def test_a_fault_for_one_number_spares_the_others(
    client: Client, stand_in: StandIn, receiver: Receiver
) -> None:
    stand_in.post("faults", server_error={"to": [SAM]})
    send(client, receiver, to=MAYA)
    with pytest.raises(TwilioRestException):
        send(client, receiver, to=SAM)


def test_a_fault_strikes_as_often_as_its_probability(
    client: Client, stand_in: StandIn, receiver: Receiver
) -> None:
    stand_in.post("faults", server_error=0.5)
    refused = 0
    for _ in range(60):
        try:
            send(client, receiver)
        except TwilioRestException:
            refused += 1
    assert 15 < refused < 45


def test_latency(client: Client, stand_in: StandIn, receiver: Receiver) -> None:
    stand_in.post("faults", latency={"milliseconds": 120})
    started = time.monotonic()
    send(client, receiver)
    assert 0.12 <= time.monotonic() - started < 1


def test_a_hang_accepts_nothing_and_never_answers(
    client: Client, stand_in: StandIn, receiver: Receiver
) -> None:
    stand_in.post("faults", hang=True)
    client.http_client.timeout = 0.1
    with pytest.raises(requests.ReadTimeout):
        send(client, receiver)
    assert stand_in.messages() == []


def test_a_hang_ends_in_a_closed_connection(client: Client, stand_in: StandIn, receiver: Receiver) -> None:
    stand_in.post("faults", hang={"milliseconds": 20})
    with pytest.raises(requests.ConnectionError):
        send(client, receiver)
    assert stand_in.messages() == []


def test_a_lost_response_leaves_an_accepted_text_that_can_be_looked_up(
    client: Client, stand_in: StandIn, receiver: Receiver
) -> None:
    stand_in.post("faults", response_lost=True)
    with pytest.raises(requests.ConnectionError):
        send(client, receiver)
    stand_in.settle()
    assert receiver.statuses() == ["sent", "delivered"]
    assert [message.body for message in client.messages.list(to=MAYA)] == ["hi"]


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        ("callbacks_dropped", []),
        ("callbacks_doubled", ["sent", "sent", "delivered", "delivered"]),
        ("callbacks_reordered", ["delivered", "sent"]),
    ],
)
def test_callbacks_that_go_astray(
    client: Client, stand_in: StandIn, receiver: Receiver, fault: str, statuses: list[str]
) -> None:
    stand_in.post("faults", **{fault: {"to": MAYA}})
    sid = send(client, receiver)
    stand_in.settle()
    assert receiver.statuses() == statuses
    assert client.messages(sid).fetch().status == "delivered"


@pytest.mark.parametrize(
    ("fault", "statuses", "code"),
    [
        ("handset_off", ["sent", "undelivered"], 30003),
        ("unreachable", ["sent", "undelivered"], 30006),
        ("filtered", ["undelivered"], 30007),
    ],
)
def test_a_text_that_does_not_arrive(
    client: Client, stand_in: StandIn, receiver: Receiver, fault: str, statuses: list[str], code: int
) -> None:
    stand_in.post("faults", **{fault: {"to": MAYA}})
    sid = send(client, receiver)
    stand_in.settle()
    assert receiver.statuses() == statuses
    assert receiver.posts[-1].form["ErrorCode"] == str(code)
    message = client.messages(sid).fetch()
    assert (message.status, message.error_code) == ("undelivered", code)


def test_faults_can_be_read_and_are_gone_after_a_reset(stand_in: StandIn) -> None:
    stand_in.post("faults", latency=True, handset_off={"to": [SAM], "probability": 0.5})
    faults = stand_in.http.get(f"{stand_in.url}/simulator/faults", timeout=5).json()
    assert faults["latency"] == {"probability": 1.0, "to": [], "milliseconds": 1000}
    assert faults["handset_off"] == {"probability": 0.5, "to": [SAM], "milliseconds": 0}
    stand_in.post("reset")
    faults = stand_in.http.get(f"{stand_in.url}/simulator/faults", timeout=5).json()
    assert set(faults.values()) == {None}


@pytest.mark.parametrize(
    "wanted",
    [
        {"earthquake": True},
        {"latency": "slow"},
        {"latency": {"milliseconds": -1}},
        {"hang": 2},
        {"hang": {"probability": "often"}},
        {"hang": {"to": 7}},
        {"hang": {"whom": MAYA}},
    ],
)
def test_a_fault_that_cannot_be_read_changes_nothing(stand_in: StandIn, wanted: dict[str, Any]) -> None:
    answer = stand_in.http.post(f"{stand_in.url}/simulator/faults", json=wanted, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert set(stand_in.http.get(f"{stand_in.url}/simulator/faults", timeout=5).json().values()) == {None}
