"""The web process: reads each request completely before a thread handles it, so slow clients block none.

`gunicorn wsgi:app` starts, watches and stops the processes; within each, waitress' loop reads all connections
side by side and hands each complete request to one of the threads. A client that sends slowly, or nothing at
all, costs a socket and some kilobytes for at most `SLOWEST` seconds.
"""

import logging
import os
import socket
import sys
import time
from typing import Any, Final

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher

log = logging.getLogger(__name__)

SLOWEST: Final = 20.0
"""Seconds that a request may take to arrive, from its first byte, or from the connection, to its last."""
MOST_CONNECTIONS: Final = 900
"""To one process; beyond, new ones wait until old ones are closed. Below 1,024, the usual limit of files."""
_CROWDED: Final = 700  # above this, the connections that have waited longest for a request are closed …
_ROOM: Final = 500  # … until this many are left
_LARGEST_HEAD: Final = 32 * 1024  # bytes
# The app answers what is larger than it wants with a page (64 KB); only what is much larger stops here.
_LARGEST_BODY: Final = 128 * 1024
_LOOK_EVERY: Final = 1  # seconds
# The thread that reads for all must not wait five milliseconds (Python's usual) for its turn at each step.
_TURN: Final = 0.001  # seconds


class _Log:
    """Replaces waitress' own lines, which quote addresses that may hold a token."""

    def exception(self, *_: object, **__: object) -> None:
        log.exception("request_crashed")

    def warning(self, *_: object, **__: object) -> None:
        log.warning("connections_full")

    def info(self, *_: object, **__: object) -> None:
        """Log nothing: clients may disconnect at any time."""


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that records since when its next bytes are awaited."""

    logger = _Log()

    def __init__(self, *where: Any, **how: Any) -> None:
        self.waiting_since = time.time()
        self.has_sent = False
        super().__init__(*where, **how)

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.waiting_since = time.time()
        self.has_sent = True
        taken: bool = super().received(data)
        return taken

    @property
    def is_at_work(self) -> bool:
        return bool(self.requests or self.total_outbufs_len)

    def is_too_slow(self, now: float) -> bool:
        """Return True for a client too slow within a request, or before the first byte of its first."""
        is_due = self.request is not None or not self.has_sent
        return is_due and not self.is_at_work and now - self.waiting_since > SLOWEST


class _Listener(BaseWSGIServer):  # type: ignore[misc]
    channel_class = _Channel
    logger = _Log()

    def maintenance(self, now: float) -> None:
        """Close connections that are too slow or idle, and, in a crowd, those that have waited longest."""
        super().maintenance(now)
        channels: list[_Channel] = list(self.active_channels.values())
        for each in channels:
            if each.is_too_slow(now):
                each.will_close = True
        if len(channels) > _CROWDED:
            waiting = [each for each in channels if not each.is_at_work]
            waiting.sort(key=lambda each: each.waiting_since)
            for each in waiting[: len(channels) - _ROOM]:
                each.will_close = True


class _TcpListener(_Listener, TcpWSGIServer):  # type: ignore[misc]
    """On a port."""


class _SocketFile(_Listener, UnixWSGIServer):  # type: ignore[misc]
    """On a socket file."""


class BufferedWorker(Worker):  # type: ignore[misc]
    """A web process of gunicorn's that reads as waitress does. `threads`, `keepalive`, `backlog` and
    `graceful_timeout` of gunicorn's settings hold."""

    def run(self) -> None:
        sys.setswitchinterval(_TURN)
        # it counts what waits for a thread, line by line
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._map: dict[int, Any] = {}
        self._threads = ThreadedTaskDispatcher()
        self._threads.set_thread_count(self.cfg.threads)
        self._listeners = [self._listen(each.sock) for each in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self._turn()
        self._finish()

    def handle_exit(self, sig: int, frame: object) -> None:
        super().handle_exit(sig, frame)
        for each in getattr(self, "_listeners", ()):
            each.pull_trigger()

    def _listen(self, sock: socket.socket) -> _Listener:
        kind = _SocketFile if sock.family == socket.AF_UNIX else _TcpListener
        where = (sock.family, sock.type, sock.proto, sock.getsockname())
        return kind(
            self.wsgi, self._map, True, sock, self._threads, self._adjusted(), where, bind_socket=False
        )

    def _adjusted(self) -> Adjustments:
        return Adjustments(
            threads=self.cfg.threads,
            backlog=self.cfg.backlog,
            channel_timeout=self.cfg.keepalive,
            cleanup_interval=_LOOK_EVERY,
            connection_limit=MOST_CONNECTIONS,
            max_request_header_size=_LARGEST_HEAD,
            max_request_body_size=_LARGEST_BODY,
            # which proxies are believed, the app decides (TRUSTED_PROXIES)
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            ident=None,
        )

    def _turn(self) -> None:
        self.notify()
        wasyncore.loop(timeout=_LOOK_EVERY, use_poll=True, map=self._map, count=1)

    def _finish(self) -> None:
        """Stop accepting connections, and answer requests under way for as long as gunicorn allows."""
        for each in self._listeners:
            each.accepting = False
        ends = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < ends and any(self._is_under_way(each) for each in list(self._map.values())):
            self._turn()
        self._threads.shutdown(timeout=max(1.0, ends - time.monotonic()))

    @staticmethod
    def _is_under_way(each: object) -> bool:
        return isinstance(each, _Channel) and (each.is_at_work or each.request is not None)
