"""Fetching from a provider that is slow, cut off, too large, or leads elsewhere."""

import base64
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress

import pytest

from enquiries.media.fetch import MediaFetcher
from enquiries.media.items import FetchedMedia, MediaNotFetched, MediaProblem

OK = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
CREDENTIALS = f"Authorization: Basic {base64.b64encode(b'AC1:token').decode()}"


class Server:
    """Answers each request with the next of `answers`, a piece at a time, with `pause` seconds between."""

    def __init__(self) -> None:
        self.answers: list[Sequence[bytes]] = []
        self.pause = 0.0
        self.asked: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                with connection, suppress(OSError):
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        self.asked.append(connection.recv(10_000).decode())
        for piece in self.answers.pop(0):
            connection.sendall(piece)
            time.sleep(self.pause)


@pytest.fixture
def new_server() -> Iterator[Callable[[], Server]]:
    with ExitStack() as servers:

        def new() -> Server:
            server = Server()
            servers.callback(server.close)
            return server

        yield new


@pytest.fixture
def provider(new_server: Callable[[], Server]) -> Server:
    return new_server()


def fetch(provider: Server, path: str = "/a?b=c", seconds: float = 5) -> FetchedMedia:
    fetcher = MediaFetcher("AC1", "token", base_url=provider.url, seconds=seconds)
    return fetcher.fetch(f"{provider.url}{path}")


def problem(provider: Server, seconds: float = 5) -> MediaProblem:
    with pytest.raises(MediaNotFetched) as failed:
        fetch(provider, seconds=seconds)
    return failed.value.problem


def redirect(to: str) -> list[bytes]:
    return [f"HTTP/1.1 307 Elsewhere\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()]


def test_the_provider_gets_the_credentials(provider: Server) -> None:
    provider.answers = [[OK, b"Content-Length: 3\r\n\r\n", b"abc"]]
    assert fetch(provider) == FetchedMedia("image/png", b"abc")
    (asked,) = provider.asked
    assert asked.startswith("GET /a?b=c HTTP/1.1\r\n")
    assert f"Host: {provider.url.removeprefix('http://')}\r\n" in asked
    assert CREDENTIALS in asked


def test_another_host_gets_none(provider: Server, new_server: Callable[[], Server]) -> None:
    other = new_server()
    provider.answers = [redirect(f"{other.url}/content")]
    other.answers = [[OK, b"Transfer-Encoding: chunked\r\n\r\n", b"3\r\nabc\r\n0\r\n\r\n"]]
    assert fetch(provider).data == b"abc"
    assert "authorization" not in other.asked[0].lower()


def test_two_redirects_are_followed_and_no_third(provider: Server) -> None:
    provider.answers = [redirect("/b"), redirect("c"), [OK, b"Content-Length: 1\r\n\r\n", b"x"]]
    assert fetch(provider).data == b"x"
    provider.answers = [redirect("/b")] * 3
    assert problem(provider) is MediaProblem.REFUSED
    assert len(provider.asked) == 6


def test_a_provider_that_is_encrypted_sends_to_nothing_that_is_not() -> None:
    fetcher = MediaFetcher("AC1", "token", base_url="https://api.example.org")
    with pytest.raises(MediaNotFetched) as failed:
        fetcher.fetch("http://api.example.org/a")
    assert failed.value.problem is MediaProblem.NOT_AT_PROVIDER


@pytest.mark.parametrize("start", [b"", OK + b"X: ", OK + b"Content-Length: 100\r\n\r\n"])
def test_an_answer_that_comes_drop_by_drop_is_cut_off_in_time(provider: Server, start: bytes) -> None:
    provider.pause = 0.1
    provider.answers = [[start, *[b"x"] * 30]]
    started = time.monotonic()
    assert problem(provider, seconds=0.5) is MediaProblem.NO_ANSWER
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("head", [b"Content-Length: 7000000\r\n\r\n", b"\r\n"])
def test_what_is_too_large_is_not_read_to_its_end(provider: Server, head: bytes) -> None:
    provider.answers = [[OK + head, bytes(6_500_000), *[bytes(1_000_000)] * 50]]
    assert problem(provider) is MediaProblem.TOO_LARGE


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: 100\r\n\r\nonly this",
        OK + b"Transfer-Encoding: chunked\r\n\r\n64\r\nonly this",
        b"no HTTP at all\r\n\r\n",
        b"",
    ],
)
def test_an_answer_that_is_not_whole_is_none(provider: Server, answer: bytes) -> None:
    provider.answers = [[answer]]
    assert problem(provider) is MediaProblem.NO_ANSWER


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, MediaProblem.GONE),
        (410, MediaProblem.GONE),
        (401, MediaProblem.REFUSED),
        (500, MediaProblem.REFUSED),
    ],
)
def test_what_the_provider_refuses(provider: Server, status: int, why: MediaProblem) -> None:
    provider.answers = [[f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()]]
    assert problem(provider) is why


def test_what_has_no_type_is_a_file(provider: Server) -> None:
    provider.answers = [[b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"]]
    assert fetch(provider).type == "application/octet-stream"


def test_a_provider_that_is_not_there() -> None:
    fetcher = MediaFetcher("AC1", "token", base_url="http://127.0.0.1:9")
    with pytest.raises(MediaNotFetched) as failed:
        fetcher.fetch("http://127.0.0.1:9/a")
    assert failed.value.problem is MediaProblem.NO_ANSWER


def test_an_address_with_a_line_break_is_not_sent(provider: Server) -> None:
    provider.answers = [[]]
    with pytest.raises(MediaNotFetched):
        fetch(provider, "/a HTTP/1.1\r\nX: y")
    assert "".join(provider.asked) == ""
