"""What a text from staff means: `[CODE] WORD [REST]`, the code first or after the word.

Written at 3am with one thumb, so case, punctuation, gaps and glued codes (`4821y`, `Y4821`) do not matter,
and a word of thanks may follow. Beside a code, a command word may be followed by more words: `4821 RISK she
has taken pills`, `4821 DONE she booked`; RISK without a code, too. But no command comes out of noise: without
a code all of the text has to be the command, and two commands in one text are none. YES, OK and NO mean
something only beside a code, with nothing more; WRONG and SPAM, which close an enquiry for good, say that
they need one. After SPAM and DUPLICATE (also DONE SPAM, DONE DUPLICATE, DONE TEST) comes the reason: one of
ours, or words of their own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from enquiries.core.text import normalise
from enquiries.dates.spoken import is_time
from enquiries.lifecycle.exclusions import Exclusion, ExclusionReason, read_reason
from enquiries.lifecycle.states import Outcome
from enquiries.parsing.automatic_text import is_automatic_reply


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
    NEW = "NEW"


@dataclass(frozen=True)
class StaffCommand:
    word: Word
    code: str | None = None
    rest: str = ""
    """Of NOTE: its text; of NEW: the number and what is known, as written. Of LATER: the time, if given."""
    outcome: Outcome | None = None
    """Of DONE: how it ended."""
    left_out: Exclusion | None = None
    """Of an outcome that the figures may leave out: why they are to."""
    has_more: bool = False
    """Whether more was written than the command, which is then worth keeping."""
    said: str | None = None
    """yes, ok or no, where that was the word: beside TAKE and PASS it may answer a question of ours."""
    confirmed: bool = False
    """YES ends it, as we ask of LATER on an urgent one, and of what would end a booked call."""

    @property
    def needs_code(self) -> bool:
        """Whether it is too harmful to guess which enquiry it is about."""
        is_harmful = self.word is Word.WRONG or (self.outcome is not None and not self.outcome.counts)
        return self.code is None and is_harmful


_SPELLINGS = {
    **dict.fromkeys(("y", "take", "claim", "mine", "yes", "ok", "okay"), Word.TAKE),
    **dict.fromkeys(("take over", "takeover"), Word.TAKE_OVER),
    **dict.fromkeys(("n", "pass", "no"), Word.PASS),
    "calling": Word.CALLING,
    **dict.fromkeys(("done", "spam", "duplicate"), Word.DONE),
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
_WITHOUT_CODE = frozenset({Word.LIST, Word.ON, Word.OFF, Word.MENU, Word.READY})
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
        Outcome.DUPLICATE,
        Outcome.SPAM,
        Outcome.TEST,
    )
}
_LEAVE_FIGURES = frozenset(said for said, outcome in _OUTCOMES.items() if not outcome.counts)
# In the words after SPAM these make it a guess, which closes nothing.
_DOUBTS = frozenset({"think", "maybe", "perhaps", "probably", "possibly", "might", "unsure", "sure", "guess"})
_COURTESIES = frozenset({"thanks", "thank", "you", "thx", "ta", "cheers", "please", "pls", "now", "x", "xx"})
_GREETING = re.compile(r"(?:(?:hi|hello|hey|please|pls) )+")
# Where the first of more words is one of these, the thing has not happened (yet): "done in 5 min", "done? no"
_NOT_SO = frozenset(
    {
        "not",
        "yet",
        "no",
        "nearly",
        "almost",
        "soon",
        "in",
        "at",
        "when",
        "once",
        "after",
        "if",
        "before",
        "by",
    }
    | {"until", "unless", "tomorrow", "later", "isnt", "wont", "cant", "dont", "half", "never", "or"}
)
_MUST_BE_SO = frozenset({Word.TAKE, Word.TAKE_OVER, Word.CALLING, Word.DONE, Word.VOICEMAIL, Word.WRONG})
# As further words these are a second command. Others, such as "take" or "later", are also everyday words.
_SECOND_COMMAND = re.compile(
    r"\b(?:done|noans|no ?ans(?:wer)?|vm|voice ?mail|calling|claim|take ?over|re ?open|pass|wrong|risk|y|n)\b"
)
# What may follow WRONG beside "number": anything else may be wrong about something else
_WRONG_TOO = frozenset({"person", "sorry"})
_MOST_WORDS_OF_A_SLIP = 3
_CONFIRMS = "yes"
_MAY_BE_CONFIRMED = frozenset({Word.DONE, Word.NO_ANSWER, Word.VOICEMAIL, Word.WRONG})
_CODE = re.compile(r"\d{4,5}")
# What comes before the rest of a command: a code may touch its word, and stands before it or else after it.
_HEAD = (
    r"(?:(?P<before>\d{{4,5}}){gap})?(?P<word>{words})(?![^\W\d])"
    r"(?(before)|(?:{gap}(?P<after>\d{{4,5}})(?!\d))?)"
)
_COMMAND = re.compile(
    _HEAD.format(gap=" ?", words="|".join(sorted(_SPELLINGS, key=len, reverse=True))) + "(?P<rest>.*)"
)
# NEW alone, or with a number of seven digits or more: "new phone, who dis" is none.
_NEW = re.compile(
    r"\W*new[^\w+(]*(?:(?<=\W)(?P<rest>[+(]?(?:\d[\s()\-]*){7,}.*))?", re.IGNORECASE | re.DOTALL
)
_BEFORE_A_NOTE = re.compile(
    r"[\W_]*" + _HEAD.format(gap=r"[\W_]*", words="note") + r"\s*[:.,\-]?\s*", re.IGNORECASE
)


def parse(text: str) -> StaffCommand | None:
    """The one command that the text is, or None."""
    if entered := _NEW.fullmatch(text):
        return StaffCommand(Word.NEW, rest=(entered["rest"] or "").strip())
    said = normalise(text)
    found = _COMMAND.fullmatch(said, len(greeting[0]) if (greeting := _GREETING.match(said)) else 0)
    if found is None:
        return None
    word = _SPELLINGS[found["word"]]
    if word is Word.NOTE:
        return _note(found, text)
    rest = [said for said in found["rest"].split() if said[0].isalnum() and said not in _COURTESIES]
    if word is Word.LATER:
        return _later(found, rest)
    return _whole(word, found, rest, asks="?" in text)


def may_be_a_slip(text: str) -> bool:
    """Whether a text that is no command may be one mistyped: it is short, or names a code."""
    if is_automatic_reply(text):
        return False
    words = normalise(text).split()
    return len(words) <= _MOST_WORDS_OF_A_SLIP or any(_CODE.fullmatch(word) for word in (words[0], words[-1]))


def _note(found: re.Match[str], text: str) -> StaffCommand | None:
    head = _BEFORE_A_NOTE.match(text)
    # a word in letters that only look like these is found in the tidy form alone
    note = (text[head.end() :] if head else found["rest"]).strip()
    return StaffCommand(Word.NOTE, _code(found["before"] or found["after"]), note) if note else None


def _later(found: re.Match[str], rest: list[str]) -> StaffCommand | None:
    before, after = found["before"], found["after"]
    confirmed = rest[-1:] == [_CONFIRMS]
    if confirmed:
        rest = rest[:-1]
    if after and not rest and is_time(after):
        return StaffCommand(Word.LATER, rest=after, confirmed=confirmed)  # LATER 1830
    if not (before or after or is_time(" ".join(rest))) and rest and _CODE.fullmatch(rest[-1]):
        after = rest.pop()
    code = _code(before or after)
    # beside a code more may follow the time: LATER 6pm she is at work
    for length in range(len(rest), 0 if code else len(rest) - 1, -1):
        time = " ".join(rest[:length])
        if not time or is_time(time):
            more = rest[length:]
            confirmed = confirmed or more[:1] == [_CONFIRMS]
            return StaffCommand(Word.LATER, code, time, has_more=bool(more), confirmed=confirmed)
    return StaffCommand(Word.LATER, code) if not rest else None


def _whole(word: Word, found: re.Match[str], rest: list[str], *, asks: bool) -> StaffCommand | None:
    """A command, its code, which may be written last, an outcome, and more words where those are allowed."""
    code, said = found["before"] or found["after"], _LOOSE.get(found["word"])
    if not code and rest and _CODE.fullmatch(rest[-1]):
        code = rest.pop()
    confirmed = word in _MAY_BE_CONFIRMED and rest[-1:] == [_CONFIRMS]
    if confirmed:
        del rest[-1]
    if found["word"] in _LEAVE_FIGURES:
        rest.insert(0, found["word"])
    if word is Word.DONE and _is_left_out(rest):
        return _left_out(_code(code), rest, confirmed=confirmed, asks=asks)
    outcome = _outcome(rest) if word is Word.DONE else None
    if rest and rest[0] == outcome:
        del rest[0]
    if said and (rest or not code):
        return None
    if rest and not _may_follow(rest, word, found["word"], has_code=bool(code), asks=asks):
        return None
    return StaffCommand(
        word, _code(code), outcome=outcome, has_more=bool(rest), said=said, confirmed=confirmed
    )


def _is_left_out(rest: list[str]) -> bool:
    """Whether SPAM, DUPLICATE or TEST comes first. With other words, a test may be one of blood."""
    is_theirs = rest[:1] == [Outcome.TEST] and len(rest) > 1 and read_reason(rest[1:]) is None
    return bool(rest) and rest[0] in _LEAVE_FIGURES and not is_theirs


def _left_out(code: str | None, rest: list[str], *, confirmed: bool, asks: bool) -> StaffCommand | None:
    """SPAM, DUPLICATE or TEST, and why. Nothing is closed on a guess, nor where it may be another command."""
    outcome, why = _OUTCOMES[rest[0]], rest[1:]
    reason, length = read_reason(why) or (ExclusionReason.OTHER, 0)
    more = why[length:]
    if asks or (more and not (code and _may_be_why(more, outcome))):
        return None
    left_out = Exclusion(reason, " ".join(more)) if why else None
    return StaffCommand(Word.DONE, code, outcome=outcome, left_out=left_out, confirmed=confirmed)


def _may_be_why(words: list[str], outcome: Outcome) -> bool:
    """Whether these are words beside a reason, or a reason in words of one's own: "duplicate of 4822"."""
    if outcome is Outcome.DUPLICATE:
        words = [said for said in words if not _CODE.fullmatch(said)]
    is_so = not words or words[0] not in _NOT_SO
    return is_so and not _is_second(words) and _DOUBTS.isdisjoint(words) and _LEAVE_FIGURES.isdisjoint(words)


def _is_second(words: list[str]) -> bool:
    """Whether these words hold a command, or a code."""
    return bool(_SECOND_COMMAND.search(" ".join(words))) or any(_CODE.fullmatch(said) for said in words)


def _outcome(rest: list[str]) -> Outcome:
    """How it ended, by the word after DONE, or the only one that is said: "done she booked"."""
    said_of_calls = _OUTCOMES.keys() - _LEAVE_FIGURES
    if rest and rest[0] in said_of_calls:
        return _OUTCOMES[rest[0]]
    told = said_of_calls.intersection(rest)
    return _OUTCOMES[told.pop()] if len(told) == 1 and _NOT_SO.isdisjoint(rest) else Outcome.REACHED


def _may_follow(rest: list[str], word: Word, spelling: str, *, has_code: bool, asks: bool) -> bool:
    """Whether these further words leave the command what it is."""
    if word is Word.RISK:
        return True  # an alarm too many beats one that was missed
    if word is Word.LIST:
        return len(rest) <= _MOST_WORDS_OF_A_SLIP
    if not has_code or word in _WITHOUT_CODE:
        return False
    if Outcome.SPAM in rest:
        return False  # it closes an enquiry for good, and is not said by the way
    is_so = word not in _MUST_BE_SO or not (asks or rest[0] in _NOT_SO)
    is_wrong_number = word is not Word.WRONG or spelling == "wrong number" or rest[0] in _WRONG_TOO
    return not _is_second(rest) and is_so and is_wrong_number


def _code(written: str | None) -> str | None:
    """The code in the digits we use, whichever the phone writes."""
    return "".join(str(int(digit)) for digit in written) if written else None
