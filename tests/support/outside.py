"""What hears of the service from outside: a dead-man's switch, a web server for alarms, a mail server."""

import json
import threading
from email import message_from_string
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, Self


class Outside:
    """Two small real servers. `answer` is what the web server says: make it 500 and it refuses everything."""

    def __init__(self) -> None:
        self.answer = 200
        self.pings = 0
        self.pinged = ""  # the latest path, with its query
        self.alarms: list[dict[str, Any]] = []
        self.mails: list[str] = []
        self.takes_mail = True  # False: the mail server refuses each email
        self.mail_answers = threading.Event()  # cleared: it hangs
        self.mail_answers.set()
        handlers = {"outside": self}
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), type("Web", (_Web,), handlers))
        self._mail = ThreadingTCPServer(("127.0.0.1", 0), type("Mail", (_Mail,), handlers))
        self._servers = (self._web, self._mail)
        self._threads = [threading.Thread(target=each.serve_forever, args=(0.02,)) for each in self._servers]
        self.url = f"http://127.0.0.1:{self._web.server_address[1]}"
        self.mail_url = f"smtp://127.0.0.1:{self._mail.server_address[1]}"

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()

    def forget(self) -> None:
        self.answer, self.pings, self.takes_mail = 200, 0, True
        self.mail_answers.set()
        self.alarms.clear()
        self.mails.clear()

    def mails_to(self, address: str) -> list[str]:
        """Each email to that address, with its headers and without the marks of long lines."""
        mine = [each for each in self.mails if f"\nTo: {address}\n" in f"\n{each}\n"]
        return [self._decoded(each) for each in mine]

    @staticmethod
    def _decoded(letter: str) -> str:
        read = message_from_string(letter, policy=default)
        headers = "\n".join(f"{name}: {value}" for name, value in read.items())
        return f"{headers}\n\n{read.get_content()}"

    def heard(self, kind: str) -> list[str]:
        """The news of that kind of alarm, in their order."""
        return [each["news"] for each in self.alarms if each["kind"] == kind]


class _Web(BaseHTTPRequestHandler):
    outside: Outside

    def do_GET(self) -> None:
        self.outside.pings += self.outside.answer == 200
        self.outside.pinged = self.path
        self._answer()

    def do_POST(self) -> None:
        posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.outside.answer == 200:
            self.outside.alarms.append(posted)
        self._answer()

    def _answer(self) -> None:
        self.send_response(self.outside.answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A test has its own words."""


class _Mail(StreamRequestHandler):
    """As much of SMTP (RFC 5321) as one letter needs."""

    outside: Outside

    def handle(self) -> None:
        self.outside.mail_answers.wait(30)
        self._say("220 ready" if self.outside.takes_mail else "554 not now")
        while line := self.rfile.readline().decode().strip():
            if line.upper() == "DATA":
                self._say("354 go on")
                letter = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
                self.outside.mails.append("\n".join(letter))
            self._say("221 bye" if line.upper() == "QUIT" else "250 good")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
