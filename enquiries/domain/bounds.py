"""How much of what somebody wrote is read for a meaning.

Normalising and matching may take time in the square of a length, so that each rule that does either cuts
first. What is longer is kept whole, and understood by its beginning.
"""

from typing import Final

LONGEST_TEXT: Final = 1600
"""Characters: a text cannot be longer (https://www.twilio.com/docs/glossary/what-sms-character-limit)."""
LONGEST_NUMBER: Final = 100
"""Characters in which somebody writes a phone number, with a word or two around it."""
