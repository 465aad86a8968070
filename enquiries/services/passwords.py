"""Which passwords people may choose: by our own rule, and by how many guesses zxcvbn says one takes."""

import re
from typing import Final

from enquiries.domain import password as rule
from enquiries.domain.password import PasswordRefused
from enquiries.models.staff import Staff

# Of 0 to 4: more than 10^10 guesses, https://github.com/dropbox/zxcvbn
_STRONG: Final = 4
# Its time grows steeply with the length: with this many characters it stays under a tenth of a second, with
# 72 it takes 15. What is added behind does not make a strong beginning weaker.
_LOOKED_AT: Final = 20


def accepted(staff: Staff, typed: str) -> str:
    """The password as it is to be kept. Raises PasswordRefused."""
    chosen = rule.normal(typed)
    own = re.findall(r"\w+", f"{staff.name} {staff.email}")
    rule.check(chosen, own)
    if _score(chosen[:_LOOKED_AT], own) < _STRONG:
        raise PasswordRefused("This is too easy to guess. Try three unrelated words.")
    return chosen


def _score(beginning: str, own: list[str]) -> int:
    # 14 MB of words, which workers never need
    from zxcvbn import zxcvbn

    score: int = zxcvbn(beginning, user_inputs=own)["score"]
    return score
