"""Fetching what came with a text from the provider: staff never open an address of the provider's.

Only the provider's own host is asked, with the account's credentials. It answers with another address, where
the content is. That one gets no credentials and must be public: nothing that is texted to us may lead into
our own network. Its name is looked up once, and the connection is made to what was looked up.
"""

import base64
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from typing import Self, cast
from urllib.parse import urljoin, urlsplit

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from enquiries.media.items import FetchedMedia, MediaNotFetched, MediaProblem
from enquiries.media.timed_socket import Deadline, TimedSocket

_MOST_BYTES = 6 * 1024 * 1024
_MOST_REDIRECTS = 2
_CONNECT = 3.0  # seconds
_IN_ALL = 10.0  # seconds
_PIECE = 64 * 1024  # bytes
_UNKNOWN = "application/octet-stream"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_PORTS = {"https": 443, "http": 80}
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class _Place:
    """An address, taken apart."""

    address: str
    scheme: str
    host: str
    port: int

    @classmethod
    def read(cls, address: str) -> Self:
        """Raises MediaNotFetched where it is no web address."""
        try:
            parts = urlsplit(address)
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise MediaNotFetched(MediaProblem.NOT_AT_PROVIDER) from None
        return cls(address, parts.scheme, parts.hostname or "", port)

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def target(self) -> str:
        parts = urlsplit(self.address)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


class MediaFetcher:
    """Fetches from the host of `base_url` with the credentials of one account, within `seconds` in all."""

    def __init__(self, account_sid: str, auth_token: str, *, base_url: str, seconds: float = _IN_ALL) -> None:
        self._provider = _Place.read(base_url)
        self._in_development = self._provider.scheme == "http" and self._provider.host in _LOOPBACK
        self._credentials = base64.b64encode(f"{account_sid}:{auth_token}".encode()).decode()
        self._seconds = seconds
        self._tls = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)

    def fetch(self, address: str) -> FetchedMedia:
        """Raises MediaNotFetched. Open no transaction meanwhile."""
        place, deadline = _Place.read(address), Deadline(self._seconds)
        if place.origin != self._provider.origin:
            raise MediaNotFetched(MediaProblem.NOT_AT_PROVIDER)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = self._ask(place, deadline)
                if isinstance(answer, FetchedMedia):
                    return answer
                place = answer
        except (OSError, HTTPException, UnicodeError) as broken:
            raise MediaNotFetched(MediaProblem.NO_ANSWER) from broken
        raise MediaNotFetched(MediaProblem.REFUSED)

    def _ask(self, place: _Place, deadline: Deadline) -> FetchedMedia | _Place:
        """What is there, or where to ask next."""
        with self._connected(place, deadline) as connected:
            http = HTTPConnection(place.host, place.port)
            http.sock = cast(socket.socket, TimedSocket(connected, deadline))
            http.request("GET", place.target, headers=self._headers(place))
            answer = http.getresponse()
            if answer.status in _REDIRECTS:
                return _Place.read(urljoin(place.address, answer.getheader("Location", "")))
            return _read(answer)

    def _headers(self, place: _Place) -> dict[str, str]:
        headers = {"Host": place.host_header, "Connection": "close"}
        if place.origin == self._provider.origin:
            headers["Authorization"] = f"Basic {self._credentials}"
        return headers

    def _connected(self, place: _Place, deadline: Deadline) -> socket.socket:
        """A connection to the place, encrypted where it says so. Raises OSError or MediaNotFetched."""
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not self._may_open(place, addresses):
            raise MediaNotFetched(MediaProblem.NOT_AT_PROVIDER)
        connected = _connect(addresses, place.port, deadline)
        if place.scheme == "http":
            return connected
        try:
            return self._tls.wrap_socket(connected, server_hostname=place.host)
        except OSError:
            connected.close()
            raise

    def _may_open(self, place: _Place, addresses: Sequence[str]) -> bool:
        """The provider itself; elsewhere what is public and encrypted, or the same machine in development."""
        if place.origin == self._provider.origin:
            return True
        if place.scheme == "https":
            return all(ip_address(each).is_global for each in addresses)
        return self._in_development and all(ip_address(each).is_loopback for each in addresses)


def _connect(addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first that answers. Raises OSError where none does."""
    refused = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), min(_CONNECT, deadline.left()))
        except OSError as wrong:
            refused = wrong
    raise refused


def _read(answer: HTTPResponse) -> FetchedMedia:
    """The content, cut off where it is too large. Raises MediaNotFetched."""
    if answer.status in _GONE:
        raise MediaNotFetched(MediaProblem.GONE)
    if answer.status != 200:
        raise MediaNotFetched(MediaProblem.REFUSED)
    kind = answer.headers.get_content_type() if "Content-Type" in answer.headers else _UNKNOWN
    return FetchedMedia(kind, _read_whole(answer))


def _read_whole(answer: HTTPResponse) -> bytes:
    declared, data = answer.length or 0, bytearray()
    while declared <= _MOST_BYTES and (piece := answer.read(_PIECE)):
        data += piece
        if len(data) > _MOST_BYTES:
            break
    if max(declared, len(data)) > _MOST_BYTES:
        raise MediaNotFetched(MediaProblem.TOO_LARGE)
    if len(data) < declared:  # the connection ended in the middle
        raise MediaNotFetched(MediaProblem.NO_ANSWER)
    return bytes(data)
