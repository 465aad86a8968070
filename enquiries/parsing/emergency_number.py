"""Asking which number to call for help at once, or saying that the number we gave doesn't work."""

import re
from typing import Final

from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.plain_words import heard

_NUMBERS: Final = (
    "911/999/112/111/000/ambulance/ambulances/paramedics/police/emergency/emergency_services/hospital"
)
_ASKED: Final = compile_phrases(
    f"""
    what/which/wot/whats number/numbers/no ..2 i/we/do/to/should/shall/can/for/is/?/$
    what/which/wot number/numbers ring/call/phone/dial/text
    number/numbers ..2 for/of ..2 {_NUMBERS}
    number/numbers to ring/call/phone/dial
    whats/what_is/wheres/got/need/give the/a/me? ..1 number
    who/what/where/whom ..1 do/should/shall/can/must/to i/we? ring/call/phone/dial/text
    do/should/shall/can/must i/we ..2 ring/call/phone/dial/text/get/need ..3 {_NUMBERS}
    is it ..1 {_NUMBERS}
    how do/can/to i/we? ..1 ring/call/phone/get ..2 {_NUMBERS}
    {_NUMBERS} number
    {_NUMBERS} or {_NUMBERS}
    """
)
_DOES_NOT_WORK: Final = (
    re.compile(
        r"(?<!\S)(999|911|112|000) (?:\S+ ){0,2}?(?:doesnt|dont|wont|isnt|not|cant|never|didnt|no)"
        r" (?:\S+ ){0,1}?(?:works?|working|connect\w*|going|go|ringing|answer\w*|pick\w*|available)(?!\S)"
    ),
    re.compile(
        r"(?<!\S)(?:cant|couldnt|wont|doesnt|not|cannot) (?:\S+ ){0,2}?"
        r"(?:through|call|ring|phone|dial|reach|get|connect\w*)(?: \S+){0,2}? (999|911|112|000)(?!\S)"
    ),
)


def asks_which_number(text: str) -> bool:
    """Return True for "what number do i ring": of one in danger, whom to call at once."""
    return _ASKED.search(heard(text)) is not None or failed_number(text) is not None


def failed_number(text: str) -> str | None:
    """The emergency number that a text says does not work where they are; None for none."""
    said = heard(text)
    found = next(filter(None, (each.search(said) for each in _DOES_NOT_WORK)), None)
    return found[1] if found else None
