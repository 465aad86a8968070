"""`make trace`: the functions of this project that run while the web process takes one text.

Takes a text in this process, on a new SQLite database with the example centres: HELP from a stranger, then a
staff member's `Y` with the code. Each is traced on its second occurrence, when caches are warm. Counts
functions in this repository (comprehensions and the module bodies aside) and the files they are in;
libraries, templates and the sending that workers do later are not counted.
"""

import logging
import secrets
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

from flask import Flask
from twilio.request_validator import RequestValidator

from config import PROJECT, Config
from enquiries.app import create_app
from tools import ports
from tools.service import production_settings
from tools.valkey import Valkey

SETUP: Final = PROJECT / "examples" / "willow.toml"
SHORT_CODE: Final = "83222"
SAM: Final = "+447700900001"
STRANGERS: Final = ("+447700900123", "+447700900124")
_WEBHOOK: Final = "/webhooks/twilio/sms"
_NOT_FUNCTIONS: Final = ("<module>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_TOOLS: Final = Path(__file__).resolve().parent


@dataclass
class Trace:
    """The functions that ran, by file relative to the repository."""

    what: str
    most_files: int
    most_functions: int | None = None
    ran: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def functions(self) -> int:
        return sum(map(len, self.ran.values()))

    @property
    def reached(self) -> bool:
        return len(self.ran) <= self.most_files and self.functions <= (self.most_functions or sys.maxsize)

    def note(self, frame: FrameType, event: str, _: Any) -> None:
        """Take in one event of `sys.setprofile`."""
        if event == "call" and (file := _ours(frame.f_code)):
            self.ran[file].add(frame.f_code.co_qualname)

    def summary(self) -> str:
        functions = f"{self.functions} functions"
        if self.most_functions:
            functions += f" (goal {self.most_functions})"
        mark = "reached" if self.reached else "not reached"
        return f"{self.what}: {len(self.ran)} files (goal {self.most_files}), {functions}: {mark}"

    def listing(self) -> str:
        return "\n".join(f"  {file}\n    {', '.join(sorted(self.ran[file]))}" for file in sorted(self.ran))


class Webhook:
    """Takes signed texts in this process."""

    def __init__(self, app: Flask) -> None:
        config: Config = app.config["RINGBACK"]
        self._client = app.test_client()
        self._url = config.public_base_url + _WEBHOOK
        self._signer = RequestValidator(config.twilio_auth_tokens[0])

    def text(self, sender: str, body: str, during: Callable[..., None] | None = None) -> None:
        """Post it as Twilio does, with `during` as the profile hook of this thread."""
        form = {"MessageSid": f"SM{secrets.token_hex(16)}", "From": sender, "To": SHORT_CODE, "Body": body}
        headers = {"X-Twilio-Signature": self._signer.compute_signature(self._url, form)}
        sys.setprofile(during)
        try:
            answer = self._client.post(_WEBHOOK, data=form, headers=headers)
        finally:
            sys.setprofile(None)
        if answer.status_code != 200:
            raise RuntimeError(f"{body} was answered with {answer.status}")


def traced(directory: Path) -> list[Trace]:
    """Trace HELP and `Y`; what the app keeps is in `directory`."""
    database = directory / "ringback.db"
    valkey = Valkey(directory / "valkey", ports.any_free(), keep=False)
    valkey.start()
    try:
        here = f"http://{ports.HOST}:{ports.any_free()}"
        settings = production_settings(f"sqlite:///{database}", valkey.url(), here, here)
        webhook = Webhook(_app(settings))
        traces = [Trace("HELP from a stranger", 25, 120), Trace("Y from staff", 20)]
        helps, claims = traces
        for sender, during in zip(STRANGERS, (None, helps.note), strict=True):
            webhook.text(sender, "HELP", during)
        for code, during in zip(_codes(database), (None, claims.note), strict=True):
            webhook.text(SAM, f"{code} Y", during)
        if _claims(database) != len(STRANGERS):
            raise RuntimeError("Y did not claim the enquiry")
    finally:
        valkey.stop()
    return traces


def _ours(code: CodeType) -> str | None:
    """The file of a function of this project, relative to the repository; None for any other."""
    path = Path(code.co_filename)
    if code.co_name in _NOT_FUNCTIONS or not path.is_relative_to(PROJECT) or path.is_relative_to(_TOOLS):
        return None
    return None if "site-packages" in path.parts else str(path.relative_to(PROJECT))


def _app(settings: dict[str, str]) -> Flask:
    app = create_app(Config.from_env(settings))
    logging.getLogger().setLevel(logging.ERROR)
    for command in (("db", "upgrade"), ("load", str(SETUP))):
        done = app.test_cli_runner().invoke(args=list(command))
        if done.exit_code:
            raise RuntimeError(done.output)
    return app


def _codes(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [code for (code,) in connection.execute("SELECT code FROM enquiry ORDER BY id")]


def _claims(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="ringback-trace-") as directory:
        traces = traced(Path(directory))
    for each in traces:
        sys.stdout.write(f"{each.listing()}\n{each.summary()}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
