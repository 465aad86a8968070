"""Serving the stand-in over HTTP/1.1 with connections that stay open.

Twilio's client keeps a pool of connections; werkzeug's own server closes each after one answer. Every answer
here is whole before it is written, and every request is read to its end, so that a connection can go on.
"""

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from socketserver import ThreadingMixIn
from typing import Self
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from flask import Flask
from werkzeug.test import run_wsgi_app

from .control import control
from .delivery import resume
from .exchange import Exchange, Settings
from .media_rest import media_rest
from .page import page
from .record import RecordUnreadable
from .rest import UNANSWERED, rest


class _Connection(WSGIRequestHandler):
    """One connection: requests are answered on it, one after the other, until it closes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: "_Server"

    def handle(self) -> None:
        self.server.connections.add(self.connection)
        self.close_connection = False
        with suppress(ConnectionError):
            while not self.close_connection and not self.server.ending:
                self.handle_one_request()
        self.server.connections.discard(self.connection)

    def answer(self) -> None:
        environ = self.get_environ()
        environ["wsgi.input"] = BytesIO(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        body, status, headers = run_wsgi_app(self.server.app, environ, buffered=True)
        if UNANSWERED in headers:
            self.close_connection = True
            return
        self._write(body, int(status.split(" ", 1)[0]), headers.items())

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = answer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: addresses of requests hold phone numbers."""

    def _write(self, body: Iterable[bytes], status: int, headers: Iterable[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        for part in body:
            self.wfile.write(part)
        self.wfile.flush()


class _Server(ThreadingMixIn, WSGIServer):
    """A thread a connection; it knows its open connections, so that it can end them."""

    daemon_threads = False
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], simulator_settings: Settings) -> None:
        super().__init__(address, _Connection)
        try:
            self.app = create_simulator(simulator_settings)
        except RecordUnreadable:
            self.server_close()
            raise
        self.exchange: Exchange = self.app.extensions["exchange"]
        self.connections: set[socket.socket] = set()
        self.ending = False

    def setup_environ(self) -> None:
        super().setup_environ()
        self.base_environ |= {"wsgi.url_scheme": "http", "wsgi.multithread": True, "wsgi.multiprocess": False}

    def end(self) -> None:
        """Stop taking requests, end every connection and thread."""
        self.shutdown()
        self.ending = True
        self.exchange.stop()
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class SimulatorServer:
    """The stand-in in a thread of this process: `with SimulatorServer(settings) as twilio: twilio.url`.

    Raises OSError where the port is taken, RecordUnreadable where its file is not one it wrote.
    """

    def __init__(self, settings: Settings, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = _Server((host, port), settings)
        self.url = f"http://{host}:{self._server.server_port}"
        self.exchange = self._server.exchange
        self.exchange.url = self.url
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="simulator")

    def start(self) -> Self:
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.end()
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def create_simulator(settings: Settings) -> Flask:
    """Make the app. Its `extensions["exchange"]` runs threads, which end at its `stop`.

    Raises RecordUnreadable.
    """
    app = Flask(__name__)
    app.extensions["exchange"] = exchange = Exchange(settings)
    resume(exchange)
    for blueprint in (rest, media_rest, control, page):
        app.register_blueprint(blueprint)
    return app
