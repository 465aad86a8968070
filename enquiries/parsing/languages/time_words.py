"""The small words of times and calls in another language, turned into those of the English grammar of times.

"llámame mañana a las 10" becomes `call me tomorrow at 10`, which `call_times` reads: one grammar of times
stays. `#` in a phrase is a number or a time of day, and is carried over. Words that nothing is said of become
`~`, which the grammar does not know. A language's words for `no` and `not` count only beside a time
that has no number, as in "dim gyda'r nos" and "wieczorem nie", and `no` as a clause of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from enquiries.dates.spoken import is_time
from enquiries.parsing.languages.folding import folded

IGNORED: Final = "ignored"
"""The key of small words that are left out."""
_NO: Final = "no"
_NEGATIONS: Final = frozenset((_NO, "not"))
"""The keys of the words that make a NO of the time beside them; `no` may also answer us."""
UNKNOWN: Final = "~"
_END: Final = "|"
"""What ends a clause."""
_CLOCK: Final = re.compile(r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?")
_AS_THEY_ARE: Final = frozenset((_END, "?"))
_HALF_TO: Final = re.compile(r"(?<!\S)half to (\d\d?)(?!\S)")
_AFTERNOON: Final = re.compile(r"(?<!\S)(1[3-9]|2\d)([:.]\d\d)?pm(?!\S)")

_Phrase = tuple[tuple[str, ...], str]


class TimeWords:
    """Phrases by their first word, each with its English."""

    def __init__(self, numbers: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        """`numbers` and `phrases`: English to the ways of saying it, which `/` parts."""
        self._numbers = _by_first_word(_ways(numbers))
        bare = {english: ways for english, ways in phrases.items() if english not in _NEGATIONS}
        self._phrases = _by_first_word([*_ways(bare), *_negated(phrases)])

    def in_english(self, said: str) -> str:
        """A folded text in the words of the English grammar; its clauses stay."""
        with_digits = " ".join(_translated(said.split(), self._numbers, keep=True))
        marked = f"| {with_digits} |".split()
        english = " ".join(_translated(marked, self._phrases, keep=False))[1:-1]
        english = _HALF_TO.sub(lambda found: f"{int(found[1]) - 1 or 12}:30", english)
        return " ".join(_AFTERNOON.sub(r"\1\2", english).split())


def _ways(phrases: Mapping[str, str]) -> Iterator[_Phrase]:
    for english, ways in phrases.items():
        for way in filter(None, ways.replace("\n", "/").split("/")):
            words = tuple("#" if word == "#" else folded(word) for word in way.split())
            if words:
                yield words, "" if english == IGNORED else english


def _negated(phrases: Mapping[str, str]) -> Iterator[_Phrase]:
    """ "Not in the evening", "in the evening not" at the end of a clause, and "no" as a whole one."""
    times = [(way, english) for way, english in _ways(phrases) if "#" not in way and is_time(english)]
    negations = [(way, english) for way, english in _ways(phrases) if english in _NEGATIONS]
    for way, english in sorted(negations, key=lambda phrase: phrase[1] == _NO):  # one word may be both
        for time, in_english in times:
            yield (*way, *time), f"{english} {in_english}"
            yield (*time, *way, _END), f"not {in_english} {_END}"
        if english == _NO:
            yield (_END, *way, _END), f"{_END} {english} {_END}"


def _by_first_word(phrases: Iterable[_Phrase]) -> dict[str, list[_Phrase]]:
    """Each list with the longest phrase first."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0][0], []).append(phrase)
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
        yield words[at] if keep or bare else UNKNOWN
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
