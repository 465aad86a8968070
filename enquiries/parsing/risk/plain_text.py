"""A text as the concepts of danger read it: plain words, with slips in the words that matter mended.

Beside what `parsing.plain_words` does: letters written as digits (su1cide), letters apart (o v e r d o s e),
emoji as words, and slips in the words of danger (ovderose, unconcious).
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from enquiries.core.bounds import LONGEST_TEXT
from enquiries.parsing.plain_words import heard
from enquiries.parsing.risk.spelling import joined

_LETTER: Final = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_DIGIT_FOR_LETTER: Final = re.compile(
    r"(?<=[a-zA-Z])[013457@$](?=[a-zA-Z])|(?<=[a-zA-Z])11(?=[a-zA-Z])|\b[01](?=[a-zA-Z]{3})"
)
_LETTERS_APART: Final = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .\-][^\W\d_]){4,}(?![^\W\d_])")
_SAID_SHORT: Final = (
    (re.compile(r"\bo[./]?d['’]?(?:ed|ing|in)\b|\bod['’]d\b|\bo[./]d\b", re.IGNORECASE), " overdosed "),
    (re.compile(r"(?<=\s)2(?= (?:many|much|mutch|meny))", re.IGNORECASE), "too"),
    (re.compile(r"(?<=to )d1e|\bd1e\b", re.IGNORECASE), "die"),
    (re.compile(r"(?<=\d)(?=(?:yo|yr|yrs|y/o|f|m|mg|st|k)\b)", re.IGNORECASE), " "),
    (re.compile("💊"), " pills "),
    (re.compile("🔪"), " cutting myself "),
    (re.compile("[⚰☠🪦💀]\ufe0f?"), " death "),
    (re.compile("😴|💤"), " sleep "),
    (re.compile("🤰"), " pregnant "),
)
_WATCHED: Final = (
    *(
        "overdose",
        "overdosed",
        "overdosing",
        "suicide",
        "suicidal",
        "unconscious",
        "unresponsive",
        "breathing",
        "paracetamol",
    ),
    *(
        "swallowed",
        "ambulance",
        "tablets",
        "collapsed",
        "seizure",
        "seizures",
        "hallucinating",
        "withdrawal",
        "withdrawals",
    ),
    *(
        "shaking",
        "sweating",
        "trembling",
        "pregnant",
        "strangled",
        "threatening",
        "threatened",
        "violent",
        "beating",
        "goodbye",
    ),
    *(
        "diazepam",
        "methadone",
        "ketamine",
        "everything",
        "anymore",
        "thoughts",
        "paranoid",
        "bleeding",
        "vomiting",
        "confused",
    ),
    *(
        "crawling",
        "spiders",
        "responding",
        "stopped",
        "killing",
        "hanging",
        "jumping",
        "cutting",
        "wrists",
        "medication",
    ),
    *(
        "pregabalin",
        "sertraline",
        "injected",
        "burden",
        "worthless",
        "psychosis",
        "terrified",
        "frightened",
        "trapped",
    ),
)
_OTHER_WORDS: Final = frozenset(
    (
        *(
            "beaten",
            "bearing",
            "heating",
            "eating",
            "seating",
            "breaking",
            "breeding",
            "breathe",
            "shopping",
            "stepped",
            "dropped",
        ),
        *(
            "filling",
            "willing",
            "calling",
            "kicking",
            "killings",
            "billing",
            "handing",
            "hangings",
            "pumping",
            "bumping",
            "dumping",
        ),
        *(
            "putting",
            "getting",
            "sitting",
            "shutting",
            "making",
            "taking",
            "waking",
            "baking",
            "asking",
            "speaking",
            "swearing",
        ),
        *(
            "wearing",
            "treating",
            "writing",
            "wrapped",
            "wallet",
            "table",
            "table",
            "tables",
            "tablet",
            "garden",
            "bargain",
            "moving",
        ),
        *(
            "though",
            "thought",
            "through",
            "trapper",
            "tracked",
            "shouting",
            "staking",
            "sharing",
            "shaming",
            "shaving",
            "spider",
        ),
        *(
            "loving",
            "violence",
            "bedding",
            "feeding",
            "reading",
            "pleading",
            "leading",
            "needing",
            "crying",
            "trying",
            "hunting",
        ),
        *(
            "mopping",
            "hoping",
            "slopped",
            "swapped",
            "topped",
            "popped",
            "shopped",
            "hopping",
            "camping",
            "jumper",
            "cuttings",
        ),
    )
)
_MENDED_FROM, _TWO_SLIPS_FROM = 6, 8
_FAR_SLIPS: Final = {
    "suwerside": "suicide",
    "sewerside": "suicide",
    "sooicide": "suicide",
    "ovadose": "overdose",
    "overdoes": "overdose",
    "meself": "myself",
    "myslef": "myself",
    "masel": "myself",
    "maself": "myself",
    "mesel": "myself",
    "misel": "myself",
    "miself": "myself",
    "brethin": "breathing",
    "breathin": "breathing",
    "carryon": "carry on",
    "di": "die",
    "m3": "me",
    "ginna": "going",
    "dae": "do",
    "alife": "alive",
    "hav": "have",
    "strenth": "strength",
    "tramadole": "tramadol",
    "mesen": "myself",
    "mysel": "myself",
    "mysef": "myself",
    "mself": "myself",
    "breething": "breathing",
    "brething": "breathing",
    "breving": "breathing",
    "tablits": "tablets",
    "meny": "many",
    "whant": "want",
    "kil": "kill",
    "dieing": "dying",
    "thorts": "thoughts",
    "comit": "commit",
}
_WORD: Final = re.compile(r"[^ |?]+")
_TO: Final = re.compile(r"(?<!\S)to (?=many|much)")
_WANT: Final = re.compile(
    r"(?<!\S)(want|going|ready|about) (?!to )(?=die|kill|end|jump|hang|hurt|live|do myself)"
)
_WONT: Final = re.compile(r"(?<!\S)wont to(?:o)? (?=die|kill|end|be|live|hurt)")
_SEWER: Final = re.compile(r"(?<!\S)(?:sewer|suer|sooer|su) ?(?:side|cide)(?!\S)")


def plain_text(text: str) -> str:
    """The first `LONGEST_TEXT` characters in the words of the concepts; ` | ` ends a clause."""
    said = text[:LONGEST_TEXT]
    for short, written_out in _SAID_SHORT:
        said = short.sub(written_out, said)
    said = _LETTERS_APART.sub(lambda apart: joined(re.sub(r"[ .\-]", "", apart[0])), said)
    said = _DIGIT_FOR_LETTER.sub(lambda digit: "ll" if digit[0] == "11" else _LETTER[digit[0]], said)
    plain = _WORD.sub(lambda word: _mended(word[0]), heard(said))
    plain = _SEWER.sub("suicide", _WONT.sub("want to ", plain))
    return _WANT.sub(r"\1 to ", _TO.sub("too ", plain))


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if word in _FAR_SLIPS:
        return _FAR_SLIPS[word]
    if len(word) < _MENDED_FROM or word in _OTHER_WORDS or not word.isalpha():
        return word
    slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    found = process.extractOne(word, _WATCHED, scorer=DamerauLevenshtein.distance, score_cutoff=slips)
    return found[0] if found else word
