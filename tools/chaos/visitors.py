"""The people who ask for help: by a text, or by the form with its cookie and its token, like a browser."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import requests

from tools.chaos import cast
from tools.chaos.line import Line, Sent, persist
from tools.chaos.plan import Arrival, Door

_HIDDEN: Final = re.compile(r'<input[^>]*name="(csrf_token|phone_checked|began)"[^>]*value="([^"]*)"')
_AT_ONCE: Final = 64
_PATIENCE: Final = 30  # seconds for a page


@dataclass(frozen=True)
class Asked:
    """One request for a call as its sender saw it. `sid` is of the text; a form has none. Times are UTC.

    `taken_at` is None where it was never answered with 2xx or 3xx.
    """

    number: str
    door: Door
    sid: str | None
    asked_at: datetime
    taken_at: datetime | None


class Visitors:
    """Each in a thread of their own, so that no one waits for another."""

    def __init__(self, line: Line, web_url: str) -> None:
        self._line = line
        self._web_url = web_url
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="visitor")
        self.asked: list[Asked] = []
        self.further: list[Sent] = []

    def arrive(self, arrival: Arrival) -> None:
        self._threads.submit(self._ask, arrival)

    def leave(self) -> None:
        """Returns when the last of them has been answered or gave up."""
        self._threads.shutdown(wait=True)

    def _ask(self, arrival: Arrival) -> None:
        centre, number = cast.centre_of(arrival.who), cast.visitor(arrival.who)
        to = cast.short_code(centre)
        if arrival.door is Door.FORM:
            asked_at = datetime.now(UTC)
            taken_at = persist(lambda: self._fill_in(centre, number))
            self.asked.append(Asked(number, arrival.door, None, asked_at, taken_at))
            return
        send = self._line.text if arrival.door is Door.TEXT else self._line.post
        sent = send(number, to, arrival.words)
        self.asked.append(Asked(number, arrival.door, sent.sid, sent.sent_at, sent.taken_at))
        if arrival.then:
            self.further.append(self._line.text(number, to, arrival.then))

    def _fill_in(self, centre: int, number: str) -> bool:
        """Open the form, send it, and once more where it asks whether the number is right."""
        address = f"{self._web_url}/callback/{cast.slug(centre)}"
        with requests.Session() as browser:
            page = browser.get(address, timeout=_PATIENCE)
            for _ in range(2):
                fields = {"phone": number, "about": "self", "text_ok": "yes", "consent": "yes", "when": "now"}
                fields |= dict(_HIDDEN.findall(page.text))
                page = browser.post(address, fields, timeout=_PATIENCE, allow_redirects=False)
                if page.status_code == requests.codes.see_other:
                    return True
        return False
