"""Sentences of rules that people read on pages: in English in the rule, in any language on the page."""

from typing import Final

ENGLISH: Final = "en"
"""ISO 639."""


def shown(sentence: str) -> str:
    """Mark a sentence, so that translators are given it. It is translated where it is shown."""
    return sentence
