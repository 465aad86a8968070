"""The staff's phones: each reads what the stand-in delivered and answers it, well or badly, or not at all."""

import random
import re
import threading
from collections.abc import Iterator
from typing import Any, Final

import requests

from tools.chaos.cast import Member
from tools.chaos.line import Line, Sent

_BETWEEN_LOOKS: Final = 0.7  # seconds
_CODE: Final = re.compile(r"\b\d{4,9}\b")
_ASKS: Final = ("new call-back", "URGENT", "has waited", "wrote again", "no one is on call")

# Replies to an alert, and to a claim that was won, with their weights; an empty reply is none.
_TO_ALERT: Final = {"{code} Y": 80, "{code} N": 5, "": 15}
_TO_CLAIM: Final = {"{code} DONE": 60, "{code} DONE BOOKED": 15, "{code} NOANS": 10, "{code} PASS": 7, "": 8}


class Responder:
    """One phone, in a thread of its own. What it does depends on its seed and on what it is sent."""

    def __init__(self, member: Member, line: Line, stand_in_url: str, seed: int) -> None:
        self.member = member
        self.sent: list[Sent] = []
        self._line = line
        self._messages = f"{stand_in_url}/simulator/messages"
        self._chance = random.Random(f"{seed}/{member.name}")  # noqa: S311 - chance, not a secret
        self._seen = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._live, name=member.name)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when what is being answered has been."""
        self._done.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._done.wait(_BETWEEN_LOOKS):
            for text in self._unread():
                self._seen = text["id"]
                if not self._done.is_set():
                    self._answer(text)

    def _unread(self) -> list[dict[str, Any]]:
        query: dict[str, str | int] = {"to": self.member.mobile, "since": self._seen}
        try:
            found: list[dict[str, Any]] = requests.get(self._messages, query, timeout=10).json()["messages"]
        except requests.RequestException:
            return []
        return found

    def _answer(self, text: dict[str, Any]) -> None:
        for reply in self._replies(text["body"]):
            self.sent.append(self._line.text(self.member.mobile, text["from"], reply))

    def _replies(self, body: str) -> Iterator[str]:
        count, listing, listed = body.partition(" waiting: ")
        codes = _CODE.findall(listed or body)
        if "call-backs are waiting" in body:
            yield "LIST"
        elif listing:
            yield from (f"{code} Y" for code in codes)
            if int(count) > len(codes):
                yield "LIST"
        elif codes and f"{codes[0]} is yours" in body:
            yield from self._one_of(_TO_CLAIM, codes[0])
        elif codes and any(words in body for words in _ASKS):
            yield from self._one_of(_TO_ALERT, codes[0])

    def _one_of(self, answers: dict[str, int], code: str) -> Iterator[str]:
        chosen = self._chance.choices(list(answers), weights=list(answers.values()))[0]
        if chosen:
            yield chosen.format(code=code)
