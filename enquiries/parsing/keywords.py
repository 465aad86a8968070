"""The keywords with which texts begin: the first word, ignoring case, spacing and punctuation."""

from collections.abc import Iterable
from functools import lru_cache

from enquiries.core.text import normalise


def leading_keyword(text: str, keywords: Iterable[str]) -> str | None:
    """Which of these keywords the text begins with, as it is spelt there; the longest if several do."""
    said = f"{normalise(text)} "
    found = [each for each in keywords if (word := _normalised(each)) and said.startswith(f"{word} ")]
    return max(found, key=len, default=None)


@lru_cache(4096)
def _normalised(keyword: str) -> str:
    """The same few for every text."""
    return normalise(keyword)
