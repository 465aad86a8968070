# ruff: noqa: RUF001 (look-alike letters are what this file is about)
"""How a text is spelt, measured and filled in.

Phones agree on one small alphabet, GSM-7 (3GPP TS 23.038): 160 of its characters fit in a text, and those of
its extension table, such as `€` and `[`, count twice. One character outside it turns the whole text into
UCS-2, of which only 70 units fit. So whatever we send is written plainly first (ł → l, “ → ", emoji
dropped), and every value put into a wording is shortened to the width kept for it. Longer texts travel in
parts of 153. A language that GSM-7 cannot write is sent in UCS-2 as it is written, in parts of 67.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_GSM7 = _BASIC | _EXTENSION

SEGMENT = 160
"""Septets in a text that travels alone."""
_PART = 153
_UCS2_SEGMENT = 70
_UCS2_PART = 67
MOST_UCS2_PARTS = 3
"""The most parts of a text that GSM-7 cannot write: 70 letters have no room for a greeting."""

# What Unicode itself does not take apart into a plain letter.
_PLAIN = {
    **dict.fromkeys("‘’‚‛′`´ʼʹ‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    **dict.fromkeys("•·∙●", "-"),
    **{"⁄": "/", "…": "...", "×": "x", "÷": "/", "\t": " ", "\f": "\n", "\u2028": "\n", "\u2029": "\n"},
    **{"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H"},
    **{"ı": "i", "œ": "oe", "Œ": "OE", "ŧ": "t", "Ŧ": "T", "ŋ": "ng", "Ŋ": "Ng", "ẞ": "SS", "ĸ": "k"},
    **{"©": "(c)", "®": "(R)"},
}
# Most texts hold nothing else, and are plain as they are.
_PLAIN_ALREADY = _GSM7 - _PLAIN.keys() - {"\r"}
_SPACES = "Zs"
_LETTERS = ("L", "N", "P", "Sc", "Sm")  # Unicode categories of what is missed when it is left out

# A link or a number that is cut short leads nowhere or to a stranger: these stay whole, even if that costs a
# second segment.
_NEVER_CUT = frozenset(
    {"code", "emergency", "from_line", "line", "or_call", "can_call", "link", "number", "report"}
    | {"helpline", "talk", "talk_or_text", "child", "advice", "silent"}
)
# What is said only where the rest leaves room for it in one segment.
_ONLY_IF_IT_FITS = frozenset({"says", "speaks"})
_NAME = re.compile(r"\{(\w+)\}")


class WordingError(ValueError):
    """A wording uses a name that has no value or no width."""


def is_gsm7(text: str) -> bool:
    return _GSM7.issuperset(text)


def plain(text: str) -> str:
    """Return the text in GSM-7 only; `?` stands for a character that has no plain spelling."""
    if _PLAIN_ALREADY.issuperset(text):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_plain_letter(letter) for letter in composed)


def _plain_letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter in _GSM7:
        return letter
    apart = unicodedata.normalize("NFKD", letter)
    if apart != letter:
        return "".join(_plain_letter(part) for part in apart)
    category = unicodedata.category(letter)
    if category == _SPACES:
        return " "
    # accents, emoji and what joins or directs letters simply go
    return "?" if category.startswith(_LETTERS) else ""


def segments(text: str) -> int:
    """How many parts the text travels in, as it is: a single letter outside GSM-7 makes all of it UCS-2."""
    if is_gsm7(text):
        return _parts((_width(letter) for letter in text), SEGMENT, _PART)
    return _parts(map(_ucs2_width, text), _UCS2_SEGMENT, _UCS2_PART)


def _width(letter: str) -> int:
    return 2 if letter in _EXTENSION else 1


def _ucs2_width(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1


def _parts(widths: Iterable[int], alone: int, part: int) -> int:
    """Count parts; a letter of two units is never split between two of them."""
    total, used, parts = 0, 0, 1
    for width in widths:
        total += width
        used += width
        if used > part:
            parts, used = parts + 1, width
    return 1 if total <= alone else parts


@dataclass(frozen=True)
class Alphabet:
    """How a text is written, and measured once it is. `most`: how long it may be in all."""

    write: Callable[[str], str]
    length: Callable[[str], int]
    most: int


def septets(text: str) -> int:
    """The length of the text once it is written plainly: what a width is measured in."""
    return sum(_width(letter) for letter in plain(text))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _units(text: str) -> int:
    return sum(_ucs2_width(letter) for letter in text)


GSM7: Final = Alphabet(plain, septets, SEGMENT)
UCS2: Final = Alphabet(_composed, _units, MOST_UCS2_PARTS * _UCS2_PART)
ALPHABETS: Final = {"gsm7": GSM7, "ucs2": UCS2}
"""By the words of a language's file."""


def shorten(value: str, width: int, alphabet: Alphabet = GSM7) -> str:
    """The value as it is written, `width` long at most; cut after a word where that keeps half of it."""
    whole = _on_one_line(value, alphabet)
    kept = _fitting(whole, width, alphabet)
    if kept == whole:
        return whole
    if whole[len(kept)] != " ":
        words, space, _ = kept.rpartition(" ")
        if space and 2 * alphabet.length(words) >= width:
            kept = words
    return kept.rstrip(" ,.;:-(/")


def _on_one_line(value: str, alphabet: Alphabet) -> str:
    return alphabet.write(value).replace("\n", " ")


def _fitting(text: str, width: int, alphabet: Alphabet) -> str:
    used = 0
    for place, letter in enumerate(text):
        used += alphabet.length(letter)
        if used > width:
            return text[:place]
    return text


def names_in(template: str) -> frozenset[str]:
    """The {names} a wording has filled in."""
    return frozenset(_NAME.findall(template))


def render(
    template: str, widths: Mapping[str, int], values: Mapping[str, str], alphabet: Alphabet = GSM7
) -> str:
    """Fill in every {name}, each value shortened to its width (links and numbers stay whole).

    What is said only where it fits is left out of a text that would be too long.
    Raises WordingError for a name without a value or a width.
    """
    whole = _filled_in(template, widths, values, alphabet)
    if alphabet.length(whole) <= alphabet.most:
        return whole
    return _filled_in(template, widths, {**values, **dict.fromkeys(_ONLY_IF_IT_FITS, "")}, alphabet)


def _filled_in(
    template: str, widths: Mapping[str, int], values: Mapping[str, str], alphabet: Alphabet
) -> str:

    def value_of(match: re.Match[str]) -> str:
        name = match[1]
        if name not in widths or name not in values:
            raise WordingError(
                f"the text needs {{{name}}}, which has no {'value' if name in widths else 'width'}"
            )
        if name in _NEVER_CUT:
            return _on_one_line(values[name], alphabet)
        return shorten(values[name], widths[name], alphabet)

    return _NAME.sub(value_of, alphabet.write(template))


def widest(template: str, widths: Mapping[str, int], alphabet: Alphabet = GSM7) -> str:
    """The text with every value as wide as it may be: if this fits, so does every text made of it."""
    return render(template, widths, {name: "x" * width for name, width in widths.items()}, alphabet)
