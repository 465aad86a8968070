"""The words with which a text from the public begins something: keywords, and opting out or in again.

Texts are compared in a tidy form, so that case, space, punctuation, quotes around the text and invisible
marks do not matter. A keyword is the first word of a text; an opt-out word counts only where it is the
whole text. STOP and its like always opt out. QUIT, END and CANCEL are also what somebody writes who wants
to quit drinking: they opt out only somebody whom we have texted before.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from enquiries.domain.bounds import LONGEST_TEXT

_APOSTROPHES = "'’‘ʼ′"  # noqa: RUF001 (look-alikes are the point)
_KEPT = ("L", "N", "Mn", "Mc")
_DROPPED = ("Cc", "Cf", "Cs", "Sk", "Me")  # control and direction marks, skin tones, frames around a digit
_INSIDE_NUMBERS = ".:"
_NOT_INSIDE_A_NUMBER = re.compile(r"(?<!\d)[.:]|[.:](?!\d)")


def tidy(text: str) -> str:
    """The form in which texts are compared: small letters, single spaces, no punctuation but 6.30 and 18:30.

    Apostrophes go without a gap (won't → wont); every emoji is a word of its own. Of what is longer than a
    text can be, only the beginning is read.
    """
    # one sign may be written out as eighteen
    written_out = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])[:LONGEST_TEXT]
    folded = written_out.casefold().translate(_TABLE)
    return " ".join(_NOT_INSIDE_A_NUMBER.sub(" ", unicodedata.normalize("NFKC", folded)).split())


def _fold(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter.isspace() or letter in _INSIDE_NUMBERS:
        return letter
    if letter in _APOSTROPHES or category in _DROPPED or "\ufe00" <= letter <= "\ufe0f":
        return ""
    if category == "So":
        return f" {letter} "
    return letter if category.startswith(_KEPT) else " "


class _Folding(dict[int, str]):
    """What becomes of each letter; only the usual ones are kept, so that no text can fill the memory."""

    def __missing__(self, codepoint: int) -> str:
        return _fold(chr(codepoint))


_USUAL = [*range(0x3000), *range(0x1F000, 0x1FB00)]  # letters, punctuation, emoji
_TABLE = _Folding({codepoint: _fold(chr(codepoint)) for codepoint in _USUAL})


def leading_keyword(text: str, keywords: Iterable[str]) -> str | None:
    """Which of these keywords the text begins with, as it is spelt there; the longest if several do."""
    said = f"{tidy(text)} "
    found = [keyword for keyword in keywords if tidy(keyword) and said.startswith(f"{tidy(keyword)} ")]
    return max(found, key=len, default=None)


class OptWord(StrEnum):
    STOP = "STOP"
    STOPALL = "STOPALL"
    UNSUBSCRIBE = "UNSUBSCRIBE"
    REVOKE = "REVOKE"
    OPTOUT = "OPTOUT"
    QUIT = "QUIT"
    END = "END"
    CANCEL = "CANCEL"
    START = "START"
    UNSTOP = "UNSTOP"

    @property
    def lifts(self) -> bool:
        """Whether it takes an opt-out back, and asks for a call."""
        return self in {OptWord.START, OptWord.UNSTOP}

    @property
    def may_ask_for_help(self) -> bool:
        """Whether it is also what somebody writes who wants to end or quit something else."""
        return self in {OptWord.QUIT, OptWord.END, OptWord.CANCEL}

    def opts_out(self, *, texted_before: bool) -> bool:
        """Whether it opts out a number that we have, or have never, texted before."""
        return not self.lifts and (texted_before or not self.may_ask_for_help)


_OPT_WORDS = {word.value: word for word in OptWord}


def opt_word(text: str) -> OptWord | None:
    """The opt-out or opt-in word that the whole text is, however spaced: `Stop.`, `OPT-OUT`, `"stop all"`."""
    return _OPT_WORDS.get(tidy(text).replace(" ", "").upper())


def provider_opt_word(opt_out_type: str) -> OptWord | None:
    """What the network made of a text (Twilio's `OptOutType`): STOP, START, or None for HELP, an enquiry."""
    word = opt_word(opt_out_type)
    return word if word in {OptWord.STOP, OptWord.START} else None
