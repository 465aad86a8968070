# ruff: noqa: E501 (a list of words is a line)
"""Signs of danger that are a whole phrase of the list, in the many spellings in which people write it."""

import re

from enquiries.parsing.risk.finding import Tier
from enquiries.parsing.risk.phrase_index import BY_FIRST_WORD, RiskRule
from enquiries.parsing.risk.spelling import once, spelt_out
from enquiries.parsing.vocabulary import RELATIVES

_WORD = re.compile(r"\S+")
_NEAR = 80  # characters on either side that may deny or date a phrase, or say who it is about
_NEGATIONS = (
    "not|never|no|nor|without|dont|doesnt|didnt|isnt|wasnt|arent|havent|hasnt|hadnt|wouldnt|wont|aint"
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
        r"|in (?:19|20)\d\d|when (?:i|he|she) (?:was|wer)|before i was born|used to|in the past)(?!\S)"
    )
)
_NOW_AS_WELL = re.compile(r"(?<!\S)(?:again|tonight|today)(?!\S)")
_REFLEXIVE = re.compile(r"(?<!\S)(?:him|her|them) ?sel(?:f|ves)(?!\S)")
_WRITER = frozenset({"i", "me", "myself"})
_OTHERS = frozenset(
    once(word) for word in ["he", "she", "they", "him", "her", "them", "someone", *RELATIVES.split("|")]
)


def find(text: str) -> list[tuple[Tier, bool, str]]:
    """Each tier in a text: True where it is about another person than the writer, and the words that say it."""
    found: dict[Tier, tuple[bool, str]] = {}
    _search(spelt_out(text), found)
    return [(tier, *what) for tier, what in found.items()]


def _search(said: str, found: dict[Tier, tuple[bool, str]]) -> None:
    """Add to `found` each tier in the text."""
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
                found[rule.tier] = (_is_other(said, match, rule), match[0])


def _counts(said: str, match: re.Match[str], tier: Tier) -> bool:
    before = said[max(0, match.start() - _NEAR) : match.start()]
    denied = _DENIED.fullmatch(before)
    if denied and not _DENIAL_UNDONE.search(denied["before"]):
        return False
    if tier is Tier.SELF_HARM and "before i was born" not in said:
        return True
    if tier is not Tier.OVERDOSE and tier is not Tier.SELF_HARM:
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
