# ruff: noqa: E501 (a list of words is a line)
"""Find words that raise the priority of a text: a person may be in danger now.

Deterministic and versioned. A missed danger is worse than a false alarm, so a doubtful phrase counts, and what
makes it doubtful is read in `risk/doubts.py`. A flag only ever raises priority, and only a person clears it.
What only sounds like danger is put out of sight first: "i could murder a pint". There is no claim of clinical
validity.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from enquiries.core.bounds import pieces
from enquiries.parsing.grammar.phrase_index import FoundPhrase, PhraseIndex
from enquiries.parsing.language import language_of
from enquiries.parsing.risk.combinations import (
    COMBINATIONS,
    COMBINATIONS_WHATEVER,
    CONCEPTS,
    LOOK_ALIKES,
    as_read,
)
from enquiries.parsing.risk.doubts import Doubts, clause_before, is_dated_long_ago
from enquiries.parsing.risk.finding import RiskFinding, RiskLevel, Tier
from enquiries.parsing.risk.languages import in_other_languages
from enquiries.parsing.risk.plain_text import plain_text
from enquiries.parsing.vocabulary import RELATIVES

_INDEX: Final = PhraseIndex(COMBINATIONS, CONCEPTS)
_WHATEVER_INDEX: Final = PhraseIndex(COMBINATIONS_WHATEVER, CONCEPTS)
_LOOK_ALIKES: Final = PhraseIndex({True: LOOK_ALIKES}, CONCEPTS)
_ORDINARY_ELSEWHERE: Final = {"pl": frozenset(("od",))}
"""Words of danger in English that say something else in another language: "od" is "from" in Polish."""
_GRAVEST: Final = (Tier.OVERDOSE, Tier.SELF_HARM, Tier.SAFEGUARDING)
_LEAST_HALF_HIDDEN: Final = 3  # spaces: shorter phrases are look-alikes with a word more
_BEGINNING: Final = "^"  # a word that combinations may begin with
_JOKING: Final = re.compile(r"(?<!\S)(?:lol|haha\w*|lmao|😂|🤣|😆)(?!\S)")
_WRITER: Final = frozenset(("i", "im", "ive", "id", "ill", "me", "my", "myself"))
_PRONOUNS: Final = (
    "he she they hes shes theyre him her his them himself herself themselves himself hell shell someone"
)
_OTHERS: Final = frozenset((*_PRONOUNS.split(), *RELATIVES.split("|")))
_REFLEXIVE: Final = re.compile(r"(?<!\S)(?:my|him|her|them)sel(?:f|ves)(?!\S)")
_BODY_IN_WITHDRAWAL: Final = re.compile(
    r"(?:(?:i|im|ive|he|hes|she|shes|keep|keeps|cant|wont|doesnt|hasnt|never|not|stop|stopped|stopping|all over|and|or|body|my|his|her|whole"
    r"|hands?|so|bad|badly|really|violently|the|shaking|shakes?|sweating|trembling|tremors?|shivering|twitching|vomiting|puking|throwing up"
    r"|being sick|retching)(?: |$))+"
)
_STOPPED: Final = PhraseIndex({True: as_read(["{stopped} ..3 {substance}", "cold turkey"])}, CONCEPTS)
_SEEN_IN_OTHERS: Final = re.compile(
    r"(?<!\S)(?:breathing|wak\w+|unresponsive|unconscious(?:ness)?|consciousness|pulse|foaming|frothing|blue|gr[ea]y|purple"
    r"|floppy|limp|lifeless|slumped|heart stopped|respond\w*|collapsed|convulsing|gurgling|(?:his|her|their) (?:own )?life)(?!\S)"
)


@dataclass(frozen=True)
class _Sign:
    tier: Tier
    level: RiskLevel
    other: bool
    words: str


def scan(text: str, language: str | None = None) -> RiskFinding:
    """Look for risk in any text, in a time that grows with its length and no faster.

    `language` (ISO 639): besides English only that is looked for; all that are known where none is given.
    """
    signs: dict[Tier, _Sign] = {}
    for piece in pieces(text):
        for sign in map(_as_is_due, _signs(piece, language)):
            known = signs.get(sign.tier)
            if known is None or (known.level is RiskLevel.CONCERN and sign.level is RiskLevel.DANGER):
                signs[sign.tier] = sign
    in_order = sorted(
        signs.values(), key=lambda each: (each.level is RiskLevel.CONCERN, list(Tier).index(each.tier))
    )
    if not in_order:
        return RiskFinding()
    gravest = in_order[0]
    return RiskFinding(
        tuple(each.tier for each in in_order),
        gravest.level,
        gravest.other,
        tuple(each.words for each in in_order),
    )


def _as_is_due(sign: _Sign) -> _Sign:
    """A parent is not a child: "my daughter is 16" is a child to protect, and no writer under 18."""
    if sign.tier is Tier.UNDER_18 and sign.other:
        return replace(sign, tier=Tier.SAFEGUARDING, level=RiskLevel.CONCERN)
    return sign


def _signs(piece: str, language: str | None) -> Iterator[_Sign]:
    for tier, level, words in in_other_languages(piece, language):
        yield _Sign(tier, level, other=False, words=words)
    said = f"{_BEGINNING} {plain_text(piece)}"
    yield from (sign for sign in _in_english(said) if not _is_ordinary(sign.words, piece))


def _in_english(said: str) -> Iterator[_Sign]:
    yield from _found(said, _WHATEVER_INDEX)
    plain_enough = _without_look_alikes(said)
    yield from _found(plain_enough, _INDEX)
    if plain_enough != said:
        yield from _half_hidden(said)


def _half_hidden(said: str) -> Iterator[_Sign]:
    """Danger of which a look-alike hides only a part is a concern: "the rope in the boot" is no "rope in my sister"."""
    doubts = Doubts(said)
    hidden = [match.span() for match, _ in _LOOK_ALIKES.find(said)]
    for match, (tier, level) in _INDEX.find(said):
        long_enough = level is RiskLevel.DANGER and match[0].count(" ") >= _LEAST_HALF_HIDDEN
        if not long_enough or tier not in _GRAVEST:
            continue
        if not any(start <= match.start() and match.end() <= end for start, end in hidden):
            other = _is_other(said, match)
            if doubts.level_of(match, tier, level, other=other):
                yield _Sign(tier, RiskLevel.CONCERN, other, match[0])


def _found(said: str, index: PhraseIndex[tuple[Tier, RiskLevel]]) -> Iterator[_Sign]:
    doubts = Doubts(said)
    known: set[tuple[Tier, RiskLevel]] = set()  # the first of each is enough
    for match, (found, written) in index.find(said):
        tier = _explained(found, match[0], said)
        if (tier, written) in known:
            continue
        other = _is_other(said, match)
        level = doubts.level_of(match, tier, written, other=other)
        if level:
            known.add((tier, level))
            joke = tier is Tier.SAFEGUARDING and _JOKING.search(said)
            yield _Sign(tier, RiskLevel.CONCERN if joke else level, other, match[0])


def _explained(tier: Tier, words: str, said: str) -> Tier:
    """The danger that explains the words: who shakes or vomits after stopping has taken nothing."""
    is_body_alone = tier is Tier.OVERDOSE and _BODY_IN_WITHDRAWAL.fullmatch(words) is not None
    return Tier.WITHDRAWAL if is_body_alone and next(_STOPPED.find(said), None) else tier


def _is_ordinary(words: str, piece: str) -> bool:
    """Return True for words that are no danger in the language in which the text is written."""
    return any(
        words in ordinary and language_of(piece) == code for code, ordinary in _ORDINARY_ELSEWHERE.items()
    )


def _without_look_alikes(said: str) -> str:
    """The text with what only sounds like danger put out of sight, but for saying that it was long ago."""
    end, kept = 0, []
    for match, _ in _LOOK_ALIKES.find(said):
        if match.start() >= end:
            kept += [said[end : match.start()], "years ago" if is_dated_long_ago(match[0]) else "~"]
            end = match.end()
        elif match.end() > end:
            end = match.end()
    return "".join([*kept, said[end:]])


def _is_other(said: str, match: FoundPhrase) -> bool:
    """Return True where the last person named before the danger, or else in it, is not the writer.

    Who does not wake does not text: with no person named, that is about another.
    """
    if own := _REFLEXIVE.search(match[0]):
        return own[0] != "myself"
    for word in [*reversed(clause_before(said, match.start()).split()), *match[0].split()]:
        if word == "my":  # "my son", but "my lips"
            continue
        if word in _WRITER or word.removesuffix("s") in _OTHERS or word in _OTHERS:
            return word not in _WRITER
    return "my" not in match[0].split() and _SEEN_IN_OTHERS.search(match[0]) is not None
