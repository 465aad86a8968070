# ruff: noqa: E501 (a phrase is a line)
"""The answer to our question whom help is for, "ME or OTHER": as a whole text, or with which a text begins.

"me" answers it, and so does "me. its ket bro": what follows an answer is read as well. "me, and my wife" answers nothing.
"""

import re
from typing import Final

from enquiries.core.enums import About, Asked
from enquiries.core.text import normalise
from enquiries.parsing.about.about_in_words import about_in
from enquiries.parsing.vocabulary import RELATIVES

_OPENING: Final = r"(?:(?:its|it is|this is|im asking|asking) )?(?:for )?"
_PLEASE: Final = r"(?: please| pls| thanks| thank you)?"
_WHICH: Final = r"(?:(?:own|best|older|younger|eldest|youngest|little|big|dear|ex|adult|teenage|step|other|good|old|close) )*"
_ME: Final = r"(?:me|my ?self|me ?self|self)"
_ANOTHER: Final = rf"(?:other|another|(?:a |my )?loved one|some(?:one|body) else|him|her|them|(?:my|me|a|our) {_WHICH}(?:{RELATIVES}))"
_SELF: Final = re.compile(
    rf"{_OPENING}{_ME}(?: only)?(?: (?:that|who) (?:needs|wants) (?:it|the help|help|this))?{_PLEASE}"
)
_OTHER: Final = re.compile(rf"(?:not me (?:its |for )?)?{_OPENING}{_ANOTHER}{_PLEASE}")
_NOT_ME: Final = re.compile(
    r"(?:no )?(?:(?:its|it|it is|this|this is|that) )?(?:not|isn ?t|is not) (?:for )?me"
)
_NUMBERED: Final = {
    **dict.fromkeys(
        ("1", "first", "first one", "the first", "the first one", "number 1", "option 1"), About.SELF
    ),
    **dict.fromkeys(
        ("2", "second", "second one", "the second", "the second one", "number 2", "option 2"), About.OTHER
    ),
}
_BEGINS_WITH_SELF: Final = re.compile(
    rf"{_OPENING}{_ME}(?: {_ME})*(?:(?: (?!and|my|or|not)\S+){{0,2}}$|(?: (?!and|my|or|not)\S+){{0,2}} \|"
    r"| (?:please )?(?:i|im|ive|id|ill|its|because|who|that|what|need|but)(?!\S))"
)
_BEGINS_WITH_OTHER: Final = re.compile(
    rf"{_OPENING}{_ANOTHER}(?:{_PLEASE} \|| (?:its|he|she|hes|shes|they|theyre|my)(?!\S))"
)
_NUMBER_ALONE: Final = re.compile(rf"^([12]) (?=(?:please|thanks|{_ME}|{_ANOTHER})(?: |$))")
_AND_ANOTHER: Final = re.compile(
    rf"(?:^|\| )(?:and|or|plus|also|not|but)(?: \S+){{0,2}}? (?:{_ME}|{_ANOTHER})(?!\S)"
)


def about_answered(text: str, asked: Asked | None) -> About | None:
    """Return who help is for where that is the whole text; 1 and 2 count only while it was `asked`."""
    said = normalise(text)
    if _SELF.fullmatch(said):
        return About.SELF
    if _OTHER.fullmatch(said):
        return About.OTHER
    if asked is not Asked.ABOUT:
        return None
    return About.OTHER if _NOT_ME.fullmatch(said) else _NUMBERED.get(said)


def about_answered_first(said: str, asked: Asked | None) -> About | None:
    """Return who help is for where a heard text begins with it, while it was `asked`, and goes on."""
    if asked is not Asked.ABOUT:
        return None
    first, _, rest = _NUMBER_ALONE.sub(r"\1 | ", said).partition(" | ")
    if _AND_ANOTHER.search(rest):
        return None
    found = _NUMBERED.get(first)
    if found is None and _BEGINS_WITH_SELF.match(said):
        found = About.SELF
    if found is None and _BEGINS_WITH_OTHER.match(said):
        found = About.OTHER
    return found if about_in(rest or said) in (None, found) else None
