"""The normal form in which texts are compared.

In it case, space, punctuation, quotes around the text and invisible marks do not matter.
"""

import re
import unicodedata

from enquiries.core.bounds import LONGEST_TEXT

_APOSTROPHES = "'’‘ʼ′"  # noqa: RUF001 (look-alikes are the point)
_KEPT = ("L", "N", "Mn", "Mc")
_DROPPED = ("Cc", "Cf", "Cs", "Sk", "Me")  # control and direction marks, skin tones, frames around a digit
_INSIDE_NUMBERS = ".:"
_NOT_INSIDE_A_NUMBER = re.compile(r"(?<!\d)[.:]|[.:](?!\d)")


def normalise(text: str) -> str:
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
