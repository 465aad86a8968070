"""How much of a text is read for its meaning.

Normalising and matching can take time quadratic in the length, so each rule that does either cuts first. A
longer text is stored whole and understood by its beginning; signs of danger are looked for to its end.
"""

from collections.abc import Iterator
from typing import Final

LONGEST_TEXT: Final = 1600
"""Characters: a text cannot be longer (https://www.twilio.com/docs/glossary/what-sms-character-limit)."""
LONGEST_NUMBER: Final = 100
"""Characters read for a phone number, with a word or two around it."""
_SHARED = 400  # characters of overlap: longer than any phrase with its context


def pieces(text: str) -> Iterator[str]:
    """Yield a text in overlapping pieces of at most `LONGEST_TEXT` characters."""
    yield text[:LONGEST_TEXT]
    for start in range(LONGEST_TEXT - _SHARED, len(text) - _SHARED, LONGEST_TEXT - _SHARED):
        yield text[start : start + LONGEST_TEXT]
