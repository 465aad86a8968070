"""Who asks for a call in a demo history: when, from where, in which language, and what they write.

Mornings and evenings are busy, with a small peak at two at night. Most ask on a Monday, fewest on a Saturday.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from enquiries.core.enums import About, Channel
from enquiries.dates.week import moment
from enquiries.demo import phrases

HOUSE: Final = "demo-willow-house"
LONDON: Final = "demo-willow-london"
NEVER_BOOKED: Final = "local radio"
_ZONE: Final = ZoneInfo("Europe/London")
_A_DAY: Final = (16, 14, 14, 13, 13, 11, 12)  # Monday to Sunday, give or take two
_BY_HOUR: Final = (5, 5, 6, 3, 2, 2, 2, 4, 6, 8, 10, 10, 8, 7, 7, 7, 8, 9, 10, 11, 12, 11, 9, 7)
_LAST_ARRIVAL: Final = 20 * 60  # minutes, on the last day
# On Sunday nights at Willow House as many ask as in a whole evening.
SUNDAY: Final = 6
SUNDAY_NIGHT: Final = (1 * 60, 4 * 60)  # minutes since midnight
# The others of Ofcom's thousand are staff's and the centres'.
_NUMBERS: Final = tuple(f"+447700900{n}" for n in range(111, 990))
_IN_DANGER, _SPAM, _LATER = 0.03, 0.04, 0.08


@dataclass(frozen=True)
class _Way:
    """One way to ask, and how often it is used of a hundred; a way without a number is the form."""

    weight: int
    centre: str
    source: str
    word: str = ""
    to: str = ""
    language: str = "en"


_SHORT_CODE, _LONG_NUMBER = "83222", "+447700900100"
_WAYS: Final = (
    _Way(17, HOUSE, "website", "HELP", _SHORT_CODE),
    _Way(13, HOUSE, "poster", "REHAB", _SHORT_CODE),
    _Way(8, HOUSE, "leaflet for families", "FAMILY", _SHORT_CODE),
    _Way(10, HOUSE, NEVER_BOOKED, "RADIO", _SHORT_CODE),
    _Way(3, HOUSE, "Spanish leaflet", "AYUDA", _SHORT_CODE, "es"),
    _Way(3, HOUSE, "Polish leaflet", "POMOC", _SHORT_CODE, "pl"),
    _Way(2, HOUSE, "website", "HELP", _SHORT_CODE, "cy"),
    _Way(10, LONDON, "website", "HELP", _LONG_NUMBER),
    _Way(8, LONDON, "GP surgery", "TALK", _LONG_NUMBER),
    _Way(10, HOUSE, "search engine"),
    _Way(5, HOUSE, "partner clinic"),
    _Way(11, LONDON, "search engine"),
)
_HOUSE_BY_TEXT: Final = tuple(way for way in _WAYS if way.centre == HOUSE and way.to)


@dataclass(frozen=True)
class Arrival:
    """A person who asks at `at` (UTC). `call_at` is chosen on the form; by text the words say it."""

    at: datetime
    centre: str
    source: str
    to: str
    phone: str
    name: str
    words: str
    language: str
    about: About
    call_at: datetime | None
    is_spam: bool

    @property
    def channel(self) -> Channel:
        return Channel.SMS if self.to else Channel.WEB


def arrivals(random: Random, first: date, last: date) -> Iterator[Arrival]:
    """Yield everyone who asks from the first day to the last, included, in order; days are London's."""
    numbers = cycle(random.sample(_NUMBERS, len(_NUMBERS)))
    day = first
    while day <= last:
        asked = sorted(_of_day(random, day), key=lambda each: each[0])
        for minutes, way in asked:
            if day < last or minutes <= _LAST_ARRIVAL:
                at = moment(day, int(minutes), _ZONE) + timedelta(seconds=random.randrange(60))
                yield _arrival(random, at, way, next(numbers), may_book=(last - day).days > 2)
        day += timedelta(days=1)


def _of_day(random: Random, day: date) -> Iterator[tuple[int, _Way]]:
    """Yield the minute of the day at which each asks, and how."""
    for _ in range(_A_DAY[day.weekday()] + random.randint(-2, 2)):
        (hour,) = random.choices(range(24), _BY_HOUR)
        yield hour * 60 + random.randrange(60), _pick(random, _WAYS)
    if day.weekday() == SUNDAY:
        for _ in range(random.randint(2, 3)):
            yield random.randrange(*SUNDAY_NIGHT), _pick(random, _HOUSE_BY_TEXT)


def _pick(random: Random, ways: Sequence[_Way]) -> _Way:
    (way,) = random.choices(ways, [each.weight for each in ways])
    return way


def _arrival(random: Random, at: datetime, way: _Way, phone: str, *, may_book: bool) -> Arrival:
    is_spam = random.random() < _SPAM
    later = may_book and not is_spam and random.random() < _LATER
    call_at = at + timedelta(hours=random.randint(4, 30)) if later and not way.to else None
    return Arrival(
        at=at,
        centre=way.centre,
        source=way.source,
        to=way.to,
        phone=phone,
        name=random.choice(phrases.FIRST_NAMES),
        words=_words(random, way, is_spam=is_spam, later=later),
        language=way.language,
        about=About.OTHER if random.random() < 0.4 else About.SELF,
        call_at=call_at.replace(minute=0, second=0) if call_at else None,
        is_spam=is_spam,
    )


def _words(random: Random, way: _Way, *, is_spam: bool, later: bool) -> str:
    if is_spam:
        return random.choice(phrases.SPAM)
    if not way.to:
        return random.choice(phrases.FORM_MESSAGES) or ""
    if random.random() < _IN_DANGER and way.language == "en":
        return f"{way.word} {random.choice(phrases.IN_DANGER)}"
    if later and way.language == "en":
        return f"{way.word} please call me tomorrow at {random.randint(9, 11)}am"
    return f"{way.word} {random.choice(phrases.FIRST_TEXTS[way.language])}".strip()
