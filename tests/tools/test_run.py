"""`make run`: what it starts, and what it says when it cannot."""

import socket
from itertools import pairwise

from tools import ports
from tools.run import parsed, stand_in, taken
from tools.service import web


def test_a_taken_port_is_named_with_the_way_round_it() -> None:
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        free = str(ports.any_free())
        chosen = parsed(["--web-port", str(port), "--sim-port", free, "--valkey-port", free])
        assert taken(chosen) == [f"Port {port} is in use. Choose another: make run WEB_PORT={port + 50}"]


def test_each_number_and_each_member_of_staff_is_on_the_page_of_phones() -> None:
    setup = {
        "numbers": [{"number": "83222"}, {"number": "+447700900100", "keyword_mode": "default"}],
        "staff": [{"name": "Sam Carter", "mobile": "+447700900001"}],
    }
    argv = stand_in(parsed(["--web-port", "5050"]), setup)
    options = list(pairwise(argv))
    assert ("--number", "83222:app") in options
    assert ("--number", "+447700900100:default") in options
    assert ("--phone", "staff:+447700900001:Sam Carter") in options
    assert ("--webhook", "http://127.0.0.1:5050/webhooks/twilio/sms") in options


def test_the_web_listens_on_this_machine_only() -> None:
    assert "127.0.0.1:5050" in web(5050)
