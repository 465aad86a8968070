"""Who help is for: the writer or another person.

As the whole text ("ME", "my son", "for my mum") it is an answer. In a longer first text it is read
only where it is beyond doubt: a wrong guess greets a mother as if it were she who drinks; asking costs
nothing.
"""

import re

from enquiries.core.enums import About, Asked
from enquiries.core.text import normalise

RELATIVES = (
    "son|daughter|child|kid|boy|girl|husband|hubby|wife|missus|partner|fiancee?|ex|mum|mam|mom|mother|dad|father"
    "|parents?|brother|bro|sister|sis|nephew|niece|cousin|uncle|aunt|auntie|aunty|nan|gran|grandma|grandad"
    "|granddad|grandson|granddaughter|stepson|stepdaughter|stepdad|stepmum|friend|mate|bf|gf|boyfriend"
    "|girlfriend|colleague|neighbour|flatmate|housemate|loved one|family member|relative"
)
"""The people that enquirers ask for, as a regular expression over normalised text."""

_OPENING = r"(?:(?:its|it is|this is|im asking|asking) )?(?:for )?"
_PLEASE = r"(?: please| pls| thanks| thank you)?"
_SELF = re.compile(rf"{_OPENING}(?:me|my ?self|self)(?: only)?{_PLEASE}")
_OTHER = re.compile(
    rf"{_OPENING}(?:other|another|(?:a |my )?loved one|some(?:one|body) else|him|her"
    rf"|(?:my|a|our) (?:{RELATIVES})){_PLEASE}"
)
_NUMBERED = {"1": About.SELF, "2": About.OTHER}

_A_RELATIVE = rf"(?:my|our) (?:\w+ ){{0,3}}?(?:{RELATIVES})"
_FOR_RELATIVE = re.compile(
    rf"^for {_A_RELATIVE}\b|\b(?:worried|concerned) (?:about|for) {_A_RELATIVE}\b"
    r"|\b(?:help|support|advice|treatment|information|info|place|bed|call|texting|asking|enquiring|its|is)"
    rf" (?:\w+ ){{0,2}}?for {_A_RELATIVE}\b"
)
_RELATIVE_USES = re.compile(
    rf"\b{_A_RELATIVE} (?:\w+ )?(?:drinks|drinking|uses|using|gambles|gambling|relapsed"
    r"|needs (?:help|rehab|detox)|is on drugs|(?:cant|wont) stop (?:drinking|using|gambling)"
    r"|(?:is|has) (?:an? )?(?:\w+ )?(?:alcoholic|addict|addicted|addiction|problem))\b"
    rf"|\b{_A_RELATIVE}s (?:drinking|drink problem|drug use|addiction|gambling|habit)\b"
)
_I_USE = re.compile(
    r"\b(?:im|i am) (?:an? )?(?:\w+ )?(?:alcoholic|addict|addicted|drinking|using|gambling)\b"
    r"|\bi (?:\w+ )?(?:drink|use|gamble) (?:too much|every|all)\b"
    r"|\bi (?:\w+ )?(?:cant|need to|want to|have to) (?:stop|quit|give up)"
    r" (?:drink|drinking|using|gambling|drugs)\b"
    r"|\bmy (?:own )?(?:drinking|drink problem|drug use|addiction|gambling|habit)\b"
    r"|\bhelp for (?:me|myself)\b"
)
_PLEAS = re.compile(
    r"\b(?:i need (?:some )?help|help me|i dont know what to do|im (?:so |really )?worried)\b"
)
_MYSELF = re.compile(r"\b(?:i|im|ive|id|me|myself)\b")


def about_answered(text: str, asked: Asked | None) -> About | None:
    """Return who help is for where that is the whole text; 1 and 2 count only while it was `asked`."""
    said = normalise(text)
    if _SELF.fullmatch(said):
        return About.SELF
    if _OTHER.fullmatch(said):
        return About.OTHER
    return _NUMBERED.get(said) if asked is Asked.ABOUT else None


def about_of_first_text(text: str) -> About | None:
    """For whom a first text asks, where it says so beyond doubt; else None, and we ask."""
    said = normalise(text)
    for_somebody = _FOR_RELATIVE.search(said) or (
        _RELATIVE_USES.search(said) and not _MYSELF.search(_PLEAS.sub("", said))
    )
    i_use = _I_USE.search(said)
    if for_somebody and not i_use:
        return About.OTHER
    return About.SELF if i_use and not for_somebody else None
