"""Opening hours of a centre: when staff are there to call back.

Written as `24/7`, or as days and times: `mon-fri 08:00-20:00, sat 09:00-17:00`. A day may have several ranges
(`mon 09:00-12:00, 13:00-17:00`), days may be listed (`mon, wed 09:00-17:00`), and a range may run over
midnight into the next day (`fri 20:00-02:00`). `dates.week` says what clock changes do to a range.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from enquiries.core.unreadable import Unreadable
from enquiries.dates.week import (
    DAY,
    EVERY_DAY,
    Span,
    merged,
    parse_days,
    parse_time,
    spans,
    write_days,
    write_time,
)

Range = tuple[int, int]  # minutes of the day; an end that is not after the start is on the next day

# A range may fall into an hour that a clock change skips; a week later it is there again.
_LOOK_AHEAD = timedelta(days=15)
# An opening whose end is past the look-ahead lasts at least this long.
_OPEN_ALWAYS = timedelta(days=14)
_NEVER = datetime.min.replace(tzinfo=UTC)
_HOW_TO_WRITE = "write 24/7, or days and times like mon-fri 08:00-20:00, sat 09:00-17:00"


@dataclass(frozen=True)
class Hours:
    """The ranges of each day of the week, Monday first. Made by `parse`, so there is always at least one."""

    week: tuple[tuple[Range, ...], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read opening hours as people write them. Raises ValueError with what to write instead."""
        week: list[set[Range]] = [set() for _ in EVERY_DAY]
        for days, times in _groups("mon-sun 00:00-24:00" if text.strip() == "24/7" else text):
            for day in days:
                week[day].update(times)
        return cls(tuple(tuple(sorted(ranges)) for ranges in week))

    def __str__(self) -> str:
        """Write the hours in a way that `parse` reads as the same hours."""
        if self == ALWAYS:
            return "24/7"
        days_of: dict[tuple[Range, ...], list[int]] = {}
        for day, ranges in enumerate(self.week):
            days_of.setdefault(ranges, []).append(day)
        return ", ".join(
            f"{write_days(days)} "
            + ", ".join(f"{write_time(start)}-{write_time(end)}" for start, end in ranges)
            for ranges, days in days_of.items()
            if ranges
        )

    def is_open(self, at: datetime, zone: ZoneInfo) -> bool:
        """Return True where the centre is open at a moment (aware, UTC) by the clock of its zone."""
        return self.next_opening(at, zone) == at

    def next_opening(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Return the first moment (UTC) from `at` on when the centre is open: `at` itself when it is open."""
        if self == ALWAYS:
            return at
        return next(max(at, opens) for opens, closes in self._spans_from(at, zone) if closes > at)

    def closes_at(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """Return when (UTC) the present opening ends; None when it is closed, or open without an end."""
        if self == ALWAYS:
            return None
        for opens, closes in self._spans_from(at, zone):
            if opens <= at < closes:
                return closes if closes < at + _LOOK_AHEAD else None
        return None

    def openings(self, start: datetime, end: datetime, zone: ZoneInfo) -> list[Span]:
        """Return when the centre is open, for at least the time from `start` up to `end` (UTC)."""
        return self._spans(start.astimezone(zone).date(), end.astimezone(zone).date(), zone)

    def _spans_from(self, at: datetime, zone: ZoneInfo) -> list[Span]:
        today = at.astimezone(zone).date()
        # One day more lets a long opening reach past the look-ahead.
        return self._spans(today, today + _LOOK_AHEAD + timedelta(days=1), zone)

    def _spans(self, first: date, last: date, zone: ZoneInfo) -> list[Span]:
        # Yesterday's range may run over midnight.
        between = (first - timedelta(days=1), last)
        return merged(
            span
            for day, ranges in enumerate(self.week)
            for start, end in ranges
            for span in spans((day,), start, end, between, zone)
        )


def _groups(text: str) -> list[tuple[frozenset[int], list[Range]]]:
    """Split `mon, tue 08:00-12:00, 13:00-17:00, sat …` into groups of days, each with its ranges."""
    groups: list[tuple[list[str], list[Range]]] = []
    for word in re.sub(r"\s*[-\N{EN DASH}]\s*", "-", text).replace(",", " ").split():
        if not word[0].isdigit():
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(word)
        elif groups:
            groups[-1][1].append(_parse_range(word))
        else:
            raise Unreadable(word, f"has no day before it: {_HOW_TO_WRITE}")
    if not groups:
        raise ValueError(f"no hours are given: {_HOW_TO_WRITE}")
    if not groups[-1][1]:
        raise Unreadable(" ".join(groups[-1][0]), f"has no times after it: {_HOW_TO_WRITE}")
    return [(parse_days(" ".join(days)), times) for days, times in groups]


def _parse_range(text: str) -> Range:
    opens, dash, closes = text.partition("-")
    if not dash:
        raise Unreadable(text, f"is not a range of times: {_HOW_TO_WRITE}")
    start, end = parse_time(opens), parse_time(closes)
    if start in (DAY, end):
        raise Unreadable(text, "is no time at all: for a whole day write 00:00-24:00")
    return start, end


ALWAYS = Hours.parse("24/7")


class Openings:
    """A cache for asking `is_open` of many moments in order, such as every enquiry of a report.

    One look-up costs a fortnight of spans, so the answer is kept until the centre next opens or closes.
    `hours` are by the clock of `zone`.
    """

    def __init__(self, hours: Hours, zone: ZoneInfo) -> None:
        self._hours = hours
        self._zone = zone
        self._stretch = (_NEVER, _NEVER)
        self._open = False

    def is_open(self, at: datetime) -> bool:
        """Return True where the centre was open at a moment (aware)."""
        start, end = self._stretch
        if not start <= at < end:
            self._stretch = (at, self._look_up(at))
        return self._open

    def _look_up(self, at: datetime) -> datetime:
        """Look up `_open` at a moment, and return when (UTC) it next changes."""
        opens = self._hours.next_opening(at, self._zone)
        self._open = opens == at
        if not self._open:
            return opens
        return self._hours.closes_at(at, self._zone) or at + _OPEN_ALWAYS
