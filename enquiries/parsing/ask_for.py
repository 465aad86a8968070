# ruff: noqa: E501 (a phrase is a line)
"""Whom to ask for when the phone is answered, and what to say if it is another person who answers."""

import re
from typing import Final

from enquiries.core.bounds import LONGEST_TEXT
from enquiries.core.text import on_one_line
from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.vocabulary import RELATIVES, WORDS

LONGEST_NAME: Final = 40
_ASK: Final = re.compile(
    r"\b(?:ask (?:for|to (?:speak|talk) (?:to|with))|(?:only|just) (?:speak|talk|spk) (?:to|with)|(?:speak|talk) (?:only|just) (?:to|with)"
    r"|ask 4|asking for|want(?:s)? you to ask for|(?:speak|talk) to(?=\s+\S+ (?:only|and no ?one else|alone)\b)"
    r"|say (?:you|u) (?:want|need)(?: to (?:speak|talk) to)?(?=\s+(?-i:[A-Z]))|get(?=\s+(?-i:[A-Z])\S+ (?:to|on) (?:come to )?the phone)"
    r"|it[’']?s(?=\s+(?-i:[A-Z])\S+ (?:you|u) (?:need|want|should|ask)))"
    r"\s+(?P<name>(?:(?:mr|mrs|ms|miss|dr)\.?\s+)?[^\W\d_][\w'’-]{1,20}(?:\s+[A-Z][\w'’-]{1,20})?)",
    re.IGNORECASE,
)
_NO_NAMES: Final = frozenset(
    [
        "help",
        "a",
        "an",
        "the",
        "my",
        "your",
        "our",
        "his",
        "her",
        "their",
        "him",
        "them",
        "me",
        "us",
        "you",
        "someone",
        "anyone",
        "any",
        "more",
        "some",
        "advice",
        "info",
        "information",
        "directions",
        "it",
        "that",
        "this",
        "these",
        "those",
        "treatment",
        "support",
        "rehab",
        "detox",
        "money",
        "time",
        "no",
        "one",
        "people",
        "myself",
        "yourself",
        "anything",
        "nothing",
        "what",
        "who",
        "another",
        "other",
        "about",
        "and",
        "or",
        "if",
        "when",
        "because",
        "not",
        "only",
        "just",
        "when",
        "please",
        "details",
        "costs",
        "prices",
        "forgiveness",
        "trouble",
        "mercy",
    ]
) | frozenset(RELATIVES.split("|"))
_FOR_ME: Final = re.compile(r"\b(?:ask for|(?:speak|talk) (?:only )?(?:to|with)) me\b", re.IGNORECASE)
_MY_NAME: Final = re.compile(
    r"\b(?:my name(?:'?s| is)|(?:to|with|for) me,? (?=(?-i:[A-Z])[a-z]+\b)|(?:it'?s|this is|i'?m|i am) (?=[A-Z][a-z]+\b))\s*(?P<name>[^\W\d_][\w'’-]{1,20})",
    re.IGNORECASE,
)
_SECOND_WORD: Final = re.compile(
    r"\s+(?!(?:Please|Not|If|When|And|Or|Thanks|On|At|The|My|He|She|Im|I)\b)[A-Z]"
)
_COVER = compile_phrases(
    """
    {not}? pretend you/ur/its/to/that/your/youre/it/this ..
    pretend .. boiler/dentist/doctor/work/survey/insurance/wrong
    make out/up you/ur/its/that/your/youre/it/something ..
    act like/as ..2 you/your/youre/its/wrong ..
    tell/say/claim .. you/your/youre/ur calling/ringing/from/a/an/the/my/work/selling/looking ..
    {tell} {them}/people/anyone/my_husband/my_wife/her/him .. you/your/youre/its/it/about ..
    if its/it_is/it_isnt/its_not ..3 say/tell/pretend/hang_up/put_the_phone_down/put_it_down/hang
    say its/it_is/it/youre/your/you/ur/you_are/wrong/this_is/nothing ..
    if .. {ask}/answers/answer/picks/pick/gets .. say/tell/its/pretend/just_say/hang/about/your/youre ..
    if .. {ask} .. its/say/about
    {not} say/mention/tell/give .. who_you_are/where/who/what_its/what_this/rehab/drugs/drink/alcohol/treatment/about/why/the_name/name
    cover story
    {not} let on
    be discreet/discrete
    keep it discreet/vague/quiet
    say ..3 wrong number
    """,
    {
        **WORDS,
        "tell": "tell/say_to",
        "ask": "ask/asks/asked/anyone_asks/he_asks/she_asks/they_ask",
    },
)
_NO_COVER = compile_phrases(
    """
    i/we/he/she/they/people/everyone/always .. pretend
    i/we/he/she/they/people/everyone/doctors/everyone_else say/says/said/tell/told ..
    i cant/dont/didnt say ..
    id say
    what do/should i say/tell ..
    """,
    WORDS,
)


def ask_for(text: str) -> str | None:
    """The name of the person to ask for, as written but for a capital; None where none is said."""
    line = on_one_line(text[:LONGEST_TEXT])
    for found in _ASK.finditer(line):
        name = _name(found["name"].split())
        first = name[0]
        if found[0].lower().startswith("asking") and first[0].islower():
            continue
        if first.lower().strip("'’") not in _NO_NAMES:
            return " ".join(each[:1].upper() + each[1:] for each in name)[:LONGEST_NAME]
    named = _MY_NAME.search(line) if _FOR_ME.search(line) else None
    return named["name"].capitalize() if named else None


def _name(words: list[str]) -> list[str]:
    """A name without what follows it: "Mr Hussain if", "Kieran please"."""
    most = 3 if _is_title(words[0]) else 2
    needed = most - 1
    return words[:most] if _SECOND_WORD.search(" " + " ".join(words[needed:most])) else words[:needed]


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in {"mr", "mrs", "ms", "miss", "dr"}


def gives_cover(said: str) -> bool:
    """Return True where a heard text says what to tell another person who answers."""
    return bool(_COVER.search(_NO_COVER.sub("~", said)))
