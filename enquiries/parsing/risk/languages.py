# ruff: noqa: RUF001 (letters of Arabic)
"""Danger in languages other than English: `lists/languages/`, a file for each (ISO 639), without accents.

A few dozen phrases of the two gravest tiers, and those of violence and withdrawal where they are plain. A
phrase counts wherever it stands; of what denies it only the words of denial before it are read.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from enquiries.core.text import normalise
from enquiries.parsing.grammar.phrase_index import PhraseIndex
from enquiries.parsing.risk.finding import RiskLevel, Tier
from enquiries.parsing.risk.word_lists import lists_in, sections

_CODES: Final = lists_in("languages")
LANGUAGES: Final = ("en", *_CODES)
"""Those in which danger is looked for (ISO 639)."""
_ENGLISH_TOO: Final = frozenset(
    (
        "overdose",
        "suicide",
        "ambulance",
        "suicidal",
        "adieu",
        "adios",
        "ambulancia",
        "inconsciente",
        "umbringen",
    )
)
_DENIED: Final = re.compile(r"(?:^| )(?:no|nu|nie|nao|pas|nicht|kein|keine|ddim|dim|لا|لست|مش)(?: \S+)?$")
_STRIPPED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": ""}
)


def _index(code: str) -> PhraseIndex[Tier]:
    by_tier = sections(f"languages/{code}")
    return PhraseIndex({Tier(tier): "\n".join(lines) for tier, lines in by_tier.items()}, {})


_INDEXES: Final = {code: _index(code) for code in _CODES}


def in_other_languages(text: str, language: str | None = None) -> Iterator[tuple[Tier, RiskLevel, str]]:
    """Each sign of danger in a language other than English, with its words; in one `language` if given."""
    said = without_accents(text)
    for index in (each for code, each in _INDEXES.items() if language in (None, code)):
        for match, tier in index.find(said):
            if match[0] not in _ENGLISH_TOO and not _DENIED.search(said[: match.start()].rstrip()):
                yield tier, RiskLevel.DANGER, match[0]


def without_accents(text: str) -> str:
    """The text in lower case, without punctuation and marks: "Chcę umrzeć!" becomes `chce umrzec`."""
    apart = unicodedata.normalize("NFD", normalise(text).translate(_STRIPPED))
    return "".join(each for each in apart if not unicodedata.combining(each))
