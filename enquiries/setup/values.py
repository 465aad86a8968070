"""The values of the setup file, one reader each: from what TOML holds to what the service means by it.

A reader takes any TOML value and raises ValueError saying what is wrong with it and what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from enquiries.core.enums import Assurance
from enquiries.dates import week
from enquiries.dates.durations import parse_duration
from enquiries.messaging.gsm7 import is_gsm7, septets
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import StepTarget
from enquiries.parsing.opt_words import OptWord
from enquiries.parsing.staff_commands import Word
from enquiries.reporting.targets import PERCENTS_OF_TARGETS

Choice = TypeVar("Choice", bound=StrEnum)

TEXT_NAME_LENGTH = 14  # septets
_LONGEST_TARGET = timedelta(days=7)
_LONGEST_PROMISE = timedelta(minutes=999)  # texts have room for three digits

# What a text means that begins with it, or is nothing but it. HELP is free: it opts nobody out or in.
_ANSWERS = "ME OTHER MYSELF BOTH VOICE TEXT YES NO CALL"
_SHORT_COMMANDS = "Y N CLAIM MINE OK"
_RESERVED = frozenset([*OptWord, *Word, *_ANSWERS.split(), *_SHORT_COMMANDS.split()])


def words(value: object) -> str:
    """Read one line of text that is not empty."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text: write it in quotes")
    if not value.strip():
        raise ValueError("is empty: write something, or leave the line out")
    return " ".join(value.split())


def slug(value: object) -> str:
    """Read the name of a centre in addresses."""
    return _matching(r"[a-z0-9]+(-[a-z0-9]+)*", value, "small letters, digits and hyphens, like willow-house")


def email(value: object) -> str:
    """Read an address, in small letters."""
    address = words(value).lower()
    return _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", address, "an email address, like sam@example.org")


def e164(value: object) -> str:
    """Read a telephone number in the international form."""
    return _matching(r"\+[1-9]\d{7,14}", value, "an international number without spaces, like +447700900001")


def sender(value: object) -> str:
    """Read a number that texts come from: a short code, or a number in the international form."""
    return _matching(
        r"\d{3,8}|\+[1-9]\d{7,14}", value, "a short code like 83222, or a number like +447700900100"
    )


def country(value: object) -> str:
    """Read an ISO 3166 country code."""
    return _matching(r"[A-Z]{2}", value, "two capital letters, like GB")


def emergency(value: object) -> str:
    """Read an emergency number. Texts have room for three digits, and must never shorten it."""
    return _matching(r"\d{2,3}", value, "two or three digits, like 999")


def keyword(value: object) -> str:
    """Read a keyword, in capitals: one word that is not spoken for."""
    word = _matching(r"[^\W_]+", words(value).upper(), "one word of letters and digits, like HELP")
    if word in _RESERVED:
        raise ValueError(f"{word} already means something in a text: choose another word")
    return word


def text_name(value: object) -> str:
    """Read the name of a centre in texts."""
    name = words(value)
    outside = sorted(letter for letter in set(name) if not is_gsm7(letter))
    if outside:
        raise ValueError(f"{''.join(outside)!r} is not in the alphabet of texts (GSM-7): write plain letters")
    if septets(name) > TEXT_NAME_LENGTH:
        raise ValueError(f"{name!r} has {septets(name)} letters: write at most {TEXT_NAME_LENGTH}")
    return name


def hours(value: object) -> Hours:
    """Read opening hours."""
    return Hours.parse(words(value))


def promise(value: object) -> timedelta:
    """Read how soon the centre rings back, in whole minutes."""
    length = parse_duration(words(value))
    if length % timedelta(minutes=1) or not timedelta() < length <= _LONGEST_PROMISE:
        raise ValueError(f"{value!r} is not a promise to keep: write whole minutes from 1m to 999m, like 15m")
    return length


def within(value: object) -> timedelta:
    """Read how soon something is to have happened."""
    length = parse_duration(words(value))
    if not timedelta() < length <= _LONGEST_TARGET:
        raise ValueError(f"{value!r} is not a target: write from 1s to 7d, like 5m")
    return length


def percent(value: object) -> int:
    """Read of how many in a hundred a target is."""
    if isinstance(value, bool) or value not in PERCENTS_OF_TARGETS:
        raise ValueError(f"{value!r} will not do: write 50, 90 or 95, or 100 for those that are urgent")
    assert isinstance(value, int)
    return value


def moment(value: object) -> datetime:
    """Read a moment with its offset."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(f"{value!r} is not a moment: write it like 2026-01-14T02:14:00Z, without quotes")
    return value


def day(value: object) -> date:
    """Read a day of the calendar."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{value!r} is not a day: write it like 2026-11-20, without quotes")
    return value


def after(value: object) -> timedelta:
    """Read how long after an enquiry is due a step is taken."""
    return parse_duration(words(value))


def target(value: object) -> StepTarget:
    """Read whom a step alerts."""
    return StepTarget.parse(words(value))


def days(value: object) -> frozenset[int]:
    """Read days of the week."""
    return week.parse_days(words(value))


def start(value: object) -> int:
    """Read when a shift starts, in minutes since midnight."""
    minutes = week.parse_time(words(value))
    if minutes == week.DAY:
        raise ValueError("'24:00' is the end of a day: write 00:00 and the day after")
    return minutes


def end(value: object) -> int:
    """Read when a shift ends, in minutes since midnight."""
    return week.parse_time(words(value))


def level(value: object) -> int:
    """Read a level of the rota."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 9:
        raise ValueError(
            f"{value!r} is not a level: write 1 for on call, 2 for back-up, up to 9, without quotes"
        )
    return value


def slugs(value: object) -> tuple[str, ...]:
    """Read a list of centres."""
    if not isinstance(value, list):
        raise ValueError(f'{value!r} is not a list: write it in brackets, like ["willow-house"]')
    return tuple(dict.fromkeys(slug(one) for one in value))


def assurances(value: object) -> tuple[Assurance, ...]:
    """Read what a centre says of itself: each once, in the order of Assurance."""
    if not isinstance(value, list):
        raise ValueError(f'{value!r} is not a list: write it in brackets, like ["free", "confidential"]')
    said = {one_of(Assurance)(one) for one in value}
    return tuple(each for each in Assurance if each in said)


def origins(value: object) -> tuple[str, ...]:
    """Read a list of sites, each as browsers name the origin of a page."""
    if not isinstance(value, list):
        raise ValueError(f'{value!r} is not a list: write it in brackets, like ["https://willow.example"]')
    return tuple(dict.fromkeys(_origin(one) for one in value))


def _origin(value: object) -> str:
    """Nothing else gets into a Content-Security-Policy: one word more in it could let everybody in."""
    return _matching(
        r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?|https?://(localhost|127\.0\.0\.1)(:\d{1,5})?",
        value,
        "https:// and the host in small letters, without a slash or a path after it, like https://willow.example",
    )


def zone(value: object) -> ZoneInfo:
    """Read a time zone of the IANA database."""
    name = words(value)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone: write one like Europe/London") from None


def yes_or_no(value: object) -> bool:
    """Read whether something is so."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither: write true or false, without quotes")
    return value


def one_of(choices: type[Choice]) -> Callable[[object], Choice]:
    """Return a reader of one of a few words."""

    def read(value: object) -> Choice:
        for choice in choices:
            if choice == value:
                return choice
        *others, last = choices
        raise ValueError(f"{value!r} is not a choice: write {', '.join(others)} or {last}")

    return read


def _matching(pattern: str, value: object, what_to_write: str) -> str:
    text = words(value)
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError(f"{text!r} will not do: write {what_to_write}")
    return text
