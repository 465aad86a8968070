"""A text as one language has it: its plain words, its times in English, and what its phrases mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from enquiries.parsing.languages.folding import folded_clauses
from enquiries.parsing.languages.taught import REPLIES, Meant, Sense, TaughtLanguage

_LONGEST_COUNTS: Final = REPLIES | {sense for sense in Sense if sense.startswith(("contact.", "endings."))}
"""Of these a phrase within a longer one says nothing: no "message" in "voice message"."""
_CALLS: Final = frozenset((Sense.NO_CALLS, Sense.CANNOT_TALK))
_A_TIME: Final = (
    r"(?:\d|today|tonight|tomorrow|morning|afternoon|evening|night|week"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_NOT_THEN: Final = re.compile(
    r"(?<!\S)(?:dont|cant) (?:call|talk)(?: me)?(?: ~)?"
    rf"(?: (?:please|on|at|in|the|until|before|after|between|from))* {_A_TIME}"
    rf"|(?<!\S){_A_TIME}(?: (?:please|~)){{0,2}} (?:dont|cant) (?:call|talk)"
)
"""A time for which they want no call: the others stay."""


@dataclass(frozen=True)
class TextInLanguage:
    """`words`: the text, folded. `whole`: the same without politeness and the ends of clauses."""

    language: TaughtLanguage
    words: str
    english: str
    meant: set[Meant]
    whole: str

    @classmethod
    def read(cls, text: str, language: TaughtLanguage) -> Self:
        words = folded_clauses(text)
        english = language.time_words.in_english(words)
        meant: set[Meant] = set()
        for clause, in_english in zip(words.split("|"), english.split("|"), strict=True):
            meant |= _meant(clause.strip(), in_english, language)
        return cls(language, words, english, meant, _without_politeness(words, language))

    @property
    def length(self) -> int:
        """Words."""
        return len(self.words.split())


def _meant(clause: str, english: str, language: TaughtLanguage) -> set[Meant]:
    found = list(language.phrases.find(clause))
    longest = [(match.span(), sense) for match, sense in found if sense in _LONGEST_COUNTS]
    meant = {
        sense
        for match, sense in found
        if sense not in _LONGEST_COUNTS or not any(_hides(each, match.span()) for each in longest)
    }
    if Sense.NO_TEXTS in meant:
        meant -= {Sense.TEXT, Sense.TEXT_RATHER}
    return meant - _CALLS if _NOT_THEN.search(english) else meant


def _hides(longer: tuple[tuple[int, int], Meant], span: tuple[int, int]) -> bool:
    """Return True where a phrase holds all of another, or as much of it and is to be passed over."""
    (start, end), sense = longer
    return start <= span[0] and span[1] <= end and ((start, end) != span or sense is Sense.PASSED_OVER)


def _without_politeness(words: str, language: TaughtLanguage) -> str:
    bare = words.replace(" |", "").replace(" ?", "")
    polite = [match.span() for match, _ in language.politeness.find(bare)]
    return " ".join(word[0] for word in re.finditer(r"\S+", bare) if not _within(word.span(), polite))


def _within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
