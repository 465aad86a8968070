# ruff: noqa: E501 (a phrase is a line)
"""What a text says of another person who may be called, which says nothing of the writer's own phone.

Their number: "her number is 07700 900388 but please do not ring it". Their wishes: "he has asked not to be rung at
work". And that we should get in touch with them: "contact him directly between 2 and 4". We never do: what was asked
for the other is read as asked for the writer, so that a time in it is not lost.

"Im on my husbands phone, dont ring it" is of the writer's phone, and "he said no calls" may be.
"""

import re
from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.vocabulary import RELATIVES

_OWNER: Final = rf"(?:his|her|hers|their|theirs|(?:{RELATIVES})s)"
_DIGITS: Final = r"\+?\d[\d ]{8,}"
_GIVEN: Final = re.compile(
    rf"(?<!\S){_OWNER}(?: (?:mobile|phone|cell|home|work|house))? (?:number|num|no|mobile|phone|cell|tel|landline)(?: (?:is|its|it is|\|))* {_DIGITS}"
    rf"|(?<!\S){_DIGITS}(?: \|)? (?:thats|its|is|that is|it is) (?:my |our )?{_OWNER}(?!\S)"
)
_WORDS: Final = {
    **CONTACT_WORDS,
    "owners": "his/her/their/" + "/".join(f"{each}s" for each in CONTACT_WORDS["relatives"].split("/")),
    "number": "number/num/phone/mobile/cell/landline/line",
}
_NOT_IT: Final = compile_phrases(
    "{never} {soft}? {soft}? {ring} it/that/that_number/that_one/him/her/them/on_it/on_that", _WORDS
)
_NOT_THAT_PHONE: Final = compile_phrases(
    """
    {never} {soft}? {soft}? {ring} my/our/the/his/her/their/me_on_my/me_on_the/on_my/on_the ..1 {owners} {number}
    {never} {soft}? {soft}? {ring} his/her/their {number}
    {never} {soft}? {soft}? {ring} me/us? on/at? the/my/our/his/her/their landline/house_phone/house_number/home_phone/home_number/home_line/works/work_phone/work_number/work_mobile/office_phone/office_number
    {never} {soft}? {soft}? {ring} me/us? on/at? the/my/our/his/her/their ..1 home/house ...8 mobile
    {never} {soft}? {soft}? {ring} it/that ...1 its/thats/it_is/that_is/cos_its/because_its/as_its my/our/his/her ..1 {owners} number/num
    """,
    _WORDS,
)
_MINE_TOO: Final = re.compile(
    r"(?<!\S)(?:or|and|nor|neither) (?:on )?(?:this|mine|me|my mobile|my phone|here)(?!\S)"
)

_THEY: Final = (
    r"(?:he|she|they|hes|shes|theyre|theyve|hed|shed|theyd"
    rf"|(?:my |our |the |his |her )?(?:[^ |]+ ){{0,1}}?(?:{RELATIVES}))"
)
_WANT: Final = (
    r"(?:(?:has|have|had|does|do|would|is|also|really|just|specifically) )*"
    r"(?:asked|asks|asking|requested|requests|prefers?|preferred|rather|wants?|wishes|likes?|says|said|told us"
    r"|doesnt|dont|didnt|wouldnt)(?: (?:us|me|you|that|to|want|wants|like|wish|ever|really))*"
)
_HOW: Final = (
    r"(?:(?:(?:not|never) )?(?:to )?be (?:rung|called|phoned|telephoned|contacted|texted|messaged)"
    r"|(?<!says )(?<!said )(?:for )?(?:receive |get |take |have )?(?:any |no )?(?:calls|texts|voicemails?|messages))"
)
_WISH: Final = re.compile(
    rf"(?:^|(?<=\| )|(?<=and )|(?<=but )|(?<=as ))(?P<who>{_THEY}) {_WANT} {_HOW}(?P<after>[^|]*)"
)
_WRITERS: Final = re.compile(r"(?<!\S)(?:me|my|mine|this|our|here)(?!\S)")

_REQUEST: Final = (
    r"(?:please|kindly|just|best to|better to|(?:can|could|would|will|if|need|want|wants|like|ask|asking)"
    r" (?:you|u|someone|anyone|one of you)(?: (?:to|please|just|kindly))*)"
)
_CONTACT: Final = (
    r"(?:ring|call|phone|telephone|contact|text|message|speak to|speak with|talk to|get in touch with"
    r"|get hold of|reach out to|reach|give(?= [^|]* a (?:call|ring|bell|buzz|shout|text)(?!\S)))"
)
_OWNED: Final = rf"(?:[^ |]+ ){{0,2}}?(?:{RELATIVES})"
_ANOTHER: Final = (
    rf"(?:him|her|them|(?:my|our|the|his|her|this|one of our|one of my) {_OWNED}s?"
    rf"|an? {_OWNED} of (?:ours|mine|his|hers))"
)
_NO_NAME: Final = (
    "me|us|back|this|it|my|our|a|the|asap|now|on|at|in|to|for|when|if|after|before|please|or|either|instead"
    "|home|work|mobile|landline|phone|number|new|other"
)
_WITH_NUMBER: Final = rf"(?!(?:{_NO_NAME})(?!\S))(?:[^ |\d]+ ){{1,3}}?(?:(?:on|at|his|her|their|number|is) )*(?=0[\d ]{{9,}}|\d{{5,}})"
"""A name, and a number of theirs."""
_ASKED: Final = re.compile(
    rf"(?P<before>(?:^|(?<=\| )|(?<!\S){_REQUEST} )(?:(?:please|just) )*{_CONTACT})"
    rf" (?:{_ANOTHER}(?: directly| direct)?(?!\S)|{_WITH_NUMBER})"
)
_ME_TOO: Final = re.compile(r"(?<!\S)(?:ring|call|phone|text) me(?!\S)")


def without_anothers_number(said: str) -> str:
    """A heard text without what it says of a phone that is not the writer's own."""
    if _MINE_TOO.search(said):
        return said
    bare = _NOT_THAT_PHONE.sub("~", said)
    return _NOT_IT.sub("~", bare) if _GIVEN.search(said) else bare


def without_anothers_wishes(said: str) -> str:
    """A heard text without what another person asked for themselves."""
    return _WISH.sub(lambda wish: wish[0] if _WRITERS.search(wish["after"]) else "~", said)


def asks_for_another(said: str) -> bool:
    """Return True where a heard text asks us to get in touch with another person, and not with the writer."""
    return _ASKED.search(said) is not None and _ME_TOO.search(said) is None


def as_for_the_writer(said: str) -> str:
    """The same text as if it were asked for the writer."""
    return _ASKED.sub(r"\g<before> me", said)
