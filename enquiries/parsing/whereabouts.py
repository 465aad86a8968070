# ruff: noqa: E501 (a list of words is a line)
"""The country that a text says its writer is in, whatever country their phone is of.

Only where it is said of the writer, now: "im in london", "here in the uk", "what number do i call in spain". A
rehab in Spain, a son in London and last summer in Greece say nothing of that. The countries are those where
people who write to us are most, with the few towns that stand for one.
"""

import re
from typing import Final

from enquiries.parsing.emergency_number import asks_which_number
from enquiries.parsing.plain_words import heard

UNKNOWN: Final = "001"
"""Instead of a country (ISO 3166) where they are in one that is not known: the world, in UN M49."""

_PLACES: Final = """
GB: uk united_kingdom britain great_britain england scotland wales northern_ireland london edinburgh glasgow
    cardiff belfast manchester birmingham liverpool leeds bristol
    anglii wielkiej_brytanii szkocji walii londynie
    inglaterra reino_unido gran_bretaña escocia gales londres lloegr nghymru llundain
IE: ireland republic_of_ireland dublin irlandii irlanda iwerddon
ES: spain majorca mallorca ibiza tenerife benidorm madrid barcelona hiszpanii españa espana sbaen
US: usa america united_states us_of_a states new_york stanach estados_unidos
FR: france paris francji francia
DE: germany berlin niemczech alemania
PL: poland warsaw krakow polsce polonia
PT: portugal lisbon algarve portugalii
NL: netherlands holland amsterdam holandii
IT: italy rome
GR: greece crete
CY: cyprus
TR: turkey
BE: belgium
CH: switzerland
AT: austria
SE: sweden
NO: norway
DK: denmark
RO: romania
CA: canada toronto
AU: australia sydney
NZ: new_zealand
TH: thailand bangkok
IN: india
AE: dubai
"""
_COUNTRIES: Final[dict[str, str]] = {
    name.replace("_", " "): country
    for country, names in re.findall(r"^(\w\w): ((?:.|\n    )*)$", _PLACES, re.MULTILINE)
    for name in names.split()
}
_PLACE: Final = "|".join(sorted(_COUNTRIES, key=len, reverse=True))
_IN: Final = rf"(?:in|visiting|w|we|en|yn) (?:the |central |north |south |east |west )*(?P<place>{_PLACE})(?!\S)(?! (?:last|years?)(?!\S))"
_WRITER: Final = (
    r"(?:i|im|am|me|us|we|(?<!we )(?<!they )(?<!you )(?<!who )were|here|currently|living|staying|stuck|studying|student|tourist"
    r"|holiday|based|jestem|jesteśmy|jestesmy|mieszkam|mieszkamy|estoy|estamos|vivo|vivimos|r?y?dw in?|dwin?)"
)
_STAYS: Final = (
    r"(?:a|an|the|are|am|is|both|all|just|still|only|now|right|currently|here|over|out|on|at|for|by|myself|alone|abroad|live|living"
    r"|stay|staying|stuck|studying|study|work|working|based|visiting|travelling|traveling|holiday|holidays|vacation|business|trip"
    r"|in|hostel|hotel|flat|room|house|airbnb|pub|bar|club|car|street|park|toilet|byw|uni|university|college|school|exchange|student|students|tourist|tourists|visitor|visitors|and|my|phone|\w+(?:an|ish|ese)|polish|irish)"
)
_SAID: Final = re.compile(rf"(?<!\S){_WRITER} (?:{_STAYS} ){{0,6}}{_IN}")
_ALONE: Final = re.compile(
    rf"(?:^|\| )(?:(?:here|now|right|were|this is) )*{_IN}(?: (?:now|here|rn|atm|right now))?(?= \||$| \?)"
)
_FOR_A_NUMBER: Final = re.compile(
    rf"(?<!\S)(?:(?:in|for|from|here) (?:the )?(?P<place>{_PLACE})|(?P<named>{_PLACE}) (?:emergency )?number)(?!\S)"
)
_DOTTED: Final = re.compile(r"\bu\.? ?k\b\.?|\bu\.s\.a\b\.?", re.IGNORECASE)


def whereabouts(text: str) -> str | None:
    """The country (ISO 3166) that the writer says they are in; None where they do not say."""
    said = heard(_DOTTED.sub(lambda short: "uk" if "k" in short[0].casefold() else "usa", text))
    found = _SAID.search(said) or _ALONE.search(said)
    if found is None and asks_which_number(text):
        found = _FOR_A_NUMBER.search(said)
    if found is None:
        return None
    named = found.groupdict()
    return _COUNTRIES[named["place"] or named["named"] or ""]
