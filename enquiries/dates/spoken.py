"""Times as people text them, and as the service texts them back.

A time is read by the centre's clock and always lies ahead: a time already past today means tomorrow, and one
more than a fortnight ahead is not understood. "Next Tuesday" is that of next week. A bare hour is the next
between 8am and 10pm, so "at 6" is 6pm; a day without a time is 9am. `tomorrow` is tomorrow's date even at
2am: the answer names the day, so that the person can correct it. When clocks change, an hour that does not
exist moves forward, and of an hour that comes twice the first still ahead counts.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from enquiries.core.text import normalise

FURTHEST = timedelta(days=14)
WAKING = range(8, 22)
"""The hours that a bare number may mean; an evening's 10 is meant by those who write in the evening."""
_EARLY_TOO = range(5, 24)
_PARTS = {"morning": 9, "lunchtime": 13, "afternoon": 14, "evening": 18, "night": 20}
_SMALL_HOURS = 5
_NEAR = {"today": 0, "tomorrow": 1, "overmorrow": 2}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SPELLINGS = (
    (re.compile(r"\b(?:the )?day after tomorrow\b"), "overmorrow"),
    (re.compile(r"\b(?:tom+or+ow?|tomoz|tomo|tmrw?|tmw|2mor+ow?)\b"), "tomorrow"),
    (re.compile(r"\b(?:tonight|tonite|2night)\b"), "today night"),
    (re.compile(r"\b(?:noon|midday)\b"), "12pm"),
    (re.compile(r"\blunch\b"), "lunchtime"),
    (re.compile(r"\bhalf an hour\b"), "30m"),
    (re.compile(r"\ban hour\b"), "1h"),
    (re.compile(r"(?<=\d) ?([ap]) ?m?\b"), r"\1m"),
    (re.compile(r"\bhalf (?:past )?(\d\d?)\b"), r"\1:30"),
    (re.compile(r"\bquarter past (\d\d?)\b"), r"\1:15"),
    (re.compile(r"(?<=\d)(am|pm)? ?ish\b"), r"\1"),
    (re.compile(r"\b(?:at|about|around|on|from|after|this|in the|please|pls|ish|o ?clock)\b"), " "),
)
_AHEAD = re.compile(r"(?:in )?(\d{1,3}) ?(?:(m|mins?|minutes?)|(h|hrs?|hours?)|(d|days?))")
_MONTH = "|".join(_MONTHS)
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_DAY = re.compile(
    rf"\b(?:(?:(?:{_WEEKDAY}) )?(?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})[a-z]*"
    rf"|(?:(?:{_WEEKDAY}) )?(?:the )?(?P<date>\d\d?)(?:st|nd|rd|th)(?! (?:of )?(?:{_MONTH}))"
    rf"|(?:(?P<next>next) )?(?P<weekday>{_WEEKDAY})|(?P<near>today|tomorrow|overmorrow)"
    r"|(?P<kind>weekdays?|weekends?|next week))\b"
)
_THIS_PART = re.compile(r"\bthis (?:morning|afternoon|evening)\b")
_PART = re.compile(rf"\b(?:{'|'.join(_PARTS)})\b")
_CLOCK = re.compile(
    r"\b(?:(?P<hour>\d\d?)(?P<gap>[.: ]?)(?P<minute>\d\d)?(?P<half>[ap]m)?|(?P<midnight>midnight))\b"
)


@dataclass(frozen=True)
class _Wanted:
    """What was read: either a length of time from now, or a day (or none) and the times of day it may be.

    Minutes count from the day's midnight; from 24 h on they are of the night after it.
    """

    ahead: timedelta | None = None
    day: re.Match[str] | None = None
    minutes: tuple[int, ...] = ()
    of_the_clock: bool = False
    """An hour or a part of the day was said, and not a day alone."""


def read_time(text: str, now: datetime, zone: tzinfo, *, hours: Container[int] = WAKING) -> datetime | None:
    """Return the moment (UTC) that the whole text asks for, by the clock of `zone`; None if it is no time.

    `hours`: those of the day that a bare hour may mean.
    """
    wanted = _read(text, hours)
    if wanted is None:
        return None
    if wanted.ahead is not None:
        moments = iter([now.astimezone(UTC) + wanted.ahead])
    else:
        moments = _moments(wanted, now.astimezone(zone).date(), zone)
    first = next((moment for moment in moments if moment > now), None)
    return first if first is not None and first <= now + FURTHEST else None


def read_span(first: str, last: str, now: datetime, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Return the moments (UTC) of "6 to 7pm": the shortest span that is meant, the next that is not over."""
    span = _span(first, last)
    if span is None:
        return None
    for day in _days(span.day, now.astimezone(zone).date()):
        midnight = datetime.combine(day, time())
        begins_at, ends_at = (
            (midnight + timedelta(minutes=each)).replace(tzinfo=zone).astimezone(UTC) for each in span.minutes
        )
        if now < ends_at and begins_at <= now + FURTHEST:
            return begins_at, ends_at
    return None


def is_span(first: str, last: str) -> bool:
    """Return True where the second of two times is later in the same day."""
    return _span(first, last) is not None


def _span(first: str, last: str) -> _Wanted | None:
    """The shortest span between the two; outside waking hours, "7 to 3", only where there is none within."""
    for hours in (WAKING, _EARLY_TOO):
        begins, ends = _read(first, hours), _read(last, hours)
        if begins is None or ends is None or begins.ahead is not None or ends.ahead is not None:
            return None
        spans = [(end - start, start, end) for start in begins.minutes for end in ends.minutes if end > start]
        if spans:
            return _Wanted(day=begins.day or ends.day, minutes=min(spans)[1:])
    return None


def is_time(text: str) -> bool:
    """Return True where the whole text is a time, past or to come."""
    return _read(text) is not None


def is_length(text: str) -> bool:
    """Return True where the whole text is a length of time from now: 30M, in an hour."""
    wanted = _read(text)
    return wanted is not None and wanted.ahead is not None


def names_a_clock(text: str) -> bool:
    """Return True where a time is of some hour or part of a day: 6pm, tonight; not Friday, in an hour."""
    wanted = _read(text)
    return wanted is not None and wanted.of_the_clock


def names_a_day(text: str) -> bool:
    """Return True where a time is of one day or date: tonight, Friday, this evening; not of weekdays."""
    if _THIS_PART.search(normalise(text)):
        return True
    day = _DAY.search(_in_one_spelling(text))
    return day is not None and not (day["kind"] or "").startswith("week")


def without_day(text: str) -> str:
    """A time without its day: "fri 9" as "9"."""
    _, rest = _cut(_DAY, _in_one_spelling(text))
    return rest


def say_when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Write a moment for texts, in 18 characters at most: now, at 6pm today, Wed 14 Jan 10am."""
    if moment <= now:
        return "now"
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days == 0:
        return f"at {_twelve_hours(local)} today"
    if days == 1:
        return f"tomorrow {_twelve_hours(local)}"
    return f"{local:%a} {local.day} {local:%b} {_twelve_hours(local)}"


def say_opening(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Write an opening time for a text, in at most 12 characters: 8am today, 8am tomorrow, 8am 24 Dec."""
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    clock = _twelve_hours(local)
    near = {0: f"{clock} today", 1: f"{clock} tomorrow"}.get(days, "")
    if near and len(near) <= 12:
        return near
    if days < 7:
        return f"{clock} {local:%a}"
    far = f"{clock} {local.day} {local:%b}"
    return far if len(far) <= 12 else f"{local.day} {local:%b}"


def say_clock(moment: datetime, zone: tzinfo) -> str:
    """Write a moment by the 24-hour clock, as staff read it: 02:14."""
    return f"{moment.astimezone(zone):%H:%M}"


def _twelve_hours(local: datetime) -> str:
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _read(text: str, hours: Container[int] = WAKING) -> _Wanted | None:
    said = _in_one_spelling(text)
    ahead = _AHEAD.fullmatch(said)
    if ahead:
        return _Wanted(ahead=_length(ahead))
    day, said = _cut(_DAY, said)
    part, said = _cut(_PART, said)
    clock, said = _cut(_CLOCK, said)
    if said or not (day or part or clock):
        return None
    minutes = _minutes(clock, part[0] if part else "", hours)
    of_the_clock = clock is not None or part is not None
    return _Wanted(day=day, minutes=minutes, of_the_clock=of_the_clock) if minutes else None


def _in_one_spelling(text: str) -> str:
    said = normalise(text)
    for spelling, plain in _SPELLINGS:
        said = spelling.sub(plain, said)
    return " ".join(said.split())


def _length(ahead: re.Match[str]) -> timedelta:
    number, minutes, hours, days = ahead.groups()
    count = int(number)
    return timedelta(minutes=count if minutes else 0, hours=count if hours else 0, days=count if days else 0)


def _cut(pattern: re.Pattern[str], said: str) -> tuple[re.Match[str] | None, str]:
    """Cut the first match out of the text. A text with words left over at the end is not a time."""
    found = pattern.search(said)
    if found is None:
        return None, said
    return found, " ".join((said[: found.start()] + " " + said[found.end() :]).split())


def _minutes(clock: re.Match[str] | None, part: str, hours: Container[int]) -> tuple[int, ...]:
    """The minutes of a day that a time of day may mean, earliest first; none if there is no such time."""
    if clock is None:
        return (60 * _PARTS.get(part or "morning", 0),)
    if clock["midnight"]:
        return (24 * 60,)
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if hour > 23 or minute > 59 or (clock["half"] and not 1 <= hour <= 12):
        return ()
    return tuple(60 * each + minute for each in _hours(hour, part, clock, hours))


def _hours(hour: int, part: str, clock: re.Match[str], hours: Container[int]) -> Iterator[int]:
    if clock["half"]:
        exact = hour % 12 + (12 if clock["half"] == "pm" else 0)
        yield exact + 24 if part == "night" and exact < _SMALL_HOURS else exact
    elif _is_24_hours(clock):
        yield hour
    elif part == "night":
        yield hour + 12 if _SMALL_HOURS <= hour < 13 else hour + 24
    elif part:
        yield hour if part == "morning" or hour == 12 else hour + 12
    else:
        yield from (each for each in (hour % 12, hour % 12 + 12) if each in hours)


def _is_24_hours(clock: re.Match[str]) -> bool:
    """18:30, 1830, 06:30 and 0 can only be meant on 24 hours; 6.30 and 630 may be either half of the day."""
    hour = clock["hour"]
    return (
        int(hour) > 12
        or hour.startswith("0")
        or (len(hour) == 2 and bool(clock["minute"]) and not clock["gap"])
    )


def _moments(wanted: _Wanted, today: date, zone: tzinfo) -> Iterator[datetime]:
    for day in _days(wanted.day, today):
        for minutes in wanted.minutes:
            midnight = datetime.combine(day + timedelta(days=minutes // 1440), time())
            yield from _on_the_clock(midnight + timedelta(minutes=minutes % 1440), zone)


def _on_the_clock(wall: datetime, zone: tzinfo) -> Iterator[datetime]:
    """The moment at which the wall clock shows this time; both where it comes twice."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    yield first
    if second > first:
        yield second


def _days(day: re.Match[str] | None, today: date) -> Iterator[date]:
    """The days that may be meant, nearest first."""
    if day is None:
        yield from (today, today + timedelta(days=1))
    elif day["month"]:
        yield from _dates(int(day["day"]), 1 + _MONTHS.index(day["month"]), today)
    elif day["date"]:
        yield from _dates_ahead(int(day["date"]), today)
    elif day["next"]:
        yield _monday_after(today) + timedelta(days=_WEEKDAYS.index(day["weekday"][:3]))
    elif day["weekday"]:
        nearest = today + timedelta(days=(_WEEKDAYS.index(day["weekday"][:3]) - today.weekday()) % 7)
        yield from (nearest, nearest + timedelta(days=7))
    elif day["kind"]:
        yield from _days_of_kind(day["kind"], today)
    else:
        yield today + timedelta(days=_NEAR[day["near"]])


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _days_of_kind(kind: str, today: date) -> Iterator[date]:
    """The days of a working week or of a weekend that are nearest; of next week its Monday."""
    if kind == "next week":
        yield _monday_after(today)
        return
    wanted = range(5) if kind.startswith("weekday") else range(5, 7)
    yield from (
        each for each in (today + timedelta(days=ahead) for ahead in range(8)) if each.weekday() in wanted
    )


def _dates_ahead(day: int, today: date) -> Iterator[date]:
    """The days within two weeks that have this number: the 27th."""
    yield from (each for each in (today + timedelta(days=ahead) for ahead in range(15)) if each.day == day)


def _dates(day: int, month: int, today: date) -> Iterator[date]:
    for year in (today.year, today.year + 1):
        try:
            yield date(year, month, day)
        except ValueError:  # 31 June
            continue
