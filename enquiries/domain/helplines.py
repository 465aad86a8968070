"""Who helps at once, on the telephone and free, when a call back is not soon enough.

A line that has moved is worse than none: whoever changes one checks them all and sets `CHECKED`. Other
countries have their emergency number in the setup file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enquiries.domain.shown import shown


@dataclass(frozen=True)
class Helpline:
    """`reach` is what people dial or text, as shown; `link` opens the phone with it."""

    name: str
    when: str
    reach: str
    link: str


# When these numbers were last seen in use.
CHECKED = date(2026, 1, 18)

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


# Whom one can talk to at any time about anything: named at the top of every page.
_TO_TALK = "Samaritans"


def of(country: str) -> tuple[Helpline, ...]:
    """The lines of a country (ISO 3166), most urgent first; none where we know of none."""
    return _LINES.get(country, ())


def to_talk(country: str) -> Helpline | None:
    """The line of a country that listens at any hour, whatever it is about."""
    return next((line for line in of(country) if line.name == _TO_TALK), None)
