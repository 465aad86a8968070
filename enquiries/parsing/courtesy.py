"""Polite words around an answer, and texts that are thanks or a goodbye and nothing else.

Politeness changes nothing: "6pm thanks" is 6pm, "STOP please" is STOP. Thanks are read stretch by stretch:
each must be a known phrase, or follow one that takes other words ("thanks for …", "speak …") and hold none
that asks, denies or tells. So "thanks for calling me back" is quiet; "thanks but can you ring again" is not.
"""

import re
from collections.abc import Collection, Iterator

from enquiries.core.text import normalise
from enquiries.parsing.courtesy_words import (
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
    TELLING_ALONE,
    THANKS,
    THANKS_FOR,
    YES,
)
from enquiries.parsing.vocabulary import RELATIVES

_STRETCHED = re.compile(r"([a-z])\1{2,}")
# what only makes thanks stronger is passed over
_STRONGER = re.compile(
    r"\b(?:ever )?(?:so|very|really|truly|absolutely|honestly|just|such|quite|extremely|genuinely)"
    r"(?: much)?\b|\bindeed\b|\bonce again\b|\bagain\b(?= for\b)|\b(?:a lot|loads|lots|tons)\b(?= for\b)"
    r"|\bi (?:want|wanted) to say\b|\bwanted to say\b"
)
_KISSES = re.compile(r"[xo]+")
_RELATIVE = re.compile(RELATIVES)
_WORDS_OF_THANKS = frozenset(
    ("thanks", "thank", "thankyou", "thx", "thanx", "cheers", "ta", "tysm", "grateful", "appreciate")
)
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


def _plain(phrases: Collection[str]) -> frozenset[str]:
    """As they are found in a text where what makes thanks stronger is passed over."""
    return frozenset(" ".join(_STRONGER.sub(" ", phrase).split()) for phrase in phrases) - {""}


_CORE = _plain(THANKS | GOODBYES | ACKNOWLEDGED)
_PHRASES = _CORE | _plain(BESIDE_THANKS)
_AFTER_REVERSED = frozenset(" ".join(reversed(phrase.split())) for phrase in AFTER)
_PRAISE_OF = _plain(PRAISE_OF)
_OPENINGS = _plain(THANKS_FOR | MEETING) | _PRAISE_OF
_LONGEST = max(phrase.count(" ") + 1 for phrase in _PHRASES | _OPENINGS)
_NO_NAMES = TELLING | {"help", "later", "now", "start", "me", "other"}
_LONGEST_THANKS = 300  # characters
_MOST_WORDS = 40
_MOST_STRANGERS = 3  # words besides thanks that belong to no phrase
_TOO_MANY = 100
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
    """Return True for thanks, a goodbye or an acknowledgement that asks, denies and tells nothing.

    `names`: first names of those who may be thanked. After "thanks" any name counts that is spelt as one.
    """
    if "?" in text:
        return False
    if len(text) > _LONGEST_THANKS:
        return False
    plain = _STRONGER.sub(" ", _STRETCHED.sub(r"\1", normalise(text)))
    said = _SAYS_THANKS.sub("thanks", plain).split()
    if not 0 < len(said) <= _MOST_WORDS:
        return False
    known = {normalise(name) for name in names} | {
        normalise(found["name"]) for found in _NAMED.finditer(text)
    }
    strangers, thanked = _read(said, known - _NO_NAMES)
    return thanked and (
        strangers == 0 or (strangers <= _MOST_STRANGERS and not _WORDS_OF_THANKS.isdisjoint(said))
    )


def _read(said: list[str], names: Collection[str]) -> tuple[int, bool]:
    """Read a text from its end, with as few words as can be that belong to no phrase.

    Returns how many those are, more than are allowed where one of them asks or tells, and whether the rest is
    thanks.
    """
    read = {len(said): (0, False)}  # what the text is from each word on
    for at in range(len(said) - 1, -1, -1):
        cost = _TOO_MANY if _tells(said[at]) else 1
        found = [(read[at + 1][0] + cost, read[at + 1][1])]
        found += [(read[end][0], thanks or read[end][1]) for end, thanks in _stretches(said, at, names)]
        read[at] = min(found, key=lambda reading: (reading[0], not reading[1]))
    return read[0]


def _tells(word: str) -> bool:
    return (
        word in TELLING
        or word in TELLING_ALONE
        or _RELATIVE.fullmatch(word) is not None
        or not word.isalpha()
    )


def _stretches(said: list[str], at: int, names: Collection[str]) -> Iterator[tuple[int, bool]]:
    """Yield the phrases possible here: the index of the next word, and True for thanks by itself."""
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
    if opening in _PRAISE_OF and not PRAISING.intersection(rest):
        return False
    left = f" {' '.join(rest)} "
    for phrase in INNOCENT:
        left = left.replace(f" {phrase} ", " ")
    return not _NUMBER.search(left) and not any(f" {word} " in left for word in TELLING)


def _is_polite_end(word: str) -> bool:
    return word in _PHRASES or _is_friendly(word)


def _is_friendly(word: str) -> bool:
    return word in FRIENDLY or _KISSES.fullmatch(word) is not None
