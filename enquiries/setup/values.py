"""The values of the setup file, one type each: from what TOML holds to what the service means by it.

The reader of a type takes any TOML value and raises ValueError with what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, PlainSerializer
from pydantic import PlainValidator as Read
from pydantic.fields import FieldInfo

from enquiries.core.enums import Assurance
from enquiries.core.i18n import ENGLISH
from enquiries.core.suggestions import nearest
from enquiries.core.unreadable import Unreadable
from enquiries.dates import week
from enquiries.dates.durations import parse_duration, write_duration
from enquiries.messaging.texts import TextKind
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import StepTarget
from enquiries.parsing.opt_words import OptWord
from enquiries.parsing.staff_commands import Word
from enquiries.reporting.targets import PERCENTS_OF_TARGETS
from enquiries.wording import wording
from enquiries.wording.gsm7 import is_gsm7, septets

TEXT_NAME_LENGTH = 14  # septets
_LONGEST_TARGET = timedelta(days=7)
_LONGEST_PROMISE = timedelta(minutes=999)  # texts have room for three digits

# What a text means that begins with it, or is nothing but it. HELP is free: it neither opts out nor in.
_ANSWERS = "ME OTHER MYSELF BOTH VOICE TEXT YES NO CALL"
_SHORT_COMMANDS = "Y N CLAIM MINE OK"
_RESERVED = frozenset([*OptWord, *Word, *_ANSWERS.split(), *_SHORT_COMMANDS.split()])


def words(value: object) -> str:
    """Read one line of text that is not empty."""
    if not isinstance(value, str):
        raise Unreadable(value, "is not text: write it in quotes")
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


def language(value: object) -> str:
    """Read the code of a language in which enquirers are texted."""
    known = wording.languages()
    if value not in known:
        raise Unreadable(value, f"is no language that texts are written in: {', '.join(known)}")
    return str(value)


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
        raise Unreadable("".join(outside), "is not in the alphabet of texts (GSM-7): write plain letters")
    if septets(name) > TEXT_NAME_LENGTH:
        raise Unreadable(name, f"has {septets(name)} letters: write at most {TEXT_NAME_LENGTH}")
    return name


def promise(value: object) -> timedelta:
    """Read how soon the centre rings back, in whole minutes."""
    length = parse_duration(words(value))
    if length % timedelta(minutes=1) or not timedelta() < length <= _LONGEST_PROMISE:
        raise Unreadable(value, "is not a promise to keep: write whole minutes from 1m to 999m, like 15m")
    return length


def within(value: object) -> timedelta:
    """Read how soon something is to have happened."""
    length = parse_duration(words(value))
    if not timedelta() < length <= _LONGEST_TARGET:
        raise Unreadable(value, "is not a target: write from 1s to 7d, like 5m")
    return length


def percent(value: object) -> int:
    """Read of how many in a hundred a target is."""
    if isinstance(value, bool) or value not in PERCENTS_OF_TARGETS:
        raise Unreadable(value, "will not do: write 50, 90 or 95, or 100 for those that are urgent")
    assert isinstance(value, int)
    return value


def moment(value: object) -> datetime:
    """Read a moment with its offset."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise Unreadable(value, "is not a moment: write it like 2026-01-14T02:14:00Z, without quotes")
    return value


def day(value: object) -> date:
    """Read a day of the calendar."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unreadable(value, "is not a day: write it like 2026-11-20, without quotes")
    return value


def start(value: object) -> int:
    """Read when a shift starts, in minutes since midnight."""
    minutes = week.parse_time(words(value))
    if minutes == week.DAY:
        raise Unreadable(value, "is the end of a day: write 00:00 and the day after")
    return minutes


def level(value: object) -> int:
    """Read a level of the rota."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 9:
        raise Unreadable(value, "is not a level: write 1 for on call, 2 for back-up, up to 9, without quotes")
    return value


def public_text(value: object) -> str:
    """Read the key of a text to the public."""
    key = words(value)
    if key not in wording.to_the_public(ENGLISH):
        says = f"is not a text to the public: {nearest(key, wording.to_the_public(ENGLISH))}"
        raise Unreadable(key, says)
    return key


def slugs(value: object) -> tuple[str, ...]:
    """Read a list of centres."""
    if not isinstance(value, list | tuple):
        raise Unreadable(value, 'is not a list: write it in brackets, like ["willow-house"]')
    return tuple(dict.fromkeys(slug(one) for one in value))


def assurances(value: object) -> tuple[Assurance, ...]:
    """Read what a centre says of itself: each once, in the order of Assurance."""
    if not isinstance(value, list | tuple):
        raise Unreadable(value, 'is not a list: write it in brackets, like ["free", "confidential"]')
    unknown = [one for one in value if one not in list(Assurance)]
    if unknown:
        raise Unreadable(unknown[0], f"is not a choice: write {' or '.join(Assurance)}")
    return tuple(each for each in Assurance if each in value)


def origins(value: object) -> tuple[str, ...]:
    """Read a list of sites, each as browsers name the origin of a page."""
    if not isinstance(value, list | tuple):
        raise Unreadable(value, 'is not a list: write it in brackets, like ["https://willow.example"]')
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
        raise Unreadable(name, "is not a time zone: write one like Europe/London") from None


def _matching(pattern: str, value: object, what_to_write: str) -> str:
    text = words(value)
    if not re.fullmatch(pattern, text, re.ASCII):
        raise Unreadable(text, f"will not do: write {what_to_write}")
    return text


def _worded(parse: Callable[[str], Any]) -> Read:
    return Read(lambda value: parse(words(value)))


def _matches(pattern: str, what_to_write: str) -> Read:
    return Read(lambda value: _matching(pattern, value, what_to_write))


def _like(example: object) -> FieldInfo:
    """What is shown where the key is missing."""
    info: FieldInfo = Field(examples=[example])
    return info


TextKey = Annotated[str, Read(public_text), _like(TextKind.ANSWER_COST.value)]
Words = Annotated[str, Read(words)]
Slug = Annotated[str, Read(slug), _like("willow-house")]
Slugs = Annotated[tuple[str, ...], Read(slugs), _like(["willow-house"])]
Email = Annotated[str, Read(email), _like("sam@example.org")]
Phone = Annotated[str, Read(e164), _like("+447700900001")]
Sender = Annotated[
    str,
    _matches(r"\d{3,8}|\+[1-9]\d{7,14}", "a short code like 83222, or a number like +447700900100"),
    _like("83222"),
]
Country = Annotated[str, _matches(r"[A-Z]{2}", "two capital letters, like GB"), _like("GB")]
# Texts have room for three digits, and must never shorten it.
Emergency = Annotated[str, _matches(r"\d{2,3}", "two or three digits, like 999"), _like("999")]
KeywordWord = Annotated[str, Read(keyword), _like("HELP")]
Language = Annotated[str, Read(language), _like("en")]
OpeningHours = Annotated[Hours, _worded(Hours.parse), PlainSerializer(str), _like("24/7")]
Promise = Annotated[timedelta, Read(promise), PlainSerializer(write_duration), _like("15m")]
Within = Annotated[timedelta, Read(within), PlainSerializer(write_duration), _like("15m")]
After = Annotated[timedelta, _worded(parse_duration), PlainSerializer(write_duration), _like("90s")]
Percent = Annotated[int, Read(percent), _like(90)]
Moment = Annotated[datetime, Read(moment)]
Day = Annotated[date, Read(day)]
Whom = Annotated[StepTarget, _worded(StepTarget.parse), PlainSerializer(str), _like("level:1")]
Days = Annotated[frozenset[int], _worded(week.parse_days), PlainSerializer(week.write_days), _like("mon-sun")]
Start = Annotated[int, Read(start), PlainSerializer(week.write_time), _like("00:00")]
End = Annotated[int, _worded(week.parse_time), PlainSerializer(week.write_time), _like("24:00")]
Level = Annotated[int, Read(level), _like(1)]
Assurances = Annotated[tuple[str, ...], Read(assurances)]
Origins = Annotated[tuple[str, ...], Read(origins)]
Zone = Annotated[ZoneInfo, Read(zone), PlainSerializer(str)]
