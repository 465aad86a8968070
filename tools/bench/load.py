"""Posting as fast, or as evenly, as one is told: the load, in a process of its own.

Each request is rendered and signed before the clock starts, and connections stay open as Twilio's do, so that
what is measured is the service. `paced` sends each post at its moment, whether or not those before it were
answered, as people do; `closed` keeps so many connections busy, to find the most that is taken.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

from tools.bench.figures import Waits

# gunicorn closes a connection that was idle for two seconds: ours are not used again near that.
_STALE: Final = 1.0
# Twilio waits so long for an answer before it goes to the fallback.
PATIENCE: Final = 15.0
UNANSWERED: Final = 0

Meanwhile = AbstractContextManager[object]
"""What is measured from when the first post is sent until the last is answered."""
_NOTHING: Final[Meanwhile] = nullcontext()


@dataclass(frozen=True)
class Post:
    """One request as the bytes that are sent; `name` tells it from the others, such as by its sender."""

    name: str
    request: bytes


@dataclass(frozen=True)
class Answer:
    """How a post was answered. `sent_at` is seconds of the epoch; `status` is 0 where no answer came."""

    name: str
    sent_at: float
    seconds: float
    status: int

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300


class Answers(list[Answer]):
    """How the posts of a load were answered, and the processor time that it took to send them."""

    processor_seconds = 0.0


def not_taken(answers: Iterable[Answer]) -> str:
    """How many were not, by what they got instead; nothing where all were taken."""
    instead = Counter(answer.status for answer in answers if not answer.taken)
    said = (f"{count} {f'with {status}' if status else 'unanswered'}" for status, count in instead.items())
    return ", ".join(said)


def waits(answers: Collection[Answer]) -> Waits:
    """How long the answers took; one that was not taken waits for ever."""
    return Waits([answer.seconds for answer in answers if answer.taken], of=len(answers))


def paced(port: int, posts: Sequence[Post], per_second: float, meanwhile: Meanwhile = _NOTHING) -> Answers:
    """Send the posts evenly, so many a second; returns when all are answered or given up."""
    return _in_own_process(meanwhile, _paced, port, posts, per_second)


def closed(
    ports: Sequence[int],
    posts: Sequence[Post],
    connections: int,
    seconds: float,
    meanwhile: Meanwhile = _NOTHING,
) -> Answers:
    """Send the posts on so many connections to each port, for so long.

    Each is sent as soon as the one before it on the connection is answered.
    """
    return _in_own_process(meanwhile, _closed, ports, posts, connections, seconds)


def _in_own_process(
    meanwhile: Meanwhile, load: Callable[..., Coroutine[None, None, list[Answer]]], *arguments: object
) -> Answers:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        process.submit(_get_ready).result()
        with meanwhile:
            return process.submit(_run, load, *arguments).result()


def _get_ready() -> None:
    """The process has started and read what it needs."""


def _run(load: Callable[..., Coroutine[None, None, list[Answer]]], *arguments: object) -> Answers:
    started = time.process_time()
    answers = Answers(asyncio.run(load(*arguments)))
    answers.processor_seconds = time.process_time() - started
    return answers


async def _paced(port: int, posts: Sequence[Post], per_second: float) -> list[Answer]:
    lines = _Lines(port)
    start = time.monotonic()
    under_way: list[Awaitable[Answer]] = []
    for number, post in enumerate(posts):
        await asyncio.sleep(start + number / per_second - time.monotonic())
        under_way.append(asyncio.create_task(lines.post(post)))
    return list(await asyncio.gather(*under_way))


async def _closed(
    ports: Sequence[int], posts: Sequence[Post], connections: int, seconds: float
) -> list[Answer]:
    until = time.monotonic() + seconds
    waiting, answers = iter(posts), list[Answer]()
    at_each = [_Lines(port) for port in ports]
    busy = [_one_after_another(lines, waiting, until, answers) for lines in at_each * connections]
    await asyncio.gather(*busy)
    return answers


async def _one_after_another(
    lines: "_Lines", waiting: Iterator[Post], until: float, answers: list[Answer]
) -> None:
    while time.monotonic() < until and (post := next(waiting, None)):
        answers.append(await lines.post(post))


class _Line:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.used_at = time.monotonic()

    async def status_of(self, request: bytes) -> int:
        """Send a request and read its answer to the end."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        await self._reader.readexactly(int(length or 0))
        self.used_at = time.monotonic()
        return status

    def close(self) -> None:
        self._writer.close()


class _Lines:
    """Connections: one that is free is used again, and more are opened when none is."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[_Line] = []

    async def post(self, post: Post) -> Answer:
        sent_at, started = time.time(), time.monotonic()
        status = UNANSWERED
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            status = await asyncio.wait_for(self._status_of(post.request), PATIENCE)
        return Answer(post.name, sent_at, time.monotonic() - started, status)

    async def _status_of(self, request: bytes) -> int:
        line = await self._line()
        try:
            status = await line.status_of(request)
        except BaseException:
            line.close()
            raise
        self._free.append(line)
        return status

    async def _line(self) -> _Line:
        while self._free:
            line = self._free.pop()
            if time.monotonic() - line.used_at < _STALE:
                return line
            line.close()
        return _Line(*await asyncio.open_connection("127.0.0.1", self._port))
