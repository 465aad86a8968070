"""Polite words around an answer, and texts that are thanks or a goodbye and nothing else.

Politeness changes nothing: "6pm thanks" is 6pm, "STOP please" is STOP. Thanks are read stretch by stretch:
each must be a known phrase, or follow one that takes other words ("thanks for …", "speak …") and hold none
that asks, denies or tells. So "thanks for calling me back" is quiet; "thanks but can you ring again" is not.
"""

import re
from collections.abc import Collection, Iterator

from enquiries.domain.about import RELATIVES
from enquiries.domain.courtesy_words import (
    ACKNOWLEDGED,
    AFTER,
    BEFORE,
    BESIDE_THANKS,
    FRIENDLY,
    GOODBYES,
    INNOCENT,
    MEETING,
    OF_TIME,
    PRAISE_OF,
    PRAISING,
    TELLING,
    THANKS,
    THANKS_FOR,
    YES,
)
from enquiries.domain.keywords import tidy

_KISSES = re.compile(r"[xo]+")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm)?")
_NUMBER = re.compile(r"\d")
_NAMED = re.compile(
    r"\b(?:[Tt]hanks|[Tt]hank (?:you|u)|[Cc]heers|[Tt]a|[Bb]ye|[Tt]hx|[Nn]ight)(?: again| so much)?,? "
    r"(?P<name>[A-Z][a-z]+)\b"
)
_SAYS_THANKS = re.compile(
    rf"\b(?:my |our )?(?:{RELATIVES}) (?:also )?(?:says?|said|sends?) "
    r"(?:thanks|thank you|ta|cheers|hi|(?:her|his|their) (?:thanks|love))\b"
)
_CORE = THANKS | GOODBYES | ACKNOWLEDGED
_PHRASES = _CORE | BESIDE_THANKS
_AFTER_REVERSED = frozenset(" ".join(reversed(phrase.split())) for phrase in AFTER)
_OPENINGS = THANKS_FOR | PRAISE_OF | MEETING
_LONGEST = max(phrase.count(" ") + 1 for phrase in _PHRASES | _OPENINGS)
_NO_NAMES = TELLING | {"help", "later", "now", "start", "me", "other"}
_MOST_WORDS = 40
_MOST_WORDS_FOLLOW = 14


def without_courtesies(said: str, *, yes: bool = False) -> str:
    """Take politeness off both ends of a tidy text, and with `yes` a yes in front; never all of it."""
    words = said.split()
    if len(words) > _MOST_WORDS:
        return said
    before = BEFORE | YES if yes else BEFORE
    while taken := _polite(words, before):
        words = words[taken:]
    words.reverse()
    while taken := _polite(words, _AFTER_REVERSED):
        words = words[taken:]
    return " ".join(reversed(words))


def _polite(words: list[str], polite: Collection[str]) -> int:
    """Count the words at the start that are politeness; 0 where nothing would be left."""
    if len(words) > 1 and _is_friendly(words[0]):
        return 1
    lengths = range(min(_LONGEST, len(words) - 1), 0, -1)
    return next((count for count in lengths if " ".join(words[:count]) in polite), 0)


def is_thanks(text: str, names: Collection[str] = ()) -> bool:
    """Say whether a text is thanks, a goodbye or an acknowledgement, and asks, denies and tells nothing.

    `names`: first names of those who may be thanked. After "thanks" any name counts that is spelt as one.
    """
    if "?" in text:
        return False
    said = _SAYS_THANKS.sub("thanks", tidy(text)).split()
    if not 0 < len(said) <= _MOST_WORDS:
        return False
    known = {tidy(name) for name in names} | {tidy(found["name"]) for found in _NAMED.finditer(text)}
    return _read(said, known - _NO_NAMES) is True


def _read(said: list[str], names: Collection[str]) -> bool | None:
    """Read a text from its end: True is thanks, False only goes with them, None is anything else."""
    read: dict[int, bool | None] = {len(said): False}  # what the text is from each word on
    for at in range(len(said) - 1, -1, -1):
        found = [weight or read[end] for end, weight in _stretches(said, at, names) if read[end] is not None]
        read[at] = any(found) if found else None
    return read[0]


def _stretches(said: list[str], at: int, names: Collection[str]) -> Iterator[tuple[int, bool]]:
    """Yield what may stand here: the word that follows it, and whether it is thanks by itself."""
    if _is_friendly(said[at]) or said[at] in names:
        yield at + 1, said[at] not in names
    for end in range(at + 1, min(at + _LONGEST, len(said)) + 1):
        phrase = " ".join(said[at:end])
        if phrase in _PHRASES:
            yield end, phrase in _CORE
        if phrase in _OPENINGS:
            rest = said[end : end + _MOST_WORDS_FOLLOW]
            yield from ((end + more, True) for more in range(1, len(rest) + 1) if _fits(phrase, rest[:more]))


def _fits(opening: str, rest: list[str]) -> bool:
    if opening in MEETING:
        return all(word in OF_TIME or _CLOCK.fullmatch(word) or _is_polite_end(word) for word in rest)
    if opening in PRAISE_OF and not PRAISING.intersection(rest):
        return False
    left = f" {' '.join(rest)} "
    for phrase in INNOCENT:
        left = left.replace(f" {phrase} ", " ")
    return not _NUMBER.search(left) and not any(f" {word} " in left for word in TELLING)


def _is_polite_end(word: str) -> bool:
    return word in _PHRASES or _is_friendly(word)


def _is_friendly(word: str) -> bool:
    return word in FRIENDLY or _KISSES.fullmatch(word) is not None
