"""Clients that begin a request and do not end it, as a bad line or a bad person does."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final
from urllib.parse import urlsplit

DOORS: Final = (
    "/embed/willow-house",
    "/callback",
    "/callback/willow-house",
    "/sign-in",
    "/sign-in/text",
    "/c/x",
    "/m/x",
    "/join/x",
    "/webhooks/twilio/sms",
    "/webhooks/twilio/sms/fallback",
    "/webhooks/twilio/status/1",
)
_HEAD: Final = (
    "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 60000\r\n\r\na"
)


def half_sent(path: str) -> bytes:
    """The head of a POST, and the first byte of sixty thousand."""
    return _HEAD.format(path).encode()


def half_a_head(path: str) -> bytes:
    return half_sent(path)[:40]


@contextmanager
def open_to(url: str, beginnings: Sequence[bytes]) -> Iterator[list[socket.socket]]:
    """A connection for each of these, left open after it was sent."""
    place = urlsplit(url)
    assert place.hostname
    assert place.port
    with ExitStack() as kept:
        connections = []
        for each in beginnings:
            connection = socket.create_connection((place.hostname, place.port), timeout=10)
            kept.enter_context(connection)
            connection.sendall(each)
            connections.append(connection)
        yield connections
