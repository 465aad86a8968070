"""Reduce the many spellings of people in danger to the one in which risk words are looked for.

After normalising: repeated letters once (suiiicide, kill, too), spaced letters joined (o v e r d o s e),
digits among letters read as letters (su1cide), negations and "I am" in one form, and misspellings of the
most important words corrected: any single slip (overdosd), and those of a list (suicidle).
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from enquiries.core.bounds import LONGEST_TEXT
from enquiries.core.text import normalise

_WATCHED = (
    "overdose",
    "overdosed",
    "overdosing",
    "suicide",
    "suicidal",
    "unconscious",
    "breathing",
    "breathe",
    "paracetamol",
    "swallowed",
    "consciousness",
    "ambulance",
)
_NO_SLIP = frozenset({"overdone", "suicides", "breath", "breathed", "breather", "breathes"})
_FAR_SLIPS = {
    "suicidal": "suicidle suicidel suicidial suisidal siucidal sucidle suicdle suisidle suisidel",
    "suicide": "suiside sewicide suacide suicied suiced siucide sucied",
    "overdose": "overdoes overdos ovadose ovrdose overdoze",
    "overdosed": "overdosd ovadosed overdozed overdoesd overdoesed ovrdosed odded",
    "unconscious": "unconcious unconsious unconcous unconshus uncontious",
    "breathing": "breving breatin brething breathin breethin",
    "kil myself": "kms killmyself",
    "self harm": "selfharm",
    "self harming": "selfharming",
    "self harmed": "selfharmed",
    "want to": "wanna wana wanta",
    "going to": "gonna gunna gona goin",
    "i am": "im iam",
    "i have": "ive",
    "he is": "hes",
    "she is": "shes",
    "they are": "theyre",
    "it is": "its",
    "what is": "whats",
    "cant": "cannot cnt carnt",
    "dont": "dnt dunt",
    "myself": "myslef mysel mself meself misself",
    "to": "2",
    "anymore": "nomore",
    "goodbye": "goodby gudbye",
    "paracetamol": "paracetmol paracetemol paracetomol parcetamol",
    "tablets": "tabs tablits",
}
# what people write with every letter apart, looked for in this order
_SPELT_APART = (
    *("overdosed", "overdose", "suicidal", "suicide", "kill myself", "want to die", "self harm"),
    *("not breathing", "end it all", "cut myself", "hurt myself", "wont wake"),
)

_SHORT_FOR_OVERDOSED = re.compile(r"\bo[./]?d['’]?(?:ed|ing)\b|\bod['’]d\b|\bo[./]d\b", re.IGNORECASE)
_ODDED = re.compile(r"\b(i|he|she|they|has|have|just) odd\b")
_ODD = re.compile(r"\bodd\b")
_LETTERS_APART = re.compile(r"(?<!\S)[^\W\d](?: [^\W\d]){4,}(?!\S)")
_REPEATED = re.compile(r"([^\W\d])\1+")
_SHORTENED = re.compile(r"\b(won|don|can|isn|didn|doesn|hasn|haven|wasn|wouldn|couldn|aren) t\b")
_NOT = re.compile(r"\b(do|does|did|is|was|has|have|had|would|could|are) not\b")
_DIGIT_FOR_LETTER = re.compile(r"(?<=[a-z])[013457](?=[a-z])|\b0(?=[a-z])")
_LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"}


def once(text: str) -> str:
    """Return the text with each repeated letter written once: killl, kill → kil."""
    return _REPEATED.sub(r"\1", text)


def _slips(word: str) -> Iterator[str]:
    """Yield every spelling one slip away: a letter missing, added, wrong, or swapped with the next."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


_SPELLINGS = {
    **{once(slip): once(word) for word in _WATCHED for slip in _slips(word) if slip not in _NO_SLIP},
    **{once(slip): meant for meant, slips in _FAR_SLIPS.items() for slip in slips.split()},
    **{once(word): once(word) for word in _WATCHED},
}


_JOINED = {once(words.replace(" ", "")): once(words) for words in _SPELT_APART}


def spelt_out(text: str) -> str:
    """Return the text as one line of words, in the spelling of the list of risk words."""
    said = normalise(_SHORT_FOR_OVERDOSED.sub(" overdosed ", text[:LONGEST_TEXT]))
    said = _ODD.sub("strange", _ODDED.sub(r"\1 overdosed", said))  # before its letters become "od"
    said = _DIGIT_FOR_LETTER.sub(lambda digit: _LETTERS[digit[0]], said)
    said = once(_LETTERS_APART.sub(_join, said))
    said = _SHORTENED.sub(r"\1t", said).replace("can not", "cant").replace("wil not", "wont")
    return " ".join(_SPELLINGS.get(word, word) for word in _NOT.sub(r"\1nt", said).split())


def _join(apart: re.Match[str]) -> str:
    return joined(apart[0].replace(" ", ""))


def joined(letters: str) -> str:
    """What letters that were written apart spell; themselves where that is no risk."""
    said = once(letters.casefold())
    return next((words for spelt, words in _JOINED.items() if spelt in said), letters)
