# ruff: noqa: E501 (a phrase is a line)
"""The name that a person gives in passing: "its Joanne", "my names Dave call me". It is whom to ask for.

After "its" or "im" it must be written with a capital and end what is said, and be no word that people write with
a capital besides: "Its Monday", "im Polish". A page that asks for a word is worse than one that asks for no one.
"""

import re
from collections.abc import Iterator
from typing import Final

from enquiries.core.bounds import LONGEST_TEXT
from enquiries.core.text import on_one_line
from enquiries.parsing.plain_words import heard
from enquiries.parsing.risk.combinations import CONCEPTS
from enquiries.parsing.vocabulary import RELATIVES

_NAME: Final = r"(?P<name>[^\W\d_][^\W\d_'’-]{1,20}(?:-[A-Z][^\W\d_]+)?)(?!['’])"
_ENDS: Final = re.compile(
    r"\s*(?:$|[.,!?;:()\n\U0001F300-\U0001FAFF-]|x+\b|(?:here|again|calling|ringing|texting|messaging|speaking|from|and|btw|by the way)\b)"
)
_GOES_ON: Final = re.compile(r" (?:call|ring|can|could|i|im|please|pls|plz|my)\b")
_MY_NAME_IS: Final = re.compile(
    r"(?:\bmy (?:first |full |real )?name(?:['’]?s| is|:)|(?:^|[.,!?;\n]\s*)name(?:['’]?s| is|:)|\bmy name,"
    r"|\bme llamo|\bmi nombre es|\bnazywam się|\bmam na imię|\bfy enw i? ?(?:yw|ydy|di)|\bich hei(?:ß|ss)e|\bmein name ist|\bje m['’]appelle"
    rf"|\bmă numesc|\bmă cheamă|\bma numesc|\bma cheama|\b(?:eu )?(?:me chamo|chamo-me)|\bmeu nome é)\s+{_NAME}",
    re.IGNORECASE,
)
_IT_IS: Final = re.compile(
    rf"\b(?:[Ii]t['’]?s|[Tt]his is|[Ii]['’]?m|[Ii] am)(?: me,?)? (?=[A-Z][a-zà-ÿ]){_NAME}(?={_ENDS.pattern}|{_GOES_ON.pattern})"
)
_GREETS_AS: Final = re.compile(rf"^(?:[Hh]i|[Hh]iya|[Hh]ello|[Hh]ey),? (?=[A-Z][a-zà-ÿ]){_NAME} here\b")
_WORDS_NO_NAME: Final = """
a about above addict addicted addicts afraid african aids albanian alcohol alcoholic alcoholics alone also always
amazing ambulance american an and angry anonymous anxious anyone anything april arabic ashamed asian asthma at august
autistic awful back bad bangladeshi because below bengali bi bipolar bisexual black bleeding bloody booze bored both
brilliant british broken buddhist busy but bye call canadian cancer catholic cheers chinese christian christmas clean
cold college complicated confidential confused council court covid crackhead crap czech dark dead deaf december
depends depressed desperate detox diabetes difficult dirt disabled divorced diwali doctor done down dr drinker drunk
dying dyslexic early easter eid embarrassed embarrassing english european everyone everything exhausted facebook
february fine flu for free french friday frightened from fuck gambler gay german god good google gp great greek grim
hard hell hello help her here hers hey hi hidden high him hindu his hiv home homeless horrible hospital hot housing
how hungarian hungover if ill important in indian instagram irish irrelevant it italian january jesus jewish july june
junkie just knackered late later latvian lesbian like lithuanian lonely lost madam march married may me mental mine
miss monday mr mrs ms mud muslim my never new nigerian no noone not nothing november now nurse october off ok okay old
on only or other our out over pakistani pants personal please police polish poor poorly portuguese pregnant private
probation queer ramadan ready really rehab retired ring romanian rubbish russian sad safe same saturday scam scared
school scottish secret separated september serious shameful shit shocking sick sikh single sir skint slovak smackhead
so sober social somali someone something soon sorry spam spanish start still stoned stop straight stressed suicidal
sunday sure terrible terrified text thank thanks that the their them there these this thursday tired to today tomorrow
tonight too trans treatment tricky tuesday turkish ukrainian unemployed unimportant university unsafe unsure unwell up
upset urgent us user very voice wednesday welsh what whatsapp when where white who why with withheld without work
worried wrong yes yesterday you young your
"""
_NO_NAME: Final = frozenset(_WORDS_NO_NAME.split()) | frozenset(RELATIVES.split("|"))
_SUBSTANCES: Final = frozenset(
    word for name in ("drug", "substance", "painkiller") for word in CONCEPTS[name].split("/")
)


def own_name(text: str) -> str | None:
    """The first name, with a capital; None where none is given."""
    line = on_one_line(text[:LONGEST_TEXT])
    return next((name[0].upper() + name[1:] for name in _said(line) if _may_be_a_name(name)), None)


def _said(line: str) -> Iterator[str]:
    for found in _MY_NAME_IS.finditer(line):
        rest = line[found.end() :]
        if found["name"][0].isupper() or _ENDS.match(rest) or _GOES_ON.match(rest):
            yield found["name"]
    for pattern in (_IT_IS, _GREETS_AS):
        yield from (found["name"] for found in pattern.finditer(line))


def _may_be_a_name(word: str) -> bool:
    plain = heard(word)
    return not (plain in _NO_NAME or plain in _SUBSTANCES or plain.endswith("ing"))
