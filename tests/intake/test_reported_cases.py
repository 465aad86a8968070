"""Faults that users of such services have reported in public, as cases of one line each.

A case says what somebody did (`given`) and what has to come of it (`want`). Its `kind` names the function
that plays it; `id` groups cases that were reported together. They are in `reported_cases.jsonl`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
from sqlalchemy import select
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from enquiries.core.phone import NumberRefused, read_number
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.gateway import SendFailed, TextToSend
from enquiries.messaging.models import OptOut, Outgoing
from enquiries.messaging.twilio import TwilioGateway
from enquiries.simulator.faults import Fault, FaultKind
from tests.support.ringback import LONDON, Ringback
from tests.support.webhooks import post

THE_ENQUIRER, SAM, DANA = "+447700900123", "+447700900001", "+447700900003"
SITE = "https://ringback.example"


@dataclass(frozen=True)
class Case:
    """One report. What `given` and `want` are depends on its kind."""

    id: str
    kind: str
    given: Any
    want: Any


def cases() -> list[Case]:
    file = Path(__file__).with_name("reported_cases.jsonl")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Case(row["id"], row["kind"], row["given"], row["want"]) for row in rows]


class Stage:
    """What the cases are played on: the service, and short ways to text it and to look at it."""

    def __init__(self, ringback: Ringback) -> None:
        self.ringback = ringback

    def texts(self, *texts: str, sender: str = THE_ENQUIRER) -> None:
        for text in texts:
            self.ringback.text(sender, "83222", text)

    def sam(self, *texts: str) -> None:
        """Sam texts; `{code}` is the code of the enquiry."""
        code = self.enquiry().code
        self.texts(*(text.replace("{code}", code) for text in texts), sender=SAM)

    def got(self, number: str) -> list[str]:
        log = self.ringback.twilio.exchange.log
        return [each.shown for each in log.all(number) if each.direction != "inbound" and each.to == number]

    def enquiry(self) -> Enquiry:
        """The first that anybody made."""
        with self.ringback.session() as session:
            first = select(Enquiry).where(Enquiry.synthetic.is_(False)).order_by(Enquiry.id)
            return session.scalars(first).first() or pytest.fail("there is no enquiry")

    def is_opted_out(self) -> bool:
        with self.ringback.session() as session:
            return session.scalars(select(OptOut)).first() is not None

    def sends_form(self, fields: Mapping[str, str], path: str, headers: Mapping[str, str]) -> int:
        """Fill in the form as a browser over https does. Returns the status of the answer."""
        browser = self.ringback.app.test_client()
        page = browser.get(path, base_url=SITE).text
        hidden = {
            name[1]: value[1]
            for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
            if (name := re.search(r'name="([^"]+)"', tag)) and (value := re.search(r'value="([^"]*)"', tag))
        }
        answer = browser.post(path, base_url=SITE, data={**hidden, **fields}, headers=headers)
        self.ringback.settle()
        return answer.status_code


def opt(stage: Stage, given: str, want: str) -> None:
    """Somebody who asked for a call writes this: `out` of texts or still `in`."""
    stage.texts("HELP", given)
    assert stage.is_opted_out() is (want == "out")


def contact(stage: Stage, given: str, want: Mapping[str, str]) -> None:
    """The answer to our question about voicemails and texts."""
    stage.texts("FAMILY")
    stage.ringback.wait(seconds=4)
    stage.texts(given)
    enquiry = stage.enquiry()
    assert {wish: getattr(enquiry, wish).value for wish in want} == want


def thanks(stage: Stage, given: str, want: str) -> None:
    """Some minutes after the call was made and the enquiry closed."""
    stage.texts("HELP")
    stage.sam("{code} Y", "{code} CALLING", "{code} DONE BOOKED")
    stage.ringback.wait(minutes=3)
    stage.texts(given)
    assert stage.enquiry().state.value == want


def time(stage: Stage, given: str, want: str) -> None:
    """The answer to our question when to call, at ten on a Wednesday."""
    stage.ringback.move_to(datetime(2026, 1, 14, 10, 0, tzinfo=LONDON))
    stage.texts("HELP", "LATER", given)
    assert f"{stage.enquiry().due_at.astimezone(LONDON):%d %H:%M}" == want


def twice_an_hour(stage: Stage, given: tuple[str, str], want: str) -> None:
    """The same, at a moment near a change of clocks."""
    moment, said = given
    stage.ringback.move_to(datetime.fromisoformat(moment))
    stage.texts("HELP", "LATER", said)
    assert stage.enquiry().due_at == datetime.fromisoformat(want)


def risk(stage: Stage, given: Sequence[str], want: str) -> None:
    """Texts that follow each other at once."""
    stage.texts(*given)
    assert stage.enquiry().urgent is (want == "urgent")


def quoted(stage: Stage, given: str, want: str) -> None:
    """A text that quotes one of ours."""
    stage.texts("HELP", given)
    assert stage.enquiry().urgent is (want == "urgent")


def staff(stage: Stage, given: str, want: Mapping[str, Any]) -> None:
    """Sam has the enquiry and texts this."""
    stage.texts("HELP")
    stage.sam("{code} Y", given)
    enquiry = stage.enquiry()
    facts = {"urgent": enquiry.urgent, "state": enquiry.state.value, "outcome": enquiry.outcome}
    assert facts.items() >= want.items()


def chase(stage: Stage, given: str, _want: str) -> None:
    """Sam has it and texts this every four minutes without calling: within the hour somebody else hears."""
    stage.texts("FAMILY")
    stage.sam("{code} Y")
    for _ in range(15):
        stage.ringback.wait(minutes=4)
        stage.sam(given)
        if stage.enquiry().state.value != "claimed":
            return
    assert stage.got(DANA)


def phone(_stage: Stage, given: str, want: Sequence[str]) -> None:
    """A number in the form: how it is read, whether we ask first (`ask …`), or `refused`."""
    try:
        number = read_number(given)
    except NumberRefused:
        assert "refused" in want
    else:
        assert (number.e164 if number.certain else f"ask {number.e164}") in want


def sender(stage: Stage, given: str, want: Mapping[str, Any]) -> None:
    """HELP from this number; `texts` are parts of what it reads."""
    stage.texts("HELP", sender=given)
    enquiry = stage.enquiry()
    assert {"phone": enquiry.phone, "textable": enquiry.textable}.items() >= {
        (key, value) for key, value in want.items() if key != "texts"
    }
    for part in want.get("texts", []):
        assert any(part in text for text in stage.got(given))


def hidden_field(stage: Stage, given: str, want: str) -> None:
    """What a browser left in the field that no person sees."""
    path = "/callback/willow-house"
    fields = {"phone": THE_ENQUIRER, "consent": "yes", "website": given}
    stage.sends_form(fields, path, {"Referer": SITE + path})
    assert stage.enquiry().state.value == want


def code(_stage: Stage, given: tuple[int, int], want: str) -> None:
    """The provider refuses with a status and a code: tried again (`passing`) or not (`permanent`)."""
    with provider_that_refuses(*given) as address:
        gateway = TwilioGateway("AC" + "0" * 32, "token", base_url=address)
        with pytest.raises(SendFailed) as refused:
            gateway.send(TextToSend(1, THE_ENQUIRER, "83222", "body", 300, SITE))
        gateway.close()
    assert ("permanent" if refused.value.permanent else "passing") == want


def status(stage: Stage, given: Sequence[str], want: str) -> None:
    """What becomes of an alert when its receipts come in this order."""
    ringback = stage.ringback
    ringback.twilio.exchange.faults.turn_on(FaultKind.CALLBACKS_DROPPED, Fault())
    stage.texts("HELP")
    with ringback.session() as session:
        alert = session.scalars(select(Outgoing).where(Outgoing.kind == "staff.alert")).one()
        path, sid = f"/webhooks/twilio/status/{alert.id}", alert.sid or ""
    for receipt in given:
        assert post(ringback, path, {"MessageSid": sid, "MessageStatus": receipt}).status_code == 200
    ringback.settle()
    with ringback.session() as session:
        assert session.get_one(Outgoing, int(path.rpartition("/")[2])).state.value == want


def signed(stage: Stage, given: Sequence[Any], want: int) -> None:
    """A text with these further parameters, signed for an address (none: ours), under a Host."""
    path, further, signed_for, *host = given
    ringback = stage.ringback
    pairs = [("MessageSid", "SMx1"), ("From", THE_ENQUIRER), ("To", "83222"), ("Body", "HELP")]
    pairs += [(key, value) for key, value in further]
    token = ringback.app.config["RINGBACK"].twilio_auth_tokens[0]
    signature = RequestValidator(token).compute_signature(signed_for or ringback.url + path, MultiDict(pairs))
    headers = {
        "X-Twilio-Signature": signature,
        "Content-Type": "application/x-www-form-urlencoded",
        "Host": host[0] if host else ringback.url.partition("//")[2],
    }
    answer = requests.post(ringback.url + path, data=urlencode(pairs), headers=headers, timeout=20)
    ringback.settle()
    assert answer.status_code == want


@contextmanager
def provider_that_refuses(http_status: int, error: int) -> Iterator[str]:
    """A provider that answers every text with this refusal. Yields its address."""
    body = json.dumps({"code": error, "message": "", "more_info": "", "status": http_status}).encode()

    class Refusal(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(http_status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """A test has its own words."""

    server = HTTPServer(("127.0.0.1", 0), Refusal)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


PLAYS: Mapping[str, Callable[[Stage, Any, Any], None]] = {
    play.__name__: play
    for play in (
        *(opt, contact, thanks, time, twice_an_hour, risk, quoted, staff, chase),
        *(phone, sender, hidden_field, code, status, signed),
    )
}


@pytest.fixture
def stage(ringback: Ringback) -> Iterator[Stage]:
    yield Stage(ringback)
    texted = {each.to for each in ringback.twilio.exchange.log.all() if each.direction != "inbound"}
    for number in texted:
        ringback.phone(number).ignores_the_rest()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_what_was_reported(stage: Stage, case: Case) -> None:
    PLAYS[case.kind](stage, case.given, case.want)
