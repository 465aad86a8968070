"""A small language for phrases, so that a rule reads like what people write.

A phrase is words with spaces between: `a/b/c` is any of them, `_` joins words that are one choice
(`pick_up`), `{name}` is a list of words by name, `word?` may be left out, `..` is up to three words of the
same clause, `..6` up to six, `...6` up to six whether or not a clause ends there, `#` a number or a time of
day, `$` the end of the clause. Phrases are matched against text as `plain_words.heard` writes it, whole words
only; `..` never reaches over the end of a clause.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

WORD = r"[^ |?]+"
_ANY = r"[^ ]+"
_GAP = re.compile(r"\.\.(\.?)(\d*)")
_WORDS = re.compile(WORD)
_CLOCK = r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?"
_NEVER = re.compile(r"(?!)")


def one_of(words: str) -> str:
    """The pattern of any of the words, which `/` or white space parts."""
    choices = sorted(set(re.split(r"[/\s]+", words.strip())), key=lambda each: (-len(each), each))
    return f"(?:{'|'.join(_CLOCK if each == '#' else re.escape(each.replace('_', ' ')) for each in choices)})"


def compile_phrases(listed: str, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One pattern for a list of phrases, a line each; `words` are the lists that `{name}` stands for."""
    patterns = [_phrase(line, words or {}) for line in listed.splitlines() if line.strip()]
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)") if patterns else _NEVER


Meant = TypeVar("Meant")


class PhraseIndex(Generic[Meant]):
    """Many phrases, each with what it means, found by the word that it begins with.

    A text is gone through word by word, and only the few phrases that may begin there are tried: the time
    grows with the text and hardly with the list.
    """

    def __init__(self, listed: Mapping[Meant, str], words: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[re.Pattern[str], Meant]]] = {}
        for meant, lines in listed.items():
            for line in filter(None, map(str.strip, lines.splitlines())):
                pattern = re.compile(_phrase(line, words) + r"(?!\S)")
                for first in _first_words(line, words):
                    self._by_first.setdefault(first, []).append((pattern, meant))

    def find(self, said: str) -> Iterator[tuple[re.Match[str], Meant]]:
        """Each phrase found, in the order of the text."""
        numbers = self._by_first.get("#", [])
        for word in _WORDS.finditer(said):
            tried = self._by_first.get(word[0], [])
            for pattern, meant in tried + numbers if word[0][0].isdigit() else tried:
                if match := pattern.match(said, word.start()):
                    yield match, meant


def _first_words(line: str, words: Mapping[str, str]) -> set[str]:
    """The words with which a phrase may begin; `#` where it may be a number."""
    found: set[str] = set()
    for place in line.split():
        optional = place.endswith("?") and len(place) > 1
        named = place.removesuffix("?") if optional else place
        choices = "/".join(words[each[1:-1]] if each.startswith("{") else each for each in named.split("/"))
        found |= {choice.replace("_", " ").split()[0] for choice in re.split(r"[/\s]+", choices) if choice}
        if not optional:
            break
    return found


def _phrase(line: str, words: Mapping[str, str]) -> str:
    """A line as a regular expression. Each place but the first brings the space before it."""
    pattern, begun = "", False
    for place in line.split():
        optional = place.endswith("?") and len(place) > 1
        piece = _place(place.removesuffix("?") if optional else place, words)
        gap = _GAP.fullmatch(place)
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
    return one_of("/".join(words[each[1:-1]] if each.startswith("{") else each for each in place.split("/")))
