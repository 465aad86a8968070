"""Conversations as they stand in the text files of this folder, and how one is played through the doors.

A conversation is a title, its lines, and a blank line. `#` begins a remark::

    A wife who may be overheard
    them: please dont ring me he will hear, text only
    us: A person will text you
    sam: TEXT ONLY
    sam> {code} Y
    sam: is yours … TEXT ONLY
    wait: 30 minutes
    us: -

| line | means |
| --- | --- |
| `at: 2026-01-14 10:00` | the conversation begins then, London time; else at 02:14 that night |
| `number: +12025550143` | what the enquirer texts from; else 07700 900123 |
| `to: +447700900100` | what they text; else 83222 |
| `them: …` | they text this |
| `us: …` | a text on their phone holds this; `…` stands for words between; `us: -` is no text |
| `sam: …` | the same for a member of staff: sam, priya, dana, leila |
| `sam> …` | Sam texts this; `{code}` is the code in the last text that Sam read |
| `page: …` | the page behind the last link that Sam read holds this |
| `wait: 30 minutes` | time passes: seconds, minutes, hours, days |
| `never: …` | no text on their phone, from beginning to end, holds this |

A text on their phone that no line expects fails the conversation. Unread texts to staff do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback
from tests.web.visitor import Visitor

_STAFF = {
    "sam": "+447700900001",
    "priya": "+447700900002",
    "dana": "+447700900003",
    "leila": "+447700900004",
}
# of what was said, when a line does not hold
_SHOWN = 20
_LINE = re.compile(r"(?P<who>\w+)(?P<how>[:>]) (?P<said>.+)")


@dataclass(frozen=True)
class ConversationLine:
    """`who` does or gets what is `said`; `sends` is true of a member of staff who texts."""

    who: str
    sends: bool
    said: str

    @property
    def fragments(self) -> list[str]:
        """What a text must hold, in parts."""
        return [part.strip() for part in self.said.split("…")]


@dataclass(frozen=True)
class Conversation:
    title: str
    lines: tuple[ConversationLine, ...]

    def told(self, word: str, default: str) -> str:
        """What the first line that begins with this word says."""
        return next((line.said for line in self.lines if line.who == word), default)


def conversations(folder: Path) -> Iterator[Conversation]:
    """All those of the folder's text files. Raises ValueError for a line that is none."""
    for file in sorted(folder.glob("*.txt")):
        for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8")):
            rows = [row for row in block.splitlines() if row.strip() and not row.startswith("#")]
            if rows:
                yield Conversation(rows[0], tuple(map(_line, rows[1:])))


def _line(row: str) -> ConversationLine:
    found = _LINE.fullmatch(row)
    if found is None or found["who"] not in {*_DEEDS, *_SETTINGS, *_STAFF}:
        raise ValueError(f"not a line of a conversation: {row}")
    return ConversationLine(found["who"], found["how"] == ">", found["said"])


class ConversationPlayer:
    """Plays one conversation."""

    def __init__(self, ringback: Ringback, conversation: Conversation) -> None:
        self.ringback = ringback
        self.conversation = conversation
        number, to = conversation.told("number", "+447700900123"), conversation.told("to", "83222")
        self.enquirer = ringback.phone(number, to)

    def play(self) -> None:
        """Play it to the end. Raises AssertionError at the first line that does not hold."""
        for line in self.conversation.lines:
            try:
                self._play(line)
            except AssertionError as failed:
                failed.add_note(f"at {line.who}: {line.said}\n{self._transcript()}")
                raise
        for number in _STAFF.values():
            self.ringback.phone(number).ignores_the_rest()

    def moves_to(self, moment: str) -> None:
        self.ringback.move_to(datetime.fromisoformat(moment).replace(tzinfo=LONDON))

    def texts(self, said: str) -> None:
        self.enquirer.expects_nothing()
        self.enquirer.texts(said)

    def waits(self, length: str) -> None:
        self.enquirer.expects_nothing()
        number, unit = length.split()
        self.ringback.wait(**{unit if unit.endswith("s") else f"{unit}s": float(number)})

    def shows(self, words: str) -> None:
        page = Visitor(self.ringback).opens(self.ringback.phone(_STAFF["sam"]).link).text
        assert words in page, f"{words!r} is not on the page"

    def never(self, words: str) -> None:
        assert not [body for body in self._bodies(self.enquirer) if words in body]

    def _play(self, line: ConversationLine) -> None:
        if line.who in _DEEDS:
            _DEEDS[line.who](self, line.said)
        elif line.who == "us":
            _expect(self.enquirer, line)
        elif line.who in _STAFF:
            phone = self.ringback.phone(_STAFF[line.who])
            if line.sends:
                self.enquirer.expects_nothing()
                phone.replies(line.said)
            else:
                _expect(phone, line)

    def _bodies(self, phone: Phone) -> list[str]:
        log = self.ringback.twilio.exchange.log
        return [each.shown for each in log.all(phone.number) if each.to == phone.number]

    def _transcript(self) -> str:
        people = {self.enquirer.number: "enquirer"} | {number: name for name, number in _STAFF.items()}
        return "\n".join(
            f"{people.get(each.from_, 'us')} to {people.get(each.to, 'us')}: {each.shown}"
            for each in self.ringback.twilio.exchange.log.all()[-_SHOWN:]
        )


def _expect(phone: Phone, line: ConversationLine) -> None:
    if line.said == "-":
        phone.expects_nothing()
    else:
        phone.expects(*line.fragments)


_DEEDS = {
    "at": ConversationPlayer.moves_to,
    "them": ConversationPlayer.texts,
    "wait": ConversationPlayer.waits,
    "page": ConversationPlayer.shows,
    "never": ConversationPlayer.never,
}
_SETTINGS = {"us", "number", "to"}
