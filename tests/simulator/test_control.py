"""The API for tests: looking at texts, waiting, declaring, starting afresh."""

import threading
import time
from typing import Any

import pytest
from twilio.rest import Client

from .receiver import Receiver
from .stand_in import ADVANCED, MAYA, SAM, SHORT_CODE, StandIn


def test_texts_are_listed_oldest_first_and_by_filter(client: Client, stand_in: StandIn) -> None:
    stand_in.text_in("hello", from_=MAYA)
    client.messages.create(to=SAM, from_=SHORT_CODE, body="4821 new call-back")
    stand_in.settle()

    first, second = stand_in.messages()
    assert (first["direction"], first["from"], first["body"]) == ("inbound", MAYA, "hello")
    assert (second["direction"], second["to"], second["status"]) == ("outbound-api", SAM, "delivered")
    assert (second["segments"], second["encoding"]) == (1, "GSM-7")
    assert stand_in.messages(to=SAM) == stand_in.messages(direction="outbound") == [second]
    assert stand_in.messages(direction="inbound") == stand_in.messages(**{"from": MAYA}) == [first]
    assert stand_in.messages(since=first["id"]) == [second]
    assert stand_in.messages(since=second["id"]) == []


def test_one_can_wait_for_a_text(client: Client, stand_in: StandIn) -> None:
    later = threading.Timer(0.1, lambda: client.messages.create(to=SAM, from_=SHORT_CODE, body="here"))
    later.start()
    (message,) = stand_in.messages(to=SAM, wait=3)
    later.join()
    assert message["body"] == "here"


def test_settle_says_when_texts_are_still_under_way(client: Client, stand_in: StandIn) -> None:
    stand_in.exchange.delays = (30, 30)
    client.messages.create(to=SAM, from_=SHORT_CODE, body="hello")
    answer = stand_in.http.post(f"{stand_in.url}/simulator/settle?timeout=0.05", timeout=5)
    assert (answer.status_code, answer.json()) == (504, {"settled": False, "pending": 1})


def test_a_reset_forgets_texts_and_opt_outs_and_keeps_what_was_declared(
    client: Client, stand_in: StandIn, receiver: Receiver
) -> None:
    stand_in.post("phones", number=SAM, name="Sam", side="staff")
    stand_in.text_in("STOP", to=ADVANCED)
    stand_in.post("reset")
    assert stand_in.messages() == []
    assert client.messages.create(to=MAYA, from_=ADVANCED, body="hello").status == "queued"
    assert [phone.name for phone in stand_in.exchange.phones.all()] == ["Sam", MAYA]
    assert stand_in.text_in("hello")["status"] == 200


def test_a_number_declared_later_answers_as_it_was_told(stand_in: StandIn) -> None:
    stand_in.post("numbers", number="60777", mode="default", per_second=0, help_text="Our own words.")
    stand_in.text_in("HELP", to="60777")
    assert [message["body"] for message in stand_in.messages(to=MAYA)] == ["Our own words."]


@pytest.mark.parametrize(
    ("door", "fields"),
    [
        ("inbound", {"from": MAYA, "to": SHORT_CODE, "body": 7}),
        ("inbound", {"to": SHORT_CODE, "body": "hello"}),
        ("inbound", {"from": MAYA, "to": SHORT_CODE, "parameters": "none"}),
        ("numbers", {"number": "not a number at all"}),
        ("numbers", {"number": SHORT_CODE, "mode": "loud"}),
        ("numbers", {"number": SHORT_CODE, "per_second": "fast"}),
        ("phones", {"number": "07700900123"}),
        ("phones", {"number": MAYA, "side": "inside"}),
        ("webhook", {}),
        ("faults", []),
    ],
)
def test_what_cannot_be_read_is_explained(stand_in: StandIn, door: str, fields: Any) -> None:
    answer = stand_in.http.post(f"{stand_in.url}/simulator/{door}", json=fields, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert stand_in.messages() == []


def test_no_callback_comes_after_a_reset(client: Client, stand_in: StandIn, receiver: Receiver) -> None:
    stand_in.exchange.delays = (0.03, 0.03)
    for _ in range(5):
        callback = f"{receiver.url}/status"
        client.messages.create(to=SAM, from_=SHORT_CODE, body="hello", status_callback=callback)
    stand_in.post("reset")
    posted = len(receiver.posts)
    time.sleep(0.1)
    assert len(receiver.posts) == posted
    assert stand_in.exchange.scheduler.pending == 0
