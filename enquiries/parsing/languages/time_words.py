"""The small words of times and calls in another language, turned into those of the English grammar of times.

"llámame mañana a las 10" becomes `call me tomorrow at 10`, which `call_times` reads: one grammar of times
stays. `#` in a phrase is a number or a time of day, and is carried over. Words that nothing is said of become
`~`, which the grammar does not know.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from enquiries.parsing.languages.folding import folded

IGNORED: Final = "ignored"
"""The key of small words that are left out."""
_UNKNOWN: Final = "~"
_CLOCK: Final = re.compile(r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?")
_AS_THEY_ARE: Final = frozenset(("|", "?"))
_HALF_TO: Final = re.compile(r"(?<!\S)half to (\d\d?)(?!\S)")
_AFTERNOON: Final = re.compile(r"(?<!\S)(1[3-9]|2\d)([:.]\d\d)?pm(?!\S)")

_Phrase = tuple[tuple[str, ...], str]


class TimeWords:
    """Phrases by their first word, each with its English."""

    def __init__(self, numbers: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        """`numbers` and `phrases`: English to the ways of saying it, which `/` parts."""
        self._numbers = _by_first_word(numbers)
        self._phrases = _by_first_word(phrases)

    def in_english(self, said: str) -> str:
        """A folded text in the words of the English grammar; its clauses stay."""
        with_digits = " ".join(_translated(said.split(), self._numbers, keep=True))
        english = " ".join(_translated(with_digits.split(), self._phrases, keep=False))
        english = _HALF_TO.sub(lambda found: f"{int(found[1]) - 1 or 12}:30", english)
        return " ".join(_AFTERNOON.sub(r"\1\2", english).split())


def _by_first_word(phrases: Mapping[str, str]) -> dict[str, list[_Phrase]]:
    """Each list with the longest phrase first."""
    found: dict[str, list[_Phrase]] = {}
    for english, ways in phrases.items():
        for way in filter(None, ways.replace("\n", "/").split("/")):
            words = tuple("#" if word == "#" else folded(word) for word in way.split())
            if words:
                found.setdefault(words[0], []).append((words, "" if english == IGNORED else english))
    for each in found.values():
        each.sort(key=lambda phrase: -len(phrase[0]))
    return found


def _translated(words: list[str], phrases: Mapping[str, list[_Phrase]], *, keep: bool) -> Iterator[str]:
    at = 0
    while at < len(words):
        is_clock = _CLOCK.fullmatch(words[at]) is not None
        tried = phrases.get("#" if is_clock else words[at], ())
        phrase = next((each for each in tried if _begins(words, at, each[0])), None)
        if phrase is not None:
            length = len(phrase[0])
            yield _filled(phrase, words[at : at + length])
            at += length
            continue
        bare = is_clock or words[at] in _AS_THEY_ARE or _joins_clocks(words, at)
        yield words[at] if keep or bare else _UNKNOWN
        at += 1


def _begins(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    if at + len(phrase) > len(words):
        return False
    pairs = zip(words[at : at + len(phrase)], phrase, strict=True)
    return all(word == wanted or (wanted == "#" and _CLOCK.fullmatch(word)) for word, wanted in pairs)


def _filled(phrase: _Phrase, words: list[str]) -> str:
    """The English of a phrase, with the numbers of the text in it."""
    english = phrase[1]
    for word, wanted in zip(words, phrase[0], strict=True):
        if wanted == "#":
            english = english.replace("#", word, 1)
    return english


def _joins_clocks(words: list[str], at: int) -> bool:
    """Return True for the "to" that `6-8` was written out with."""
    return words[at] == "to" and 0 < at < len(words) - 1 and _CLOCK.fullmatch(words[at + 1]) is not None
