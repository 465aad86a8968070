"""Thousands of phrases, each with what it means, to be found in one pass over a text.

Phrases are written as for `phrases.py`. They are not compiled to patterns, so that a list is read in
milliseconds. A text is gone through word by word, and only the few phrases that may begin there, and
whose last word is somewhere in the text, are tried.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from enquiries.parsing.grammar.phrases import CLOCK, GAP, choices_of, first_words

Meant = TypeVar("Meant")

_WORDS: Final = re.compile(r"\S+")
_NUMBER: Final = "#"
_CLOCK: Final = re.compile(CLOCK)
_ENDS: Final = frozenset(("|", "?"))
"""The words of a text that stand for the end of a clause."""


@dataclass(frozen=True)
class FoundPhrase:
    """A phrase in a text, and from where to where it stands there, in characters."""

    text: str
    begins: int
    ends: int

    def __getitem__(self, _: int) -> str:
        return self.text[self.begins : self.ends]

    def start(self) -> int:
        return self.begins

    def end(self) -> int:
        return self.ends

    def span(self) -> tuple[int, int]:
        return self.begins, self.ends


@dataclass(frozen=True)
class _OneOf:
    """One of several words; `several` are choices of more than one word, the longest first."""

    words: frozenset[str]
    number: bool
    several: tuple[tuple[str, ...], ...]

    def ends(self, said: Sequence[str], at: int) -> Iterator[int]:
        """Where the text goes on after this place, the longest choice first."""
        for choice in self.several:
            if choice == tuple(said[at : at + len(choice)]):
                yield at + len(choice)
        if at < len(said) and (said[at] in self.words or (self.number and _CLOCK.fullmatch(said[at]))):
            yield at + 1


@dataclass(frozen=True)
class _Gap:
    """Up to `most` words between two places; `across`: also over the end of a clause."""

    most: int
    across: bool


class _ClauseEnd:
    """The phrase must end a clause."""


_Step = tuple[_OneOf | _Gap | _ClauseEnd, bool]
"""What stands next in a phrase, and whether it may be left out."""


@dataclass(frozen=True)
class _Phrase(Generic[Meant]):
    steps: tuple[_Step, ...]
    needs: frozenset[str]
    """With one of these words its last place begins: where none is in a text, the phrase is not either."""
    meant: Meant


class PhraseIndex(Generic[Meant]):
    """Phrases by what they mean, a line each; `words` are the lists that `{name}` stands for."""

    def __init__(self, listed: Mapping[Meant, str], words: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[_Phrase[Meant]]] = {}
        places: dict[str, _OneOf] = {}
        for meant, lines in listed.items():
            for line in filter(None, map(str.strip, lines.splitlines())):
                phrase = _read(line, words, places, meant)
                for first in first_words(line, words):
                    self._by_first.setdefault(first, []).append(phrase)

    def find(self, text: str) -> Iterator[tuple[FoundPhrase, Meant]]:
        """Each phrase found, in the order of the text."""
        found = list(_WORDS.finditer(text))
        said = [word[0] for word in found]
        present = _present(said)
        for at, word in enumerate(said):
            for phrase in self._beginning_with(word):
                if not phrase.needs.isdisjoint(present):
                    end = _match(phrase.steps, 0, said, at)
                    if end is not None:
                        yield FoundPhrase(text, found[at].start(), found[end - 1].end()), phrase.meant

    def _beginning_with(self, word: str) -> Sequence[_Phrase[Meant]]:
        tried = self._by_first.get(word, [])
        return tried + self._by_first.get(_NUMBER, []) if word[0].isdigit() else tried


def _present(said: Sequence[str]) -> set[str]:
    present = set(said)
    if any(word[0].isdigit() for word in present):
        present.add(_NUMBER)
    return present


def _read(line: str, words: Mapping[str, str], places: dict[str, _OneOf], meant: Meant) -> _Phrase[Meant]:
    steps: list[_Step] = []
    needs: frozenset[str] = frozenset()
    for written in line.split():
        optional = written.endswith("?") and len(written) > 1
        gap = GAP.fullmatch(written)
        if written == "$":
            steps.append((_ClauseEnd(), False))
        elif gap:
            steps.append((_Gap(int(gap[2] or 3), across=bool(gap[1])), False))
        else:
            place = _place(written.removesuffix("?") if optional else written, words, places)
            steps.append((place, optional))
            if not optional:
                needs = _first_of(place)
    return _Phrase(tuple(steps), needs, meant)


def _place(written: str, words: Mapping[str, str], places: dict[str, _OneOf]) -> _OneOf:
    """A place of a phrase; the same words are read once."""
    if written not in places:
        choices = {written} if written in _ENDS else set(choices_of(written, words))
        several = sorted((each.split("_") for each in choices if "_" in each), key=lambda each: -len(each))
        single = frozenset(each for each in choices if "_" not in each and each != _NUMBER)
        places[written] = _OneOf(single, _NUMBER in choices, tuple(tuple(each) for each in several))
    return places[written]


def _first_of(place: _OneOf) -> frozenset[str]:
    number = {_NUMBER} if place.number else set()
    return place.words | number | {each[0] for each in place.several}


def _match(steps: Sequence[_Step], step: int, said: Sequence[str], at: int) -> int | None:
    """Where a phrase ends whose steps from that one on begin at that word; None where they do not."""
    if step == len(steps):
        return at
    this, optional = steps[step]
    if isinstance(this, _OneOf):
        for end in this.ends(said, at):
            found = _match(steps, step + 1, said, end)
            if found is not None:
                return found
        return _match(steps, step + 1, said, at) if optional else None
    if isinstance(this, _Gap):
        return _match_after(this, steps, step + 1, said, at)
    return _match(steps, step + 1, said, at) if at == len(said) or said[at] in _ENDS else None


def _match_after(gap: _Gap, steps: Sequence[_Step], step: int, said: Sequence[str], at: int) -> int | None:
    """The same after as few words as will do."""
    for passed in range(at, min(at + gap.most, len(said)) + 1):
        if passed > at and not gap.across and said[passed - 1] in _ENDS:
            return None
        found = _match(steps, step, said, passed)
        if found is not None:
            return found
    return None
