"""When to call again after no answer: at most five tries in all.

The tries are: now; half an hour later; the same day in another part of the day; the next day; the day after.
All fall inside opening hours and inside the time of day that the person chose, if they chose one: from the
time they named to the end of that part of the day, and no earlier, since then it may not be safe. By the
centre's clock a morning is from 08:00, an afternoon from 12:00, an evening from 17:00, the night from 21:00.
Without a choice the last three tries are never at night, so that an unknown number wakes no one.

When it is too late for another part of the same day, the next day has to do. The last two tries, too, are in
another part of the day than the try before, where that is open. A choice that opening hours never meet gives
way to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Self
from zoneinfo import ZoneInfo

from enquiries.dates.week import DAY, moment, parse_time, write_time
from enquiries.organisation.hours import Hours

MOST_TRIES = 5
SECOND_TRY_AFTER = timedelta(minutes=30)
# Two parts of a day can lie minutes apart; two tries should not.
_LEAST_APART = timedelta(hours=2)
_LOOK_AHEAD_DAYS = 15
_LEAST_WINDOW = 60  # minutes


@dataclass(frozen=True)
class Window:
    """A time of day, in minutes since midnight by the centre's clock, within one day."""

    start: int
    end: int

    @classmethod
    def parse(cls, start: str, end: str) -> Self:
        """Read `17:00` and `20:00`. Raises ValueError with what to write instead."""
        window = cls(parse_time(start), parse_time(end))
        if window.start >= window.end:
            raise ValueError(f"{start} is not before {end}: write the earlier time first, within one day")
        return window

    @classmethod
    def from_time(cls, chosen: datetime, zone: ZoneInfo, until: datetime | None = None) -> Self:
        """From a chosen time (aware) `until` another that day, else to the end of that part of the day.

        That is at least an hour.
        """
        day, start = chosen.astimezone(zone).date(), _time_of_day(chosen, zone)
        if until is not None and chosen < until and until.astimezone(zone).date() == day:
            return cls(start, _time_of_day(until, zone))
        ends = next(times.end for times in _PARTS if times.start <= start < times.end)
        return cls(start, min(max(ends, start + _LEAST_WINDOW), DAY))

    @classmethod
    def until(cls, end: datetime, zone: ZoneInfo) -> Self:
        """For one who says "before 5pm": from the morning on, for an early time from midnight."""
        minutes = max(_time_of_day(end, zone), 1)
        return cls(MORNING.start if minutes > MORNING.start else 0, minutes)

    @classmethod
    def every_day(cls, start: datetime | None, end: datetime | None, zone: ZoneInfo) -> Self | None:
        """From "after 6pm", "before 5pm", or both, as said of any day; None where neither was."""
        if start is None:
            return None if end is None else cls.until(end, zone)
        begins = _time_of_day(start, zone)
        ends = _time_of_day(end, zone) if end is not None else DAY
        return cls(begins, ends if begins < ends else DAY)

    def holds(self, at: datetime, zone: ZoneInfo) -> bool:
        return self.start <= _time_of_day(at, zone) < self.end

    def times_from(self, at: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """Yield `at` itself where it is within, then the start (UTC) on each day that follows."""
        if self.holds(at, zone):
            yield at
        first = at.astimezone(zone).date()
        starts = (moment(first + timedelta(days=n), self.start, zone) for n in range(_LOOK_AHEAD_DAYS))
        yield from (start for start in starts if start > at)

    def common_with(self, other: "Window") -> "Window | None":
        """The time of day that is in both; None where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Window(start, end) if start < end else None

    def on_another_clock(self, minutes: int) -> "Window":
        """The same by a clock that is so far ahead; of one that then goes past midnight, the longer part."""
        start = (self.start + minutes) % DAY
        end = start + self.end - self.start
        parts = Window(start, min(end, DAY)), Window(0, max(end - DAY, 0))
        return max(parts, key=lambda part: part.end - part.start)

    def __str__(self) -> str:
        return f"{write_time(self.start)}–{write_time(self.end)}"


def _time_of_day(at: datetime, zone: ZoneInfo) -> int:
    shown = at.astimezone(zone)
    return shown.hour * 60 + shown.minute


MORNING, AFTERNOON, EVENING = Window(8 * 60, 12 * 60), Window(12 * 60, 17 * 60), Window(17 * 60, 21 * 60)
_DAYTIME = Window(MORNING.start, EVENING.end)
_ANY_TIME = Window(0, DAY)
_PARTS = {
    Window(0, MORNING.start): "night",
    MORNING: "morning",
    AFTERNOON: "afternoon",
    EVENING: "evening",
    Window(EVENING.end, DAY): "night",
}


@dataclass(frozen=True)
class _Chance:
    """The first moment (UTC) in a part of a day at which a call would do."""

    at: datetime
    day: date
    part: str


def next_try(
    attempts_made: int,
    first_due: datetime,
    last_try: datetime,
    hours: Hours,
    zone: ZoneInfo,
    window: Window | None = None,
) -> datetime | None:
    """Return when to ring next, or None when no try is left. Moments are aware and in UTC.

    `last_try` is the moment of the latest attempt, and is not looked at while none was made.
    """
    if attempts_made >= MOST_TRIES:
        return None
    if attempts_made < 2:
        earliest = last_try + SECOND_TRY_AFTER if attempts_made else first_due
        chances = _chances(earliest, window or _ANY_TIME, hours, zone)
        found = next((chance.at for chance in chances), None)
    else:
        tomorrow = moment(last_try.astimezone(zone).date() + timedelta(days=1), 0, zone)
        earliest = max(last_try + _LEAST_APART, last_try if attempts_made == 2 else tomorrow)
        found = _in_another_part(last_try, _chances(earliest, window or _DAYTIME, hours, zone), zone)
    return found or hours.next_opening(earliest, zone)


def _in_another_part(last_try: datetime, chances: Iterator[_Chance], zone: ZoneInfo) -> datetime | None:
    """Return the first chance on another day, or in another part of the same day; best of all both."""
    today, time_of_day = last_try.astimezone(zone).date(), _time_of_day(last_try, zone)
    last_part = next(part for times, part in _PARTS.items() if times.start <= time_of_day < times.end)
    for day, same_day in groupby(chances, key=lambda chance: chance.day):
        of_the_day = list(same_day)
        others = [chance for chance in of_the_day if chance.part != last_part]
        if others or day > today:
            return (others or of_the_day)[0].at
    return None


def _chances(after: datetime, window: Window, hours: Hours, zone: ZoneInfo) -> Iterator[_Chance]:
    """Yield the chances from a moment on: one for each part of a day that is open and in the window."""
    first_day = after.astimezone(zone).date()
    for day in (first_day + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS)):
        for times, part in _PARTS.items():
            start, end = max(times.start, window.start), min(times.end, window.end)
            if start < end:
                opens = hours.next_opening(max(after, moment(day, start, zone)), zone)
                if opens < moment(day, end, zone):
                    yield _Chance(opens, day, part)
