"""The bytes that a visitor's phone loads to ask for a call: the page of the form, and all that it needs."""

import http.client
import re
from collections.abc import Iterator
from typing import Final

from tools import ports
from tools.bench.figures import Figure
from tools.bench.ground import SQLITE, Ground

_TARGET: Final = 30_000  # bytes
_ASSET: Final = re.compile(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="(/[^"]+)"')


def measure(ground: Ground) -> Iterator[Figure]:
    if ground.database != SQLITE:
        return
    with ground.service() as service:
        service.start_web()
        port = service.web_port
        size, page = _loaded(port, "/callback")
        sizes = {"/callback": size, **{path: _loaded(port, path)[0] for path in assets(page)}}
    total = sum(sizes.values())
    yield Figure(
        "callback form: bytes over the wire, answers' heads and all assets",
        f"{total} in {len(sizes)} requests",
        target="under 30 KB",
        reached=total < _TARGET,
    )


def assets(page: str) -> list[str]:
    """The addresses on our own site that a browser loads with the page."""
    return list(dict.fromkeys(_ASSET.findall(page)))


def _loaded(port: int, path: str) -> tuple[int, str]:
    """How many bytes came for it, and its text; compressed if the service does that."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    head = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
    connection.close()
    return head + len(body), body.decode("utf-8", "replace")
