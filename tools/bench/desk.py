"""`python -m tools.bench.desk`: how long the board and search take for signed-in staff.

Seen from inside a process of its own, without a network: what the service itself needs for each answer.
Written to stdout as JSON, in seconds.
"""

import gc
import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import select
from werkzeug.test import TestResponse

from config import Config
from enquiries.accounts import accounts
from enquiries.app import create_app
from enquiries.core.db import db
from enquiries.lifecycle.models import Enquiry
from enquiries.organisation.models import Staff
from tools.bench import texts

_PRIYA: Final = "priya@example.org"  # a responder at two centres
_TIMES: Final = 100
_STRANGER: Final = 1
_TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


class Desk:
    """A browser in which Priya is signed in, or another member of staff."""

    def __init__(self, app: Flask, email: str = _PRIYA) -> None:
        self._client = app.test_client()
        with app.app_context():
            session = db.session()
            staff = session.scalars(select(Staff).where(Staff.email == email)).one()
            account = accounts.account_of(session, staff)
            if staff.role.needs_second_step:
                account.totp_secret = account.totp_secret or TOTP.new().to_json(encrypt=False)
            latest = session.scalars(select(Enquiry).order_by(Enquiry.id.desc()).limit(1)).one()
            self._page, self._code = f"/enquiries/{latest.reference}", latest.code
            now = datetime.now(UTC).timestamp()
            with self._client.session_transaction() as browser:
                browser.update({"_user_id": account.fs_uniquifier, "seen": now})
            session.commit()
        self._seen = ""
        self._token = _TOKEN.findall(self.opens("/board/search").text)[-1]

    def asks(self) -> Mapping[str, Callable[[], TestResponse]]:
        """The requests that staff make, by name."""
        return {
            "the board": lambda: self.opens("/board"),
            "the board, nothing new": self.polls,
            "an enquiry": lambda: self.opens(self._page),
            "search, the latest": lambda: self.opens("/board/search"),
            "search by outcome": lambda: self.opens("/board/search?outcome=booked&last=2099-12-31"),
            "search by code": lambda: self.searches(self._code),
            "search by number": lambda: self.searches(texts.stranger(_STRANGER)),
        }

    def polls(self) -> TestResponse:
        """As the script of the board does, which sends back what it got."""
        answer = self.opens("/board/live", self._seen)
        self._seen = answer.headers["ETag"]
        return answer

    def opens(self, address: str, seen: str = "") -> TestResponse:
        return _good(self._client.get(address, headers={"If-None-Match": seen}))

    def searches(self, name: str) -> TestResponse:
        return _good(self._client.post("/board/search", data={"csrf_token": self._token, "name": name}))


def _good(answer: TestResponse) -> TestResponse:
    assert answer.status_code in (200, 304), answer.status
    return answer


def measure(app: Flask) -> dict[str, list[float]]:
    """Each is asked for some times. The first does not count: a process makes its pages ready once."""
    return {what: [seconds(ask) for _ in range(_TIMES + 1)][1:] for what, ask in Desk(app).asks().items()}


def seconds(ask: Callable[[], object]) -> float:
    """How long it takes to do it once."""
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def main() -> None:
    app = create_app(Config.from_env())
    gc.freeze()  # as gunicorn.conf.py has it
    sys.stdout.write(json.dumps(measure(app)) + "\n")


if __name__ == "__main__":
    main()
