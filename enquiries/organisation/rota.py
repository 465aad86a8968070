"""Who is on call, at which level, and until when.

A shift comes back every week and is written in the wall clock of the centre's zone; `week` tells what clock
changes do to it. An override is one-off, in UTC, and stronger than shifts: `on` adds a person, `off` takes
them off. Where overrides of one person overlap, the one that begins later is the latest word and wins; of two
that begin together, `on` wins, since an alert too many beats silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Self
from zoneinfo import ZoneInfo

from enquiries.dates.week import DAY, Span, merged, parse_days, parse_time, spans, without

# How far ahead the end of a stint is looked for. Past it, it has no end worth telling.
HORIZON = timedelta(days=14)
_FIRST_LEVEL = 1


@dataclass(frozen=True)
class PlannedShift:
    """One person's weekly time on call. Level 1 is on call, 2 is back-up, and so on.

    `start` and `end` are minutes since midnight; an end that is not after the start is on the next day.
    """

    staff: int
    level: int
    days: frozenset[int]  # 0 is Monday
    start: int
    end: int

    @classmethod
    def parse(cls, staff: int, level: int, days: str, start: str, end: str) -> Self:
        """Read `mon-fri`, `20:00`, `08:00`. Raises ValueError with what to write instead."""
        if level < _FIRST_LEVEL:
            raise ValueError(f"{level} is not a level: write 1 for on call, 2 for back-up, and so on")
        starts = parse_time(start)
        if starts == DAY:
            raise ValueError("a shift cannot start at 24:00: write 00:00 and the day after")
        return cls(staff, level, parse_days(days), starts, parse_time(end))


@dataclass(frozen=True)
class PlannedOverride:
    """A one-off change from `starts_at` up to `ends_at`, in UTC; one that ends before it starts does nothing.

    Without a level, `off` takes the person off every level and `on` puts them on level 1.
    """

    staff: int
    level: int | None
    starts_at: datetime
    ends_at: datetime
    on: bool

    def touches(self, staff: int, level: int) -> bool:
        """Return True where this changes if a person is on call at a level."""
        every_level = self.level is None and not self.on
        here = every_level or (self.level or _FIRST_LEVEL) == level
        return here and self.staff == staff and self.starts_at < self.ends_at


@dataclass(frozen=True)
class OnCall:
    """A person on call. `until` is UTC, and None where it lies past the time looked ahead."""

    staff: int
    level: int
    until: datetime | None


@dataclass(frozen=True)
class Stint:
    """A person on call at a level from `starts_at` up to `ends_at` (UTC)."""

    staff: int
    level: int
    starts_at: datetime
    ends_at: datetime


def stints(
    shifts: Sequence[PlannedShift], overrides: Sequence[PlannedOverride], between: Span, zone: ZoneInfo
) -> list[Stint]:
    """Return who was on call when, at least for the time between two moments (UTC)."""
    found: list[Stint] = []
    for staff, level in _posts(shifts, overrides):
        mine = [s for s in shifts if (s.staff, s.level) == (staff, level)]
        changes = [o for o in overrides if o.touches(staff, level)]
        found += [Stint(staff, level, *span) for span in _stints(mine, changes, between, zone)]
    return found


def who_is_on(
    shifts: Sequence[PlannedShift],
    overrides: Sequence[PlannedOverride],
    at: datetime,
    zone: ZoneInfo,
    ahead: timedelta = HORIZON,
) -> list[OnCall]:
    """Return who is on call at a moment (aware, UTC), by level; a person on two levels is listed twice.

    `ahead` is how far to look for the end of each stint; with zero, only who is on.
    """
    on: list[OnCall] = []
    for staff, level in _posts(shifts, overrides):
        mine = [s for s in shifts if (s.staff, s.level) == (staff, level)]
        changes = [o for o in overrides if o.touches(staff, level)]
        if any(start <= at < end for start, end in _stints(mine, changes, (at, at), zone)):
            until = _end_of_stint(mine, changes, (at, at + ahead), zone) if ahead else None
            on.append(OnCall(staff, level, until))
    return sorted(on, key=attrgetter("level", "staff"))


def _end_of_stint(
    shifts: Sequence[PlannedShift], overrides: Sequence[PlannedOverride], between: Span, zone: ZoneInfo
) -> datetime | None:
    at, horizon = between
    until = next(end for start, end in _stints(shifts, overrides, between, zone) if start <= at < end)
    return until if until < horizon else None


def gaps(
    shifts: Sequence[PlannedShift],
    overrides: Sequence[PlannedOverride],
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    level: int | None = None,
) -> list[Span]:
    """Return the times (UTC) from `start` up to `end` with no one on call at a level, or at any."""
    uncovered = [(start, end)]
    for staff, post in _posts(shifts, overrides):
        if level in (None, post):
            mine = [s for s in shifts if (s.staff, s.level) == (staff, post)]
            changes = [o for o in overrides if o.touches(staff, post)]
            for stint in _stints(mine, changes, (start, end), zone):
                uncovered = without(uncovered, stint)
    return uncovered


def next_on_call(
    shifts: Sequence[PlannedShift], overrides: Sequence[PlannedOverride], at: datetime, zone: ZoneInfo
) -> datetime | None:
    """Return the first moment from `at` on with someone on call; None where it is past the horizon."""
    for start, end in gaps(shifts, overrides, at, at + HORIZON, zone):
        if start == at:
            return end if end < at + HORIZON else None
    return at


def _posts(shifts: Sequence[PlannedShift], overrides: Sequence[PlannedOverride]) -> list[tuple[int, int]]:
    """Return every pair of person and level that appears in the rota."""
    planned = {(shift.staff, shift.level) for shift in shifts}
    added = {(o.staff, o.level or _FIRST_LEVEL) for o in overrides if o.on}
    return sorted(planned | added)


def _stints(
    shifts: Sequence[PlannedShift], overrides: Sequence[PlannedOverride], between: Span, zone: ZoneInfo
) -> list[Span]:
    """Return when one person is on call at one level, at least for the time between two moments."""
    stints = merged(_planned(shifts, between, zone))
    for change in sorted(overrides, key=lambda change: (change.starts_at, change.on)):
        time_of_change = (change.starts_at, change.ends_at)
        stints = merged([*stints, time_of_change]) if change.on else without(stints, time_of_change)
    return stints


def _planned(shifts: Sequence[PlannedShift], between: Span, zone: ZoneInfo) -> Iterator[Span]:
    # Yesterday's shift may still be running.
    first, last = (at.astimezone(zone).date() for at in between)
    for shift in shifts:
        yield from spans(shift.days, shift.start, shift.end, (first - timedelta(days=1), last), zone)
