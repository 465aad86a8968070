"""Sentences of rules that people read on pages: in English in the rule, in any language on the page."""

from typing import Final

ENGLISH: Final = "en"
"""The language of every shipped sentence, by its ISO 639 code."""


def shown(sentence: str) -> str:
    """Mark a sentence, so that translators are given it. It is translated where it is shown."""
    return sentence
