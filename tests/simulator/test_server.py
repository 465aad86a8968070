"""Serving: connections stay open, nothing is left behind, and the command starts and ends cleanly."""

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from enquiries.simulator.exchange import Settings
from enquiries.simulator.server import SimulatorServer, create_simulator

from .receiver import TOKEN
from .stand_in import ACCOUNT, MAYA, SHORT_CODE, StandIn


def test_a_connection_stays_open(stand_in: StandIn) -> None:
    _, port = stand_in.url.rsplit(":", 1)
    request = b"POST /simulator/settle HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
    with socket.create_connection(("127.0.0.1", int(port)), timeout=2) as connection:
        for _ in range(3):
            connection.sendall(request)
            assert connection.recv(4096).startswith(b"HTTP/1.1 200 OK\r\n")


def test_it_takes_many_at_once(stand_in: StandIn) -> None:
    url = f"{stand_in.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    def send() -> None:
        with requests.Session() as session:
            for _ in range(10):
                session.post(
                    url, {"To": MAYA, "From": SHORT_CODE, "Body": "hi"}, auth=(ACCOUNT, TOKEN), timeout=5
                )

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stand_in.settle()
    assert [message["status"] for message in stand_in.messages()] == ["delivered"] * 80
    assert len({message["id"] for message in stand_in.messages()}) == 80


def test_stopping_ends_idle_connections_and_every_thread() -> None:
    before = set(threading.enumerate())
    server = SimulatorServer(Settings.for_tests()).start()
    with requests.Session() as session:
        session.get(f"{server.url}/simulator/pending", timeout=5)
        started = time.monotonic()
        server.stop()
        assert time.monotonic() - started < 1
    assert set(threading.enumerate()) == before


def test_stopping_ends_a_hang() -> None:
    with SimulatorServer(Settings(account_sid=ACCOUNT, auth_token=TOKEN)) as server:
        requests.post(f"{server.url}/simulator/faults", json={"hang": True}, timeout=5)
        url = f"{server.url}/2010-04-01/Accounts/{ACCOUNT}.json"
        with pytest.raises(requests.ReadTimeout):
            requests.get(url, auth=(ACCOUNT, TOKEN), timeout=0.1)
        started = time.monotonic()
    assert time.monotonic() - started < 1


def test_the_app_works_without_a_server() -> None:
    app = create_simulator(Settings.for_tests())
    assert app.test_client().get("/simulator/pending").json == {"pending": 0}
    app.extensions["exchange"].stop()


class TestCommand:
    """`python -m enquiries.simulator`."""

    @pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
    def test_it_serves_until_it_is_told_to_end(self, tmp_path: Path, end: signal.Signals) -> None:
        guide = tmp_path / "guide.txt"
        guide.write_text("1 Text HELP.")
        words = [
            "--port",
            "0",
            "--number",
            "83222:app",
            "--phone",
            f"public:{MAYA}:Maya",
            "--guide",
            str(guide),
        ]
        command = [sys.executable, "-m", "enquiries.simulator", *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 (our own command)
            assert running.stdout is not None
            url = running.stdout.readline().split()[-1]
            state = requests.get(f"{url}/state.json", timeout=5).json()
            running.send_signal(end)
            assert running.wait(5) == 0
        assert (state["numbers"], state["guide"]) == (["83222"], ["1 Text HELP."])
        assert state["phones"] == [{"number": MAYA, "name": "Maya", "side": "public"}]

    @pytest.mark.parametrize(
        "words",
        [
            ["--number", "12"],
            ["--number", "83222:loud"],
            ["--phone", "Maya"],
            ["--phone", "inside:+447700900123"],
        ],
    )
    def test_it_refuses_what_it_cannot_read(self, words: list[str]) -> None:
        command = [sys.executable, "-m", "enquiries.simulator", *words]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
        assert ended.returncode == 2
        assert "invalid" in ended.stderr

    def test_it_says_when_the_port_is_taken(self, stand_in: StandIn) -> None:
        port = stand_in.url.rsplit(":", 1)[1]
        command = [sys.executable, "-m", "enquiries.simulator", "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
        assert ended.returncode == 1
        assert "Address already in use" in ended.stderr
