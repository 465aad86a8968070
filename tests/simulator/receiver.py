"""A small real web server where the application would be: it keeps what it is sent, answers as told."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from twilio.request_validator import RequestValidator

TOKEN = "a token for tests"


@dataclass(frozen=True)
class Post:
    """One form that was posted; `signed` as Twilio's own validator sees it."""

    path: str
    form: dict[str, str]
    signed: bool


@dataclass
class Receiver:
    """Answers 200 unless `answers` says otherwise for a path; waits for `let_go` on paths in `hangs`."""

    url: str = ""
    posts: list[Post] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)
    let_go: threading.Event = field(default_factory=threading.Event)

    def statuses(self, path: str = "/status") -> list[str]:
        return [post.form["MessageStatus"] for post in self.posts if post.path == path]

    def at(self, path: str) -> list[Post]:
        return [post for post in self.posts if post.path == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        signature = self.headers.get("X-Twilio-Signature", "")
        signed = RequestValidator(TOKEN).validate(self.receiver.url + self.path, form, signature)
        self.receiver.posts.append(Post(self.path, form, signed))
        if self.path in self.receiver.hangs:
            self.receiver.let_go.wait(10)
        self.send_response(self.receiver.answers.get(self.path, 200))
        self.send_header("Content-Length", "11")
        self.end_headers()
        self.wfile.write(b"<Response/>")

    def log_message(self, format: str, *args: object) -> None:
        pass


class ReceiverServer(ThreadingHTTPServer):
    """The server around a `Receiver`, in a thread."""

    daemon_threads = True

    def __init__(self) -> None:
        self.receiver = Receiver()
        super().__init__(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": self.receiver}))
        self.receiver.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))

    def __enter__(self) -> "ReceiverServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.receiver.let_go.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
