"""A text as the concepts of danger read it: plain words, with slips in the words that matter mended.

Besides what `parsing.plain_words` does: letters written as digits (su1cide), letters apart (o v e r d o s e),
doubled letters (kiill), emoji as words, and slips in the words of danger (ovderose, unconcious).
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from enquiries.core.bounds import LONGEST_TEXT
from enquiries.parsing.plain_words import heard
from enquiries.parsing.risk.combinations import COMBINATIONS, CONCEPTS
from enquiries.parsing.risk.word_lists import sections, words

_LETTER: Final = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_DIGIT_FOR_LETTER: Final = re.compile(
    r"(?<=[a-zA-Z])[013457@$](?=[a-zA-Z])|(?<=[a-zA-Z])11(?=[a-zA-Z])|\b[01](?=[a-zA-Z]{3})"
)
_LETTERS_AND_DIGITS: Final = re.compile(r"(?<!\S)(?=\S*\d)(?=\S*[a-zA-Z])[a-zA-Z\d@$]{4,}(?!\S)")
_ALL_LETTERS: Final = str.maketrans(_LETTER)
_LETTERS_APART: Final = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .\-][^\W\d_]){4,}(?![^\W\d_])")
_SAID_SHORT: Final = (
    (re.compile(r"\bo[./]?d['’]?(?:ed|ing|in)\b|\bod['’]d\b|\bo[./]d\b", re.IGNORECASE), " overdosed "),
    (re.compile(r"\b(i|ive|i've|he|hes|she|shes|they|has|have|just) odd\b", re.IGNORECASE), r"\1 overdosed"),
    (re.compile(r"(?<![^\s])2(?= (?:many|much|mutch|meny))", re.IGNORECASE), "too"),
    (re.compile(r"(?<=to )d1e|\bd1e\b", re.IGNORECASE), "die"),
    (re.compile(r"(?<=\d)(?=(?:yo|yr|yrs|y/o|f|m|mg|st|k)\b)", re.IGNORECASE), " "),
    (re.compile(r"\br\.i\.p\b\.?", re.IGNORECASE), " rip "),
    (re.compile(r"\ba ?& ?e\b", re.IGNORECASE), " hospital "),
    (re.compile(r"\b(my|me|him|her|them)[ -]?(?:self|selfs|slf|sefl|selv?es)\b", re.IGNORECASE), r" \1self "),
    (re.compile(r"\b(?<!i )am (?=going|gon|gunna|not\b|so\b|off\b|done\b|dying)", re.IGNORECASE), "im "),
    (re.compile("💊"), " pills "),
    (re.compile("🔪"), " knife "),
    (re.compile("[⚰🪦]\ufe0f?"), " grave "),
    (re.compile("😴|💤"), " sleep "),
    (re.compile("🪢"), " noose "),
    (re.compile("🚑"), " ambulance "),
    (re.compile("🌉"), " bridge "),
    (re.compile("[🚂🚆🚄🚊🚅🚇🛤]\ufe0f?"), " train tracks "),
    (re.compile("🩸"), " blood "),
    (re.compile("🤰"), " pregnant "),
)
_WATCHED: Final = tuple(words("spellings", "mended"))
_MENDED_FROM, _TWO_SLIPS_FROM = 6, 8
_WAYS: Final = {
    way: word
    for word, _, ways in (line.partition(": ") for line in sections("spellings")["ways"])
    for way in ways.split()
}
_WORD: Final = re.compile(r"[^ |?]+")
_TO: Final = re.compile(r"(?<!\S)to (?=many|much)")
_WANT_TO: Final = re.compile(r"(?<!\S)(want|going) to?o (?!(?:much|many|the|my|his|her|a|see)(?!\S))")
_WONT: Final = re.compile(r"(?<!\S)wont to(?:o)? (?=die|kill|end|be|live|hurt)")
_SEWER: Final = re.compile(r"(?<!\S)(?:sewer|suer|sooer|su) ?(?:side|cide)(?!\S)")
_REPEATED: Final = re.compile(r"([^\W\d])\1+")


def plain_text(text: str) -> str:
    """The first `LONGEST_TEXT` characters in the words of the concepts; ` | ` ends a clause."""
    said = text[:LONGEST_TEXT]
    for short, written_out in _SAID_SHORT:
        said = short.sub(written_out, said)
    said = _LETTERS_APART.sub(lambda apart: _joined(apart[0]), said)
    said = _LETTERS_AND_DIGITS.sub(lambda word: _in_letters(word[0]), said)
    said = _DIGIT_FOR_LETTER.sub(lambda digit: "ll" if digit[0] == "11" else _LETTER[digit[0]], said)
    plain = _WORD.sub(lambda word: _mended(word[0]), heard(said))
    plain = _SEWER.sub("suicide", _WONT.sub("want ", plain))
    return _WANT_TO.sub(r"\1 ", _TO.sub("too ", plain))


def once(text: str) -> str:
    """The text with each doubled letter written once: killl, kill → kil."""
    return _REPEATED.sub(r"\1", text)


_KNOWN: Final[frozenset[str]] = frozenset(
    re.findall(r"[a-z]+", " ".join([*CONCEPTS.values(), *COMBINATIONS.values()]))
)
_LEFT_ALONE: Final = frozenset(words("spellings", "left alone"))
_FROM_DOUBLED: Final = {once(word): word for word in sorted(_KNOWN) if len(word) >= len("kill")}
_RUN_TOGETHER: Final = {
    each.replace(" ", ""): each for each in sections("spellings")["letters apart"] if " " in each
}
_SPELT_APART: Final = {once(each.replace(" ", "")): each for each in sections("spellings")["letters apart"]}


def _in_letters(word: str) -> str:
    """A word of danger written with digits in letters (5u1cidal); any other word as it is."""
    letters = word.casefold().translate(_ALL_LETTERS)
    return letters if letters in _KNOWN else word


def _joined(apart: str) -> str:
    """What letters that were written apart spell; themselves where that is no danger."""
    letters = once(re.sub(r"[ .\-]", "", apart).casefold())
    return next((said for spelt, said in _SPELT_APART.items() if spelt in letters), letters)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if word in _WAYS:
        return _WAYS[word]
    if word in _RUN_TOGETHER:
        return _RUN_TOGETHER[word]
    if word in _KNOWN or word in _LEFT_ALONE or not word.isalpha():
        return word
    if once(word) in _FROM_DOUBLED and once(word) != word:
        return _FROM_DOUBLED[once(word)]
    if len(word) < _MENDED_FROM:
        return word
    slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    found = process.extractOne(word, _WATCHED, scorer=DamerauLevenshtein.distance, score_cutoff=slips)
    return found[0] if found else word
