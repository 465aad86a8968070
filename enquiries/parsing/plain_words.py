"""A text as rules about its meaning read it: plain words, one spelling of each, the ends of clauses marked.

"Plz dont call!! hes here." becomes `please dont call | hes here`. A slip in a long word is mended
("availabel") where the word is one that rules look for and the slip is no other word of theirs.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from enquiries.core.bounds import LONGEST_TEXT
from enquiries.core.text import normalise
from enquiries.parsing.spellings import DAYS_ELSEWHERE, WAYS

_RANGE = re.compile(
    r"(?<![\d/-])(\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\.?)?) ?"
    r"[-\u2013\u2014~] ?(?=\d{1,2}(?!\d|[-\u2013\u2014/]\d))",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b((?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?) ?[-\u2013\u2014] ?"
    r"(?=(?:mon|tue|wed|thu|fri|sat|sun))",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?<=\s)2(?=\s+(?:ring|call|phone|talk|speak|text|say|leave|stop|go|do|get|be)\b)", re.IGNORECASE
)
_HALF_OF_DAY = re.compile(r"(?<=\d) ?([ap])\.? ?m\b\.?", re.IGNORECASE)
_OCLOCK = re.compile(r"\bo ?['’`]? ?clock\b", re.IGNORECASE)
_DATE = re.compile(r"(?<![\d/])(?!24/7)(\d\d?)/(1[0-2]|0?[1-9])(?:/(?:20)?\d\d)?(?![\d/])")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_END = re.compile(r"([?!;,()\n\r…]+|(?<!\d)\.+|\.+(?!\d)| [-\u2013\u2014]+ )")
_DICTATED = (
    (
        re.compile(
            r"(?<!\ba) (?:comma|full stop|new line|new paragraph|exclamation mark)(?![\w'])", re.IGNORECASE
        ),
        ",",
    ),
    (re.compile(r"\s+question mark(?![\w'])", re.IGNORECASE), "?"),
)
"""Marks that are spoken to a phone and written out; "in a comma" is a slip."""
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_RUN_TOGETHER = re.compile(
    r"(?<!\S)(dont|text|call|ring|phone|message|no(?=calls|texts|voicemail))"
    r"(ring|calls?|phone|texts?|only|me|voicemails?)(?!\S)"
)
_ANSWERS = re.compile(
    r"(?<!\S)(cant|wont|dont|not|can|to|will|never|couldnt|didnt|i|you|he|she|they) answer (?=phone(?!\S))"
)
"""A verb, where "answer phone" is otherwise a machine."""
_WORD = re.compile(r"[^ |?]+")
_MENDED_FROM = 6  # letters: a slip in a shorter word makes another word too easily
_TWO_SLIPS_FROM = 9

_MENDABLE = (
    *(
        "answer",
        "address",
        "addict",
        "addicted",
        "addiction",
        "alcohol",
        "alcoholic",
        "anytime",
        "available",
        "because",
    ),
    *(
        "between",
        "boyfriend",
        "brother",
        "calling",
        "charge",
        "cocaine",
        "confidential",
        "contact",
        "daughter",
        "drinking",
    ),
    *(
        "evening",
        "family",
        "father",
        "friday",
        "friend",
        "gambling",
        "girlfriend",
        "heroin",
        "husband",
        "instead",
        "insurance",
    ),
    *(
        "ketamine",
        "message",
        "messages",
        "monday",
        "morning",
        "afternoon",
        "mother",
        "number",
        "overhear",
        "partner",
        "person",
    ),
    *(
        "please",
        "prefer",
        "pretend",
        "private",
        "problem",
        "quarter",
        "ringing",
        "saturday",
        "sister",
        "sunday",
        "telephone",
    ),
    *(
        "texting",
        "thursday",
        "tomorrow",
        "tonight",
        "treatment",
        "tuesday",
        "unsubscribe",
        "voicemail",
        "wednesday",
        "weekend",
    ),
    *("worried", "weekday", "weekdays", "minutes", "anonymous"),
)
_NOT_MENDED = """
addictive addicts alcoholics another answered answering answers bother bothers bringing brothers
called calming change changed changes charged charger charges charing contacts contract daughters
drinkers driving ending even evening evenings falling families farther fathers feather filling
fridays friends further gather husbands learning leather massage massages master minute mister
mondays morning mornings mothers mourning numbers partners personal persons please pleased preferred
priced private problems quarterly quarters raining rather saturdays singing sisters stringing sundays
swinging tasting testing texted thinking warning weakened weekends winning worries
"""
_OTHER_WORDS = frozenset(_NOT_MENDED.split())


def heard(text: str) -> str:
    """The first `LONGEST_TEXT` characters in plain words; ` | ` ends a clause, ` ? | ` a question."""
    marked = _TO.sub("to", text[:LONGEST_TEXT])
    for spoken, mark in _DICTATED:
        marked = spoken.sub(mark, marked)
    marked = _DAYS.sub(r"\1 to ", _DATE.sub(_in_words, marked))
    marked = _OCLOCK.sub(" oclock ", _HALF_OF_DAY.sub(r"\1m", marked))
    return in_clauses(marked, lambda piece: _plain(normalise(piece)))


def in_clauses(text: str, plain: Callable[[str], str]) -> str:
    """The first `LONGEST_TEXT` characters, the clauses written by `plain` and their ends marked."""
    marked = _RANGE.sub(r"\1 to ", text[:LONGEST_TEXT])
    whole = " ".join(" ".join(_clauses(marked, plain)).split())
    return whole.removesuffix(" |").removeprefix("| ")


def _in_words(date: re.Match[str]) -> str:
    """27/11 as 27 nov."""
    return f"{date[1]} {_MONTHS[int(date[2]) - 1]}"


def clauses(said: str) -> list[str]:
    """The clauses of a text that was heard."""
    return [clause for each in said.split("|") if (clause := each.strip())]


def _clauses(marked: str, plain: Callable[[str], str]) -> Iterator[str]:
    for place, piece in enumerate(_END.split(marked)):
        if place % 2:
            yield "? |" if "?" in piece else "|"
        elif words := plain(piece):
            yield words


def _plain(said: str) -> str:
    said = _RUN_TOGETHER.sub(r"\1 \2", _STRETCHED.sub(r"\1", said))
    said = _WORD.sub(lambda word: _spelt(word[0]), said)
    said = _ANSWERS.sub(r"\1 answer the ", said)
    return _JOINED.sub(lambda words: _JOINS[words[0]], said)


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    if word in _SPELT:
        return _SPELT[word]
    if word.endswith("in") and f"{word}g" in _ING:
        return f"{word}g"
    if len(word) < _MENDED_FROM or word in _MENDABLE or word in _OTHER_WORDS or not word.isalpha():
        return word
    found = process.extractOne(
        word,
        _MENDABLE,
        scorer=DamerauLevenshtein.distance,
        score_cutoff=2 if len(word) >= _TWO_SLIPS_FROM else 1,
    )
    return found[0] if found else word


def _ways() -> Iterator[tuple[str, str]]:
    """Each other way to write a word, with that word."""
    for entry in re.findall(r"^(\w+): ?((?:.|\n    )*)$", WAYS, re.MULTILINE):
        word, ways = entry
        singles, *several = " ".join(ways.split()).split("|")
        yield from ((way, word) for way in [*singles.split(), *(each.strip() for each in several)])


_ENDS_IN_ING = """
asking beating being bleeding breathing calling chatting checking choking clucking coming crying
cutting doing drinking driving dying eating evening feeling finishing fitting gambling getting going
having hearing hitting hurting injecting killing leaving listening living looking lying messaging
messing morning needing overdosing phoning rattling reading ringing seeing shaking sitting sleeping
smoking sniffing snorting speaking standing starting staying stopping struggling taking talking
texting thinking threatening trying using waiting wanting working
"""
_ING = frozenset(_ENDS_IN_ING.split())
_SPELT = {way: word for way, word in _ways() if " " not in way} | DAYS_ELSEWHERE
_JOINS = {way: word for way, word in _ways() if " " in way}
_JOINED = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(map(re.escape, _JOINS), key=len, reverse=True))})(?!\S)")
