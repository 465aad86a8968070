"""The service as it really runs: slow clients by the hundred beside a text, and the queue taken away."""

import select
import socket
import time
from typing import Final

import pytest

from enquiries.server import SLOWEST
from tests.support.processes import soon
from tests.support.running import SOMEBODY_ELSE, THE_ENQUIRER, RunningService
from tests.support.slow_clients import DOORS, half_a_head, half_sent, open_to

pytestmark = pytest.mark.xdist_group("running service")

MANY: Final = [
    *(half_sent(DOORS[each % len(DOORS)]) for each in range(80)),
    *(half_a_head(DOORS[each % len(DOORS)]) for each in range(60)),
    *([b""] * 60),
]


@pytest.mark.timeout(180)
def test_slow_clients_hold_nobody_up_and_are_sent_away(service: RunningService) -> None:
    before = service.alerts()
    assert service.text(SOMEBODY_ELSE, "HELP") == 200  # whatever a process reads once is read
    soon(lambda: service.alerts() == before + 1, within=20)
    began = time.monotonic()
    with open_to(service.web_url, MANY) as connections:
        _feed(connections[:20])
        assert service.text(THE_ENQUIRER, "HELP") == 200
        answered = time.monotonic() - began
        soon(lambda: service.alerts() == before + 2, within=SLOWEST / 2)
        assert answered < SLOWEST / 2, "they were sent away before the text was answered"
        while time.monotonic() - began < SLOWEST + 10 and len(_open(connections)) > 0:
            time.sleep(1)
            _feed(connections[:20])
        assert _open(connections) == []


def test_people_are_alerted_with_and_without_the_queue(service: RunningService) -> None:
    before = service.alerts()
    assert service.text("+447700900125", "HELP") == 200
    soon(lambda: service.got("+447700900125", "You did the right thing"), within=20)
    soon(lambda: service.alerts() == before + 1, within=20)

    service.valkey.stop()
    assert service.text("+447700900126", "HELP") == 200
    soon(lambda: service.alerts() == before + 2, within=20)

    service.valkey.start()
    assert service.text("+447700900127", "HELP") == 200
    soon(lambda: service.alerts() == before + 3, within=20)


def _feed(connections: list[socket.socket]) -> None:
    """One more byte of each: who drips is never idle."""
    for each in connections:
        try:
            each.sendall(b"a")
        except OSError:
            continue


def _open(connections: list[socket.socket]) -> list[socket.socket]:
    """Those that the server has not closed."""
    return [each for each in connections if not _is_closed(each)]


def _is_closed(connection: socket.socket) -> bool:
    readable, _, _ = select.select([connection], [], [], 0)
    if not readable:
        return False
    try:
        return connection.recv(4096) == b""
    except OSError:
        return True
