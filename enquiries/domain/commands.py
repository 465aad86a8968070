"""What a text from staff means: `[CODE] WORD [REST]`, the code first or after the word.

Written at 3am with one thumb, so case, punctuation, gaps and glued codes (`4821y`, `Y4821`) do not matter,
and a word of thanks may follow. But no command comes out of noise: all of the text has to be the command,
and two commands in one text are none. YES, OK and NO mean something only beside a code; WRONG and DONE
SPAM, which close an enquiry for good, say that they need one.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from enquiries.domain.keywords import tidy
from enquiries.domain.states import Outcome
from enquiries.domain.when import is_time


class Word(StrEnum):
    """Each command, spelt as we teach it."""

    TAKE = "TAKE"
    TAKE_OVER = "TAKE OVER"
    PASS = "PASS"  # noqa: S105 (a command, not a password)
    CALLING = "CALLING"
    DONE = "DONE"
    NO_ANSWER = "NOANS"
    VOICEMAIL = "VM"
    LATER = "LATER"
    WRONG = "WRONG"
    RISK = "RISK"
    NOTE = "NOTE"
    REOPEN = "REOPEN"
    LIST = "LIST"
    ON = "ON"
    OFF = "OFF"
    MENU = "MENU"
    READY = "READY"


@dataclass(frozen=True)
class Command:
    word: Word
    code: str | None = None
    rest: str = ""
    """Of NOTE: its text, exactly as written. Of LATER: the time, or nothing where none was given."""
    outcome: Outcome | None = None
    """Of DONE: how it ended."""
    said: str | None = None
    """yes, ok or no, where that was the word: beside TAKE and PASS it may answer a question of ours."""

    @property
    def needs_code(self) -> bool:
        """Whether it is too harmful to guess which enquiry it is about."""
        return self.code is None and (self.word is Word.WRONG or self.outcome is Outcome.SPAM)


_SPELLINGS = {
    **dict.fromkeys(("y", "take", "claim", "mine", "yes", "ok", "okay"), Word.TAKE),
    **dict.fromkeys(("take over", "takeover"), Word.TAKE_OVER),
    **dict.fromkeys(("n", "pass", "no"), Word.PASS),
    "calling": Word.CALLING,
    "done": Word.DONE,
    **dict.fromkeys(("noans", "no ans", "noanswer", "no answer"), Word.NO_ANSWER),
    **dict.fromkeys(("vm", "voicemail", "voice mail"), Word.VOICEMAIL),
    "later": Word.LATER,
    **dict.fromkeys(("wrong", "wrong number"), Word.WRONG),
    "risk": Word.RISK,
    "note": Word.NOTE,
    **dict.fromkeys(("reopen", "re open"), Word.REOPEN),
    "list": Word.LIST,
    **dict.fromkeys(("on", "on call"), Word.ON),
    **dict.fromkeys(("off", "off call"), Word.OFF),
    **dict.fromkeys(("menu", "help"), Word.MENU),
    "ready": Word.READY,
}
_LOOSE = {"yes": "yes", "ok": "ok", "okay": "ok", "no": "no"}
_OUTCOMES = {
    outcome.value: outcome
    for outcome in (
        Outcome.REACHED,
        Outcome.BOOKED,
        Outcome.INFO,
        Outcome.THINKING,
        Outcome.REFERRED,
        Outcome.DECLINED,
        Outcome.SPAM,
    )
}
_COURTESIES = frozenset({"thanks", "thank", "you", "thx", "ta", "cheers", "please", "pls", "x", "xx"})
_CODE = re.compile(r"\d{4,5}")
# What comes before the rest of a command: a code may touch its word, and stands before it or else after it.
_HEAD = (
    r"(?:(?P<before>\d{{4,5}}){gap})?(?P<word>{words})(?![^\W\d])"
    r"(?(before)|(?:{gap}(?P<after>\d{{4,5}})(?!\d))?)"
)
_COMMAND = re.compile(
    _HEAD.format(gap=" ?", words="|".join(sorted(_SPELLINGS, key=len, reverse=True))) + "(?P<rest>.*)"
)
_BEFORE_A_NOTE = re.compile(
    r"[\W_]*" + _HEAD.format(gap=r"[\W_]*", words="note") + r"\s*[:.,\-]?\s*", re.IGNORECASE
)


def parse(text: str) -> Command | None:
    """The one command that the text is, or None."""
    found = _COMMAND.fullmatch(tidy(text))
    if found is None:
        return None
    word = _SPELLINGS[found["word"]]
    if word is Word.NOTE:
        return _note(found, text)
    rest = [said for said in found["rest"].split() if said[0].isalnum() and said not in _COURTESIES]
    return _later(found, rest) if word is Word.LATER else _whole(word, found, rest)


def _note(found: re.Match[str], text: str) -> Command | None:
    head = _BEFORE_A_NOTE.match(text)
    # a word in letters that only look like these is found in the tidy form alone
    note = (text[head.end() :] if head else found["rest"]).strip()
    return Command(Word.NOTE, _code(found["before"] or found["after"]), note) if note else None


def _later(found: re.Match[str], rest: list[str]) -> Command | None:
    before, after = found["before"], found["after"]
    if after and not rest and is_time(after):
        return Command(Word.LATER, rest=after)  # LATER 1830
    if not (before or after or is_time(" ".join(rest))) and rest and _CODE.fullmatch(rest[-1]):
        after = rest.pop()
    time = " ".join(rest)
    return Command(Word.LATER, _code(before or after), time) if not time or is_time(time) else None


def _whole(word: Word, found: re.Match[str], rest: list[str]) -> Command | None:
    """A command that leaves nothing over but an outcome and its code, if that is written last."""
    code, said, outcome = found["before"] or found["after"], _LOOSE.get(found["word"]), None
    if word is Word.DONE:
        outcome = _OUTCOMES[rest.pop(0)] if rest and rest[0] in _OUTCOMES else Outcome.REACHED
    if not code and rest and _CODE.fullmatch(rest[-1]):
        code = rest.pop()
    if rest or (said and not code):
        return None
    return Command(word, _code(code), outcome=outcome, said=said)


def _code(written: str | None) -> str | None:
    """The code in the digits we use, whichever the phone writes."""
    return "".join(str(int(digit)) for digit in written) if written else None
