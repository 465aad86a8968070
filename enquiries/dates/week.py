"""The week on a centre's wall clock: day names, times of day, and the UTC moments they fall on.

People plan in wall-clock time; everything else is UTC. On the two days a year when the clock is changed, a
time of day can come twice or not at all. One rule settles both: a time of day falls on the first moment at
which the clock shows it, or shows a later time because it jumped. So a range ends where the next one begins:
back-to-back ranges never overlap and never leave a gap, and a whole day is 23, 24 or 25 hours long.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]  # from the first moment, up to but without the second; UTC

DAY = 24 * 60  # minutes
EVERY_DAY = frozenset(range(7))
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_TIME = re.compile(r"(\d{1,2}):(\d{2})")


def parse_days(text: str) -> frozenset[int]:
    """Read `mon-fri`, `sat`, `fri-mon` or `mon, wed` as days of the week, 0 for Monday. Raises ValueError."""
    days: set[int] = set()
    for part in text.replace(",", " ").split():
        first, *rest = (_parse_day(name) for name in part.split("-", 1))
        last = rest[0] if rest else first
        days.update((first + n) % 7 for n in range((last - first) % 7 + 1))
    if not days:
        raise ValueError("no day is named: write days like mon-fri or sat")
    return frozenset(days)


def _parse_day(name: str) -> int:
    for number, full in enumerate(DAY_NAMES):
        if len(name) >= 3 and full.startswith(name.lower()):
            return number
    raise ValueError(f"{name!r} is not a day: write mon, tue, wed, thu, fri, sat or sun")


def write_days(days: Collection[int]) -> str:
    """Write days as `mon-fri, sun`: the way `parse_days` reads them."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [DAY_NAMES[run[0]][:3] + (f"-{DAY_NAMES[run[-1]][:3]}" if run[1:] else "") for run in runs]
    return ", ".join(names)


def parse_time(text: str) -> int:
    """Read `08:00` as minutes since midnight; `24:00` is the end of the day. Raises ValueError."""
    match = _TIME.fullmatch(text.strip())
    minutes = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else DAY + 1
    if minutes > DAY:
        raise ValueError(f"{text!r} is not a time of day: write one from 00:00 to 24:00, like 08:30")
    return minutes


def write_time(minutes: int) -> str:
    """Write minutes since midnight as `08:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a time of day, by the rule above. Minutes past 24:00 run into the next day."""
    day += timedelta(days=minutes // DAY)
    shown = datetime.combine(day, time(minutes % DAY // 60, minutes % 60), zone)
    first = shown.astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None):
        return first
    return _jump(shown.replace(fold=1).astimezone(UTC), first, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find the moment between two at which the clock jumped forward."""
    new_offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def spans(
    days: Collection[int], start: int, end: int, between: tuple[date, date], zone: ZoneInfo
) -> Iterator[Span]:
    """Yield a weekly range, in minutes of the day, for each of its days between two dates, both included.

    An end that is not after the start is on the next day. A range that the clock jumps over is left out.
    """
    day, last = between
    end = end if end > start else end + DAY
    while day <= last:
        if day.weekday() in days:
            opens, closes = moment(day, start, zone), moment(day, end, zone)
            if opens < closes:
                yield opens, closes
        day += timedelta(days=1)


def merged(parts: Iterable[Span]) -> list[Span]:
    """Join spans that touch or overlap, in order of time."""
    joined: list[Span] = []
    for start, end in sorted(parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(parts: Iterable[Span], hole: Span) -> list[Span]:
    """Cut a hole out of spans."""
    cut: list[Span] = []
    for start, end in parts:
        before, after = (start, min(end, hole[0])), (max(start, hole[1]), end)
        cut += [piece for piece in (before, after) if piece[0] < piece[1]]
    return cut
