# ruff: noqa: E501 (a list of words is a line)
"""How sure it is that words of danger tell of danger now: denied, long past, or only talked about.

What a text clearly denies does not count: "not suicidal" does not, "not sure I want to live" does. An overdose
that lies months back does not count, nor does what the text only talks about: "do you teach suicide first aid".
What is asked in general, or an attempt on one's life years ago, is a concern. `lists/doubts.txt` has the words.
"""

import re
from functools import cached_property
from typing import Final

from enquiries.parsing.grammar.phrase_index import FoundPhrase, PhraseIndex
from enquiries.parsing.grammar.phrases import one_of
from enquiries.parsing.risk.combinations import CONCEPTS, as_read
from enquiries.parsing.risk.finding import RiskLevel, Tier
from enquiries.parsing.risk.word_lists import sections, words

_WORDS_BEFORE = 6
_NEAR = 60  # characters on either side that may date a phrase
_VERY_NEAR = 25  # characters after it that may say that it is so today as well
_TOPICS, _ASKED_OF, _TOLD, _TALK, _UNTRUE_NO, _ASKED, _OVER = (
    PhraseIndex({True: as_read(sections("doubts")[heading])}, CONCEPTS)
    for heading in ("topics", "asked of", "told", "talk", "no that may not be true", "asked", "over")
)
_ASKS, _IN_A_QUESTION, _BEFORE_NO, _NO, _AFTER_NO = (
    one_of(as_read(words("doubts", heading)))
    for heading in ("asks", "in a question", "before no", "no", "after no")
)
_IS_ASKED: Final = re.compile(rf"(?:^| ){_ASKS}(?: {_IN_A_QUESTION})*$")
_IS_ANSWERED_NO: Final = re.compile(
    rf"(?: {_IN_A_QUESTION})*(?: [|?])*(?: {_BEFORE_NO})* {_NO}(?: {_AFTER_NO})*(?= [|?]|$)"
)
_DENIED: Final = re.compile(
    r"(?:^| )(?:not|never|no|dont|doesnt|didnt|isnt|wasnt|arent|havent|hasnt|hadnt|wouldnt|wont|aint|without|nor|noone|nobodys)"
    r"(?: (?:feel|feeling|be|been|being|really|actively|currently|ever|any|a|an|at all|even|now|going|to|want|trying|planning|thoughts|plans|plan"
    r"|thinking|about|of|having|had|have|has|in|the|just|danger|risk|or|anything|taken|got|want to))*$"
)
_CONCERN_DENIED: Final = re.compile(
    r"(?:^| )(?:not|never|no|dont|doesnt|didnt|isnt|wasnt|arent|havent|hasnt|aint|without|nor|noone|nobodys)(?: \S+)?$"
)
_DENIAL_UNDONE: Final = re.compile(
    r"(?:^| )(?:why|how to|if|sure|promise|guarantee|say|said|know|lie|not gonna|its|that) (?:\S+ ){0,3}$"
)
_TAKEN_BACK: Final = re.compile(
    r"(?<!\S)(?:but|lied|lying|lie|cant promise|not sure|jk|joking|i am really)(?!\S)"
)
_LONG_AGO: Final = re.compile(
    r"(?<!\S)(?:(?:years?|yrs?|decades?|ages) (?:ago|back|before|now|on|gone|later)|months (?:ago|back|before)|last (?:year|christmas|summer)"
    r"|(?:in|since|with you|was|back in|year|ended) (?:19\d|20[012])\d|(?:in|back in|of) (?:0\d|[789]\d)|(?:19[5-9]|200)\d|in the \w+ties|the (?:seventies|eighties|nineties|noughties)"
    r"|in (?:my|his|her) (?:teens|early|late|twenties|thirties|20s|30s|\w+ties)|when (?:i|he|she) was (?:a |at |in |about |only )?(?!(?:out|off|on|drunk|high)(?!\S))\w+"
    r"|(?:before i was born|(?<!being )(?<!is )used to|in the past|back in|a decade|another life|in (?:my|his|her) \w+ days|summer of|long (?:time )?ago|as a (?:child|kid|teenager|young|student)|at 1\d|at 2\d|at (?:\w+teen|twenty)))(?!\S)"
)
_AGAIN: Final = re.compile(r"(?<!\S)(?:again|tonight|today|urges?|still|started)(?!\S)")
_NOW: Final = re.compile(r"(?<!\S)(?<!not )(?<!clean )(?<!sober )(?<!years )(?:now|this|back)(?!\S)")


def clause_before(said: str, start: int) -> str:
    """The words before a place, up to the end of the clause before."""
    before = said[:start].rpartition("|")[2].rstrip()
    return " ".join(before.split()[-_WORDS_BEFORE:])


def is_dated_long_ago(said: str) -> bool:
    """Return True for words that say it was months or years ago."""
    return _LONG_AGO.search(said) is not None


class Doubts:
    """What a text says that makes danger in it less sure."""

    def __init__(self, said: str) -> None:
        self._said = said

    def level_of(self, match: FoundPhrase, tier: Tier, level: RiskLevel, *, other: bool) -> RiskLevel | None:
        """The level at which words of danger count in this text; None where they do not."""
        if self._is_denied(match, level):
            return None
        if self._is_answered_no(match):
            return None
        if self._may_be_a_topic and _is_one_of(_TOPICS, match[0]):
            return None if self._talks_about_it else RiskLevel.CONCERN
        if self._is_long_ago(match):
            own_attempt = tier is Tier.SELF_HARM and not other and not self._is_over
            return RiskLevel.CONCERN if own_attempt else None
        return level

    def _is_denied(self, match: FoundPhrase, level: RiskLevel) -> bool:
        before = clause_before(self._said, match.start())
        if level is RiskLevel.CONCERN and _CONCERN_DENIED.search(before):
            return True
        denied = _DENIED.search(before)
        if denied is None or _DENIAL_UNDONE.search(before[: denied.start() + 1]):
            return False
        return _TAKEN_BACK.search(self._said) is None

    def _is_long_ago(self, match: FoundPhrase) -> bool:
        around = self._said[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        near = self._said[match.start() : match.end() + _VERY_NEAR]
        if not is_dated_long_ago(around) or _AGAIN.search(near):
            return False
        return self._is_over or _NOW.search(near) is None

    def _is_answered_no(self, match: FoundPhrase) -> bool:
        """Return True where it was asked about, and the answer was a plain no, and no lie."""
        if not (_is_one_of(_TOPICS, match[0]) or _is_one_of(_ASKED_OF, match[0])):
            return False
        before = self._said[: match.start()].rpartition("|")[2].strip(" ^")
        after = self._said[match.end() :]
        is_asked = _IS_ASKED.search(before) or (not before and after.startswith(" ?"))
        if not is_asked or not _IS_ANSWERED_NO.match(after):
            return False
        return _TAKEN_BACK.search(self._said) is None and not self._says(_UNTRUE_NO)

    @cached_property
    def _may_be_a_topic(self) -> bool:
        return not self._says(_TOLD) and (self._talks_about_it or self._says(_ASKED))

    @cached_property
    def _talks_about_it(self) -> bool:
        return self._says(_TALK)

    @cached_property
    def _is_over(self) -> bool:
        return self._says(_OVER)

    def _says(self, index: PhraseIndex[bool]) -> bool:
        return next(index.find(self._said), None) is not None


def _is_one_of(listed: PhraseIndex[bool], said: str) -> bool:
    return any(found.start() == 0 and found.end() == len(said) for found, _ in listed.find(said))
