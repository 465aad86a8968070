"""The rules for a new password: long, hard to guess, and not based on its owner's name.

Length does the work, so no capitals, digits or symbols are required: three words will do. zxcvbn refuses
what would soon be guessed.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from enquiries.organisation.models import Staff

SHORTEST = 12
LONGEST = 128
_MOST_READ = 8 * LONGEST  # characters, before they are composed: no password is longer
# the password of the example staff on a developer's machine
FOR_DEMONSTRATION = "kettle-purple-garden"
_FEWEST_DIFFERENT = 5
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class PasswordRefused(ValueError):
    """The password is refused. The message says what to choose instead, and never repeats the password."""


def normal(password: str) -> str:
    """Return the password in NFKC, however the keyboard composes it (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password[:_MOST_READ])


def check(password: str, own: Collection[str] = ()) -> None:
    """Raise PasswordRefused unless it meets the rules. `own` are words about its owner."""
    if len(password) < SHORTEST:
        raise PasswordRefused(f"Use {SHORTEST} characters or more: three words you’ll remember.")
    if len(password) > LONGEST:
        raise PasswordRefused(f"Use {LONGEST} characters or fewer.")
    said = password.casefold()
    if len(set(said)) < _FEWEST_DIFFERENT:
        raise PasswordRefused("Use more different characters.")
    if _is_little_more_than(said, own):
        raise PasswordRefused("This is too close to your name. Please choose something else.")


def _bare(said: str) -> str:
    """Return the text without digits and symbols at its ends."""
    return _AROUND.sub("", said)


def _is_little_more_than(said: str, own: Collection[str]) -> bool:
    left = said
    for word in sorted(own, key=len, reverse=True):
        if len(word) > 2:
            left = left.replace(word.casefold(), "")
    return left != said and len(_bare(left)) < SHORTEST // 2


# Of 0 to 4: more than 10^10 guesses, https://github.com/dropbox/zxcvbn
_STRONG: Final = 4
# Its time grows steeply with the length: with this many characters it stays under a tenth of a second, with
# 72 it takes 15. What is added behind does not make a strong beginning weaker.
_LOOKED_AT: Final = 20


def accepted(staff: Staff, typed: str) -> str:
    """Return the password in the form to hash. Raises PasswordRefused."""
    chosen = normal(typed)
    own = re.findall(r"\w+", f"{staff.name} {staff.email}")
    check(chosen, own)
    if _score(chosen[:_LOOKED_AT], own) < _STRONG:
        raise PasswordRefused("This is too easy to guess. Try three unrelated words.")
    return chosen


def _score(beginning: str, own: list[str]) -> int:
    # 14 MB of words, which workers never need
    from zxcvbn import zxcvbn

    score: int = zxcvbn(beginning, user_inputs=own)["score"]
    return score
