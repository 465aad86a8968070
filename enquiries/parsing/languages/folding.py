"""A text in any language as its phrases read it: small letters without accents, plain digits, clauses marked.

"¡No me llames!, está él aquí" becomes `no me llames | esta el aqui`.
"""

import re
from typing import Final

from enquiries.parsing.plain_words import in_clauses
from enquiries.parsing.risk.languages import without_accents

_PUNCTUATION: Final = str.maketrans({"؟": "?", "،": ",", "؛": ";", "¿": " ", "¡": " "})
_LETTERS: Final = str.maketrans("ة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ه01234567890123456789")  # noqa: RUF001 (digits of Arabic)
_HOURS: Final = re.compile(r"(?<!\S)(\d\d?) ?h(?: ?(\d\d))?(?!\S)")
_OF_A_PHRASE: Final = re.compile(r"[^\s/_.#$?{}|]+")


def folded(text: str) -> str:
    """Small letters without accents or punctuation; times of day with a colon: "18h30" is `18:30`."""
    plain = without_accents(text).translate(_LETTERS)
    return _HOURS.sub(lambda hour: f"{hour[1]}:{hour[2] or '00'}", plain)


def folded_clauses(text: str) -> str:
    """A text folded; ` | ` ends a clause, ` ? | ` a question."""
    return in_clauses(text.translate(_PUNCTUATION), folded)


def folded_phrases(lines: str) -> str:
    """Phrases as a translator spells them, folded as texts are; the signs of their grammar stay."""
    return _OF_A_PHRASE.sub(lambda word: folded(word[0]).replace(" ", "_"), lines)
