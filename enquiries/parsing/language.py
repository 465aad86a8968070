# ruff: noqa: E501 (a list of words is a line)
"""In which language a person writes, by the small words that every sentence has, or by its script.

So that staff can have an interpreter at hand, and that a text is heard in its own language. The words of each
language stand in its file in `parsing/languages`; English, which most texts are, is named only by None.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from enquiries.core.i18n import ENGLISH
from enquiries.parsing.languages.folding import folded
from enquiries.parsing.languages.taught import taught_languages
from enquiries.parsing.spellings import WAYS
from enquiries.parsing.vocabulary import RELATIVES, WORDS

_SMALL_ENGLISH: Final = (
    "the and i my me is am are to of for in it you need help please call have with on he she not can was be do this that im ive"
    " dont cant his her we they a an as at so no ok hi hello if or but how what when where who why there here just only from up off out"
    " all any some get got want been has had did will would could should been being by our your us them him its id ill hes shes"
    " yes x both either other loved one later now stop start help drinking drink drugs coke sober rehab detox od ods"
)
_ENGLISH_TOO: Final = (
    "paid faint air comment message messages sms so will was tag problem handy fur mailbox favor dos hay solo lit mere aide vocal text"
    " confidential gratis sim oi cat pot ore pace cum pic brat kim pan son ring dim bore merch nos yo el nada telephone mama tan pump sin"
    " or ask hire tote die hat war gut rat mag bad arm wand bald gift mist fast held lang rot null in men at kind mil opt sept alcohol ket coke"
)
"""Words of English that are words of another language as well."""
_SCRIPTS: Final = (
    ("ar", re.compile("[\u0600-\u06ff]"), 2),
    ("uk", re.compile("[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]"), 1),
    ("ru", re.compile("[\u0400-\u04ff]"), 2),
    ("el", re.compile("[\u0370-\u03ff]"), 2),
    ("zh", re.compile("[\u4e00-\u9fff]"), 2),
    ("hi", re.compile("[\u0900-\u097f]"), 2),
    ("bn", re.compile("[\u0980-\u09ff]"), 2),
    ("pa", re.compile("[\u0a00-\u0a7f]"), 2),
)
"""The language that is meant where a text has so many letters of a script: the one that most write in it."""
_NAMES: Final = {
    **{"en": "English", "uk": "Ukrainian", "ru": "Russian", "el": "Greek", "zh": "Chinese"},
    **{"hi": "Hindi", "bn": "Bengali", "pa": "Punjabi"},
}
_FEWEST_ENGLISH = 2  # words, before a text is English and not merely too short
_SMALL, _TELLING = 1, 2  # what a word weighs
_FEWEST = 2  # the weight of the words of a language, before it is named


def language_of(text: str) -> str | None:
    """The language that a text is written in (ISO 639), English too; None where it is too short to say."""
    found = codes_of(text)
    if found:
        return found[0]
    english, _ = _weights(text)
    return ENGLISH if english >= _FEWEST_ENGLISH else None


def codes_of(text: str) -> list[str]:
    """The languages other than English that a text may be in (ISO 639), the likeliest first.

    There are several where words are the same in them: "número" is Spanish and Portuguese.
    """
    by_script = next((code for code, script, most in _SCRIPTS if len(script.findall(text)) >= most), None)
    return [by_script] if by_script else _by_words(text)


def name_of(code: str) -> str:
    """The English name of a language; its code where only its texts are there, and nothing of it is heard."""
    return _names().get(code, code)


def languages() -> frozenset[str]:
    """What may be found (ISO 639)."""
    return frozenset(_names())


def is_rather(text: str, code: str) -> bool:
    """Return True where no more of a text is English than of the language: one that its writer is known to write."""
    english, weights = _weights(text)
    return weights.get(code, 0) >= english


def is_english_word(word: str) -> bool:
    """Return True for a word that texts in English often have, whatever it is in other languages."""
    return word in _english()


def _by_words(text: str) -> list[str]:
    """The codes of the languages that most words are of, if there are more of them than of English ones."""
    english, weights = _weights(text)
    most = max(weights.values(), default=0)
    if most < _FEWEST or most <= english:
        return []
    return [code for code, weight in weights.items() if weight == most]


def _weights(text: str) -> tuple[int, dict[str, int]]:
    """How much of a text is English, and how much is of each other language. A single letter is a word in too many."""
    weights: dict[str, int] = {}
    english, known = 0, _known_words()
    for word in folded(text).split():
        if len(word) > 1:
            english += is_english_word(word)
            for code, weight in known.get(word, ()):
                weights[code] = weights.get(code, 0) + weight
    return english, weights


@cache
def _names() -> Mapping[str, str]:
    return _NAMES | {code: language.name for code, language in taught_languages().items()}


@cache
def _known_words() -> Mapping[str, list[tuple[str, int]]]:
    """Each word with the languages that have it, and what it weighs: a word of several tells less."""
    known: dict[str, list[str]] = {}
    for code, language in taught_languages().items():
        for word in language.small_words | language.telling_words:
            known.setdefault(word, []).append(code)
    return {
        word: [(code, _TELLING if _tells(word, codes) else _SMALL) for code in codes]
        for word, codes in known.items()
    }


def _tells(word: str, codes: Sequence[str]) -> bool:
    return (
        len(codes) == 1 and word in taught_languages()[codes[0]].telling_words and not is_english_word(word)
    )


@cache
def _english() -> frozenset[str]:
    """The words of English that rules look for, in all their spellings."""
    lists = [_SMALL_ENGLISH, _ENGLISH_TOO, RELATIVES, WAYS, *WORDS.values()]
    return frozenset(re.split(r"[\s/_|:]+", " ".join(lists)))
