"""Find words that raise the priority of a text: a person may be in danger now.

Deterministic and versioned. A missed danger is worse than a false alarm, so a doubtful phrase counts. A
flag only ever raises priority, and only a person clears it. What a text clearly denies does not count: "not
suicidal" does not, "not sure I want to live" does. An overdose that lies months back does not count either,
while an attempt on one's life does whenever it was. There is no claim of clinical validity.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from enquiries.core.bounds import pieces
from enquiries.parsing.risk_rules import BY_FIRST_WORD, RiskRule
from enquiries.parsing.risk_spelling import once, spelt_out
from enquiries.parsing.risk_words import VERSION, Tier
from enquiries.parsing.vocabulary import RELATIVES

__all__ = ["VERSION", "RiskFinding", "Tier", "scan"]


class Level(StrEnum):
    DANGER = "danger"
    CONCERN = "concern"


@dataclass(frozen=True)
class RiskFinding:
    tiers: tuple[Tier, ...] = ()
    """Most severe first."""
    other: bool = False
    """True where the most severe tier seems to be about another person than the writer."""

    @property
    def level(self) -> Level | None:
        return Level.DANGER if self.tiers else None


_WORD = re.compile(r"\S+")
_NEAR = 80  # characters on either side that may deny or date a phrase, or say who it is about
_NEGATIONS = (
    "not|never|no|nor|nobody|without|dont|doesnt|didnt|isnt|wasnt|arent|havent|hasnt|hadnt|wouldnt|wont|aint"
)
_BETWEEN = once(
    "feel|feeling|felt|be|been|being|really|actively|currently|ever|any|a|an|at|all|even|now|going|to|want|wants"
    "|wanting|wanted|try|trying|tried|plan|plans|planning|thoughts|thinking|intention|intend|about|of|having|had"
    "|have|has|in|the|just|danger|risk"
)
_DENIED = re.compile(rf"(?P<before>.*)(?<!\S)(?:{_NEGATIONS})(?: (?:{_BETWEEN})){{0,5}} ")
_DENIAL_UNDONE = re.compile(once(r"(?<!\S)(?:why|if|sure|promise|guarantee|say|know)(?: \S+){0,2} $"))
_LONG_AGO = re.compile(
    once(
        r"(?<!\S)(?:(?:years?|months?|weeks?) (?:ago|back|before)|last (?:year|month|summer|christmas)"
        r"|in (?:19|20)\d\d|when (?:i|he|she) was|used to|in the past)(?!\S)"
    )
)
_NOW_AS_WELL = re.compile(r"(?<!\S)(?:again|now|tonight|today|just|this)(?!\S)")
_REFLEXIVE = re.compile(r"(?<!\S)(?:him|her|them) ?sel(?:f|ves)(?!\S)")
_WRITER = frozenset({"i", "me", "myself"})
_OTHERS = frozenset(
    once(word)
    for word in ["he", "she", "they", "him", "her", "them", "someone", "somebody", *RELATIVES.split("|")]
)


def scan(text: str) -> RiskFinding:
    """Look for risk in any text, in a time that grows with its length and no faster."""
    found: dict[Tier, bool] = {}
    for piece in pieces(text):
        _search(spelt_out(piece), found)
    tiers = tuple(tier for tier in Tier if tier in found)
    return RiskFinding(tiers, other=bool(tiers) and found[tiers[0]])


def _search(said: str, found: dict[Tier, bool]) -> None:
    """Add to `found` each tier in the text: True where it is about another person than the writer."""
    searched = 0
    for word in _WORD.finditer(said):
        rules = BY_FIRST_WORD.get(word[0])
        if rules is None or word.start() < searched or not rules.any_of_them.match(said, word.start()):
            continue
        for rule in rules.each:
            match = None if rule.tier in found else rule.pattern.match(said, word.start())
            if match and rule.tier is None:
                searched = match.end()
                break
            if match and rule.tier and _counts(said, match, rule.tier):
                found[rule.tier] = _is_other(said, match, rule)


def _counts(said: str, match: re.Match[str], tier: Tier) -> bool:
    before = said[max(0, match.start() - _NEAR) : match.start()]
    denied = _DENIED.fullmatch(before)
    if denied and not _DENIAL_UNDONE.search(denied["before"]):
        return False
    if tier is not Tier.OVERDOSE:
        return True
    around = before + said[match.start() : match.end() + _NEAR]
    return not _LONG_AGO.search(around) or _NOW_AS_WELL.search(around) is not None


def _is_other(said: str, match: re.Match[str], rule: RiskRule) -> bool:
    """Return True where the last person named before the danger, or else in it, is not the writer."""
    if "myself" in match[0] or _REFLEXIVE.search(match[0]):
        return "myself" not in match[0]
    before = said[max(0, match.start() - _NEAR) : match.start()].split()
    for word in [*reversed(before), *match[0].split()]:
        if word in _WRITER or word in _OTHERS:
            return word in _OTHERS
    return rule.seen_in_others
