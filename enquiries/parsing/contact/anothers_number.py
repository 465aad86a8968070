# ruff: noqa: E501 (a phrase is a line)
"""A phone that is not to be rung and is not the one they write from: another person's, or the one in the house.

"Her number is 07700 900388 but please do not ring it" says nothing of the writer's own phone, which is the only
one that we ring. "Im on my husbands phone, dont ring it" does.
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


def without_anothers_number(said: str) -> str:
    """A heard text without what it says of a phone that is not the writer's own."""
    if _MINE_TOO.search(said):
        return said
    bare = _NOT_THAT_PHONE.sub("~", said)
    return _NOT_IT.sub("~", bare) if _GIVEN.search(said) else bare
