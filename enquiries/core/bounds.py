"""How much of what somebody wrote is read for a meaning.

Normalising and matching may take time in the square of a length, so that each rule that does either cuts
first. What is longer is kept whole, and understood by its beginning; danger is looked for to its end.
"""

from collections.abc import Iterator
from typing import Final

LONGEST_TEXT: Final = 1600
"""Characters: a text cannot be longer (https://www.twilio.com/docs/glossary/what-sms-character-limit)."""
LONGEST_NUMBER: Final = 100
"""Characters in which somebody writes a phone number, with a word or two around it."""
_SHARED = 400  # characters that two pieces have in common: a phrase and what belongs to it is shorter


def pieces(text: str) -> Iterator[str]:
    """The whole of a text in pieces of at most the longest text; each begins inside the one before it."""
    yield text[:LONGEST_TEXT]
    for start in range(LONGEST_TEXT - _SHARED, len(text) - _SHARED, LONGEST_TEXT - _SHARED):
        yield text[start : start + LONGEST_TEXT]
