"""What the stand-in still knows after a restart, and after kill -9."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from config import PROJECT
from enquiries.simulator.exchange import Settings
from enquiries.simulator.numbers import KeywordMode, Number
from enquiries.simulator.phones import Phone, Side
from enquiries.simulator.record import RecordUnreadable
from enquiries.simulator.server import SimulatorServer
from tests.support.processes import soon
from tools import ports

from .receiver import TOKEN, Receiver
from .stand_in import ACCOUNT, LONG_CODE, MAYA, SAM, SHORT_CODE, StandIn

VISITOR = Phone(MAYA, "A visitor", Side.PUBLIC)
STAFF = Phone(SAM, "Sam", Side.STAFF)


@contextmanager
def started(file: Path, *, webhook: str = "", delays: tuple[float, float] = (0, 0)) -> Iterator[StandIn]:
    settings = Settings(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        webhook=webhook,
        delays=delays,
        limit_rates=False,
        numbers=(Number(SHORT_CODE), Number(LONG_CODE, KeywordMode.DEFAULT)),
        phones=(VISITOR, STAFF),
        record=file,
    )
    with SimulatorServer(settings) as server, StandIn(server) as stand_in:
        yield stand_in


@contextmanager
def twilio(stand_in: StandIn) -> Iterator[Client]:
    http = TwilioHttpClient(timeout=5)
    client = Client(ACCOUNT, TOKEN, http_client=http)
    client.api.base_url = stand_in.url
    yield client
    assert http.session is not None
    http.session.close()


def shown(stand_in: StandIn) -> dict[str, str]:
    state = stand_in.http.get(f"{stand_in.url}/state.json", timeout=5).json()
    return {phone["number"]: phone["name"] for phone in state["phones"]}


def test_texts_are_still_there_as_they_were(tmp_path: Path, receiver: Receiver) -> None:
    with started(tmp_path / "phones.db", webhook=f"{receiver.url}/sms") as before, twilio(before) as client:
        before.text_in("HELP")
        client.messages.create(to=SAM, from_=SHORT_CODE, body="4821 new call-back")
        before.post("faults", filtered=True)
        client.messages.create(to=SAM, from_=SHORT_CODE, body="this one is lost")
        before.settle()
        texts = before.messages()
        client.messages(texts[1]["sid"]).update(body="")
        texts[1]["redacted"] = True
    with started(tmp_path / "phones.db") as after:
        assert after.messages() == texts
        assert after.text_in("once more")["sid"] not in {text["sid"] for text in texts}
        assert after.messages()[-1]["id"] == texts[-1]["id"] + 1


def test_a_deleted_text_stays_deleted(tmp_path: Path) -> None:
    with started(tmp_path / "phones.db") as before, twilio(before) as client:
        sid = client.messages.create(to=SAM, from_=SHORT_CODE, body="4821 new call-back").sid
        before.settle()
        assert sid is not None
        client.messages(sid).delete()
    with started(tmp_path / "phones.db") as after:
        assert after.messages() == []


def test_a_text_that_was_on_its_way_arrives_once(tmp_path: Path, receiver: Receiver) -> None:
    with started(tmp_path / "phones.db", delays=(0, 60)) as before, twilio(before) as client:
        callback = f"{receiver.url}/status"
        client.messages.create(to=SAM, from_=SHORT_CODE, body="4821", status_callback=callback)
    with started(tmp_path / "phones.db") as after:
        after.settle()
        (text,) = after.messages()
        assert text["statuses"] == ["queued", "sent", "delivered"]
    assert [post.form["MessageStatus"] for post in receiver.posts] == ["sent", "delivered"]


def test_who_opted_out_and_what_is_broken_stays_so(tmp_path: Path) -> None:
    with started(tmp_path / "phones.db") as before:
        before.text_in("STOP", to=LONG_CODE)
        before.text_in("STOP", from_="+447700900124", to=LONG_CODE)
        before.text_in("START", from_="+447700900124", to=LONG_CODE)
        before.post("faults", landline={"to": [SAM]}, latency=True)
        before.post("faults", latency=False)
    with started(tmp_path / "phones.db") as after:
        assert after.exchange.opted_out(LONG_CODE, MAYA)
        assert not after.exchange.opted_out(LONG_CODE, "+447700900124")
        faults = after.exchange.faults.as_json()
        assert {kind for kind, fault in faults.items() if fault} == {"landline"}
        after.post("start-afresh")
    with started(tmp_path / "phones.db") as afresh:
        assert not afresh.exchange.opted_out(LONG_CODE, MAYA)
        assert not any(afresh.exchange.faults.as_json().values())
        assert afresh.messages() == []


def test_the_phones_are_still_there_and_staffs_are_those_it_is_started_with(tmp_path: Path) -> None:
    with started(tmp_path / "phones.db") as before:
        before.post("phones", number="+447700900456", name="Nadia", side="public")
        before.post("phones", number="+447700900009", name="Sam", side="staff", replaces=SAM)
        before.text_in("hello", from_="+447700900888")
        before.post("next-visitor")
    with started(tmp_path / "phones.db") as after:
        assert shown(after) == {
            "+447700900124": "A visitor",
            "+447700900456": "Nadia",
            SAM: "Sam",
            "+447700900888": "+447700900888",
        }


def test_starting_afresh_gives_the_visitor_no_number_that_was_used(tmp_path: Path) -> None:
    with started(tmp_path / "phones.db") as before:
        before.post("phones", number="+447700900456", name="Nadia", side="public")
        before.post("next-visitor")
        before.post("start-afresh")
        assert shown(before) == {"+447700900125": "A visitor", SAM: "Sam"}
    with started(tmp_path / "phones.db") as after:
        after.post("start-afresh")
        assert shown(after) == {"+447700900126": "A visitor", SAM: "Sam"}


def test_kill_9_loses_no_text(tmp_path: Path) -> None:
    port = ports.any_free()
    url = f"http://{ports.HOST}:{port}"
    argv = [sys.executable, "-m", "enquiries.simulator", "--port", str(port), "--number", SHORT_CODE]
    argv += ["--record", str(tmp_path / "phones.db")]
    for expected in (["HELP"], ["HELP", "HELP"]):
        process = subprocess.Popen(argv, cwd=PROJECT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        try:
            soon(lambda: not ports.is_free(port), within=30)
            words = {"from": MAYA, "to": SHORT_CODE, "body": "HELP"}
            requests.post(f"{url}/simulator/inbound", json=words, timeout=10)
            found = requests.get(f"{url}/simulator/messages", timeout=10).json()["messages"]
            assert [each["body"] for each in found] == expected
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()


def test_a_file_of_another_kind_is_left_alone_and_named(tmp_path: Path) -> None:
    other = tmp_path / "phones.db"
    other.write_bytes(b"this is no database " * 100)
    with pytest.raises(RecordUnreadable, match=r"phones\.db: .*Remove it"):
        SimulatorServer(Settings(record=other))
    assert other.read_bytes() == b"this is no database " * 100
