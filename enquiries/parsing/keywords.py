"""The keywords with which texts begin: the first word, ignoring case, spacing and punctuation."""

from collections.abc import Iterable

from enquiries.core.text import normalise


def leading_keyword(text: str, keywords: Iterable[str]) -> str | None:
    """Which of these keywords the text begins with, as it is spelt there; the longest if several do."""
    said = f"{normalise(text)} "
    found = [
        keyword for keyword in keywords if normalise(keyword) and said.startswith(f"{normalise(keyword)} ")
    ]
    return max(found, key=len, default=None)
