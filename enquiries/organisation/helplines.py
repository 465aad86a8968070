"""Who helps at once, on the telephone and free, when a call back is not soon enough.

A line that has moved is worse than none. The setup file says when those of a country were last checked; where
it does not, no page says that they were. It may also give a country's emergency number, which then counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import phonenumbers

from enquiries.core.i18n import shown


@dataclass(frozen=True)
class Helpline:
    """`reach` is what people dial or text, as shown; `link` opens the phone with it."""

    name: str
    when: str
    reach: str
    link: str


_LINES: Mapping[str, tuple[Helpline, ...]] = {
    "GB": (
        Helpline(shown("Emergency"), shown("If a life is in danger"), "999", "tel:999"),
        Helpline("NHS 111", shown("A mental health crisis, day or night: choose option 2"), "111", "tel:111"),
        Helpline("Samaritans", shown("To talk about anything, day or night"), "116 123", "tel:116123"),
        Helpline(
            "Shout", shown("To text instead of talking"), shown("SHOUT to 85258"), "sms:85258?&body=SHOUT"
        ),
        Helpline("FRANK", shown("Questions about drugs"), "0300 123 6600", "tel:03001236600"),
        Helpline("Childline", shown("If you are under 19"), "0800 1111", "tel:08001111"),
    )
}


# 999 in the United Kingdom and its islands (Ofcom), which share the calling code 44. Elsewhere the first of
# the best known that phonenumbers' short-number data has as an emergency number there; else one that it has;
# else 112, which mobile networks put through in most of the world (3GPP TS 22.101).
_BRITISH, _BRITISH_CODE = "999", 44
_BEST_KNOWN = ("000", "112", "911", "999")
_MOBILES_ANYWHERE = "112"
_NORTH_AMERICAN, _NORTH_AMERICAN_CODE = "911", 1
# as wide as texts have room for
_MOST_DIGITS = 3


def emergency_number(country: str) -> str:
    """The number to dial where a life is in danger, in a country (ISO 3166) that no setup names."""
    code = phonenumbers.country_code_for_region(country)
    if code == _BRITISH_CODE:
        return _BRITISH
    first = (_NORTH_AMERICAN,) if code == _NORTH_AMERICAN_CODE else ()
    known = (each for each in first + _BEST_KNOWN if phonenumbers.is_emergency_number(each, country))
    return next(known, None) or _any_number(country)


def _any_number(country: str) -> str:
    metadata = phonenumbers.PhoneMetadata.short_metadata_for_region(country)
    found = metadata and metadata.emergency and metadata.emergency.example_number
    return found if found and len(found) <= _MOST_DIGITS else _MOBILES_ANYWHERE


# The line for talking at any time about anything: named at the top of every page.
_TO_TALK = "Samaritans"


def helplines_for(country: str) -> tuple[Helpline, ...]:
    """The lines of a country (ISO 3166), most urgent first; none where we know of none."""
    return _LINES.get(country, ())


def to_talk(country: str) -> Helpline | None:
    """Return the line of a country that listens at any hour, on any subject; None where there is none."""
    return next((line for line in helplines_for(country) if line.name == _TO_TALK), None)
