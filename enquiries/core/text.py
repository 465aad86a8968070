"""The normal form in which texts are compared: case, spacing, punctuation and invisible marks are ignored."""

import re
import unicodedata

from enquiries.core.bounds import LONGEST_TEXT

_APOSTROPHES = "'’‘ʼ′"  # noqa: RUF001 (look-alikes are the point)
_KEPT = ("L", "N", "Mn", "Mc")
_DROPPED = ("Cc", "Cf", "Cs", "Sk", "Me")  # control and direction marks, skin tones, frames around a digit
_INSIDE_NUMBERS = ".:"
_NOT_INSIDE_A_NUMBER = re.compile(r"(?<!\d)[.:]|[.:](?!\d)")


def normalise(text: str) -> str:
    """Return a text in lower case, with single spaces and no punctuation except in 6.30 and 18:30.

    Apostrophes leave no gap (won't → wont); every emoji becomes a separate word. Only the first
    `LONGEST_TEXT` characters are read.
    """
    # NFKC turns some characters into eighteen
    written_out = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])[:LONGEST_TEXT]
    folded = written_out.casefold().translate(_TABLE)
    return " ".join(_NOT_INSIDE_A_NUMBER.sub(" ", unicodedata.normalize("NFKC", folded)).split())


def strip_controls(text: str | None) -> str:
    """Without control characters, which PostgreSQL and pages do not take, and with lines ended one way."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each == "\n" or unicodedata.category(each) != "Cc").strip()


def on_one_line(text: str | None) -> str:
    """The same on one line, with single spaces."""
    return " ".join(strip_controls(text).split())


def _fold(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or character in _INSIDE_NUMBERS:
        return character
    if character in _APOSTROPHES or category in _DROPPED or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category == "So":
        return f" {character} "
    return character if category.startswith(_KEPT) else " "


class _Folding(dict[int, str]):
    """The folded form of each character. Only the usual ones are cached, so no text can fill the memory."""

    def __missing__(self, codepoint: int) -> str:
        return _fold(chr(codepoint))


_USUAL = [*range(0x3000), *range(0x1F000, 0x1FB00)]  # letters, punctuation, emoji
_TABLE = _Folding({codepoint: _fold(chr(codepoint)) for codepoint in _USUAL})
