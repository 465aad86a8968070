"""The list of risk words as patterns, found by the word that a phrase begins with.

A text is gone through word by word; only the few phrases that begin with that word are tried there, so that
the time grows with the length of the text and not with the length of the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enquiries.parsing.risk.finding import Tier
from enquiries.parsing.risk.phrase_list import LOOK_ALIKES, PHRASES, SEEN_IN_OTHERS
from enquiries.parsing.risk.spelling import once

_GAP = r"(?: \S+){0,3}"
_NO_AGE = (
    r"days?|weks?|months?|hours?|hrs?|minutes?|mins?|stone|st|k|miles|units|pints|times|am|pm"
    r"|years? (?:sober|clean|dry|of|in|into|ago)"
)
_AGE = rf"(?:1[0-7]|[89])(?! (?:{_NO_AGE})(?!\S))"
_SPECIAL = {"#": r"\d{2,}", "<18": _AGE}


@dataclass(frozen=True)
class RiskRule:
    """A phrase of the list. Without a tier it only looks like a risk and hides its words from the search."""

    pattern: re.Pattern[str]
    tier: Tier | None
    seen_in_others: bool


@dataclass(frozen=True)
class Rules:
    """All phrases that begin with one word, and a single pattern that rules them out quickly."""

    any_of_them: re.Pattern[str]
    each: tuple[RiskRule, ...]


def _choices(place: str) -> list[str]:
    return [once(choice.replace("_", " ")) for choice in place.split("|")]


def _one_of(place: str) -> str:
    return f"(?:{'|'.join(_SPECIAL.get(choice) or re.escape(choice) for choice in _choices(place))})"


def _pattern(phrase: str) -> str:
    """A line of the list as a regular expression, to be matched from the start of its first word."""
    first, *places = phrase.split()
    pattern = _one_of(first)
    for place in places:
        if place == "...":
            pattern += _GAP
        elif place.endswith("?"):
            pattern += f"(?: {_one_of(place[:-1])})?"
        else:
            pattern += f" {_one_of(place)}"
    return pattern + r"(?!\S)"


def _first_words(phrase: str) -> Iterator[str]:
    for choice in _choices(phrase.split()[0]):
        if choice == "<18":
            yield from map(str, range(8, 18))
        else:
            yield choice.split()[0]


def _by_first_word() -> dict[str, Rules]:
    seen = frozenset(SEEN_IN_OTHERS.splitlines())
    found: dict[str, list[RiskRule]] = {}
    # what only looks like a risk comes first
    for tier, phrases in [(None, LOOK_ALIKES), *PHRASES.items()]:
        for phrase in phrases.split("\n"):
            if not phrase:
                continue
            rule = RiskRule(re.compile(_pattern(phrase)), tier, phrase in seen)
            for word in dict.fromkeys(_first_words(phrase)):
                found.setdefault(word, []).append(rule)
    return {
        word: Rules(re.compile("|".join(rule.pattern.pattern for rule in rules)), tuple(rules))
        for word, rules in found.items()
    }


BY_FIRST_WORD = _by_first_word()
