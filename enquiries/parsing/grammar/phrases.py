"""A small language for phrases, so that a rule reads like what people write.

A phrase is words with spaces between: `a/b/c` is any of them, `_` joins words that are one choice
(`pick_up`), `{name}` is a list of words by name, `word?` may be left out, `..` is up to three words of the
same clause, `..6` up to six, `...6` up to six whether or not a clause ends there, `#` a number or a time of
day, `$` the end of the clause. Phrases are matched against text as `plain_words.heard` writes it, whole words
only; `..` never reaches over the end of a clause.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

WORD = r"[^ |?]+"
_ANY = r"[^ ]+"
GAP = re.compile(r"\.\.(\.?)(\d*)")
_WORDS = re.compile(WORD)
_CHOICE = re.compile(r"[^/\s]+")
CLOCK = r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?"


def one_of(words: str) -> str:
    """The pattern of any of the words, which `/` or white space parts."""
    choices = sorted(set(re.split(r"[/\s]+", words.strip())), key=lambda each: (-len(each), each))
    return f"(?:{'|'.join(CLOCK if each == '#' else re.escape(each.replace('_', ' ')) for each in choices)})"


class Phrases:
    """A list of phrases to search a heard text for, in the way of `re.Pattern`.

    Phrases are found by the word that they begin with, and those that begin alike are one pattern, compiled
    when such a word is first met.
    """

    def __init__(self, listed: str, words: Mapping[str, str]) -> None:
        beginnings: dict[str, list[str]] = {}
        for line in filter(None, map(str.strip, listed.splitlines())):
            first, _, rest = line.partition(" ")
            beginnings.setdefault(line if first.endswith("?") else first, []).append(rest)
        self._by_first: dict[str, list[_Beginning]] = {}
        for first, rests in beginnings.items():
            beginning = _Beginning(first, rests, words)
            for word in first_words(first, words):
                self._by_first.setdefault(word, []).append(beginning)

    def search(self, said: str) -> re.Match[str] | None:
        """The first phrase of the text."""
        return self._search(said, 0)

    def sub(self, mark: str, said: str) -> str:
        """The text with a mark in the place of each phrase."""
        parts, at = [], 0
        while found := self._search(said, at):
            parts += [said[at : found.start()], mark]
            at = found.end()
        return "".join([*parts, said[at:]])

    def match(self, said: str) -> re.Match[str] | None:
        """The phrase with which the text begins."""
        begins = (beginning for word, at in _words_of(said) if at == 0 for beginning in self._beginning(word))
        return next((found for beginning in begins if (found := beginning.pattern.match(said))), None)

    def _search(self, said: str, at: int) -> re.Match[str] | None:
        for word, start in _words_of(said):
            if word in self._by_first and start >= at:
                for beginning in self._by_first[word]:
                    if found := beginning.pattern.match(said, start):
                        return found
        return None

    def _beginning(self, word: str) -> list["_Beginning"]:
        return self._by_first.get(word, [])


class _Beginning:
    """Phrases that begin with the same place, as one pattern."""

    def __init__(self, first: str, rests: list[str], words: Mapping[str, str]) -> None:
        self._first = first
        self._rests = rests
        self._words = words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        first, words = self._first, self._words
        if " " in first:
            return re.compile(_phrase(first, words) + r"(?!\S)")
        rests = "|".join(_phrase(rest, words, begun=True) for rest in self._rests)
        return re.compile(rf"{_place(first, words)}(?:{rests})(?!\S)")


def compile_phrases(listed: str, words: Mapping[str, str] | None = None) -> Phrases:
    """The phrases of a list, a line each; `words` are the lists that `{name}` stands for."""
    return Phrases(listed, words or {})


@lru_cache(maxsize=64)
def _words_of(said: str) -> tuple[tuple[str, int], ...]:
    """The words of a text and where each begins; a number is a `#`, too.

    A text is searched for many lists, one after another.
    """
    return tuple(
        (key, word.start())
        for word in _WORDS.finditer(said)
        for key in ((word[0], "#") if word[0][0].isdigit() else (word[0],))
    )


def first_words(line: str, words: Mapping[str, str]) -> set[str]:
    """The words with which a phrase may begin; `#` where it may be a number."""
    found: set[str] = set()
    for place in line.split():
        optional = place.endswith("?") and len(place) > 1
        named = place.removesuffix("?") if optional else place
        found |= {choice.split("_")[0] for choice in choices_of(named, words)}
        if not optional:
            break
    return found


def _phrase(line: str, words: Mapping[str, str], *, begun: bool = False) -> str:
    """A line as a regular expression. Each place but the first brings the space before it."""
    pattern = ""
    for place in line.split():
        optional = place.endswith("?") and len(place) > 1
        piece = _place(place.removesuffix("?") if optional else place, words)
        gap = GAP.fullmatch(place)
        if place == "$":
            pattern += r"(?= [|?]|$)"
        elif gap:
            word, most = _ANY if gap[1] else WORD, int(gap[2] or 3)
            pattern += rf"(?: {word}){{0,{most}}}?" if begun else rf"(?:{word} ){{0,{most}}}?"
        elif optional:
            pattern += f"(?: {piece})?" if begun else f"(?:{piece} )?"
        else:
            pattern += f" {piece}" if begun else piece
            begun = True
    return pattern


def _place(place: str, words: Mapping[str, str]) -> str:
    if place in {"|", "?"}:
        return re.escape(place)
    return one_of("/".join(choices_of(place, words)))


def choices_of(place: str, words: Mapping[str, str]) -> Iterator[str]:
    """The choices of a place; a list that it names may name others."""
    for each in _CHOICE.findall(place):
        if each.startswith("{"):
            yield from choices_of(words[each[1:-1]], words)
        else:
            yield each
