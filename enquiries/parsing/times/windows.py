"""The windows that a text leaves for a call, of which the earliest is chosen: "before 8:30 or at lunch 12-1".

A model of one enquiry holds one window; the others stay in the person's words, which the caller reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from enquiries.dates.spoken import is_length
from enquiries.parsing.times.found_times import Bound, Found

_MORNING: Final = range(12)
_BEGINS_AT: Final = 8
_MOMENT: Final = timedelta(minutes=1)
_LEAST: Final = timedelta(minutes=30)
"""A window shorter than that begins an hour before its end."""


@dataclass(frozen=True)
class TimeWindow:
    """`start` alone is a moment, or after it; `end` alone is before it. `daily`: said of any day."""

    start: datetime | None
    end: datetime | None
    in_a_while: bool
    daily: bool

    def possible_from(self, now: datetime) -> datetime:
        return max(self.start or now, now)


def earliest(wanted: Sequence[Found], now: datetime, zone: tzinfo) -> TimeWindow:
    """The first window in which a call is possible. Raises ValueError where nothing is wanted."""
    groups = _with_their_days(list(_groups(wanted)), now, zone)
    if len(groups) > 1:
        groups = [_not_all_day(group, groups, now, zone) for group in groups]
    windows = [_window(group, now, zone) for group in groups]
    return min(windows, key=lambda window: window.possible_from(now))


def _groups(wanted: Sequence[Found]) -> Iterator[list[Found]]:
    """The times that make a window together: "or" begins another."""
    group: list[Found] = []
    for each in wanted:
        if each.is_another and group:
            yield group
            group = []
        group.append(each)
    yield group


def _with_their_days(groups: list[list[Found]], now: datetime, zone: tzinfo) -> list[list[Found]]:
    """Each hour with the day that was named beside it: "tomorrow, after 5", "sat or sun, 10 to 12"."""
    found = []
    for number, group in enumerate(groups):
        nearest = [*groups[number:], *reversed(groups[:number])]
        hours = next((hours for each in nearest if (hours := _hours(each))), [])
        days = [each for each in group if each.is_day_only]
        if days and not any(each.names_a_day for each in _hours(group)):
            read = [each.on_a_day(day.said, now, zone) for day in days for each in hours]
            found.append([each for each in read if each is not None] or group)
        else:
            found.append(group)
    return found


def _hours(group: list[Found]) -> list[Found]:
    return [each for each in group if not each.is_day_only and not is_length(each.said)]


def _not_all_day(group: list[Found], groups: list[list[Found]], now: datetime, zone: tzinfo) -> list[Found]:
    """ "Before 8:30 or 12 to 1" is of the morning: by the evening's 8:30 there would be nothing to choose."""
    last = group[-1]
    others = [each for other in groups if other is not group for each in other]
    if len(group) > 1 or last.bound is not Bound.BEFORE:
        return group
    by_then = last.moment.astimezone(zone).time()
    if any(
        each.bound is not Bound.BEFORE and each.moment.astimezone(zone).time() < by_then for each in others
    ):
        earlier = last.read_again(last.said, now, zone, hours=_MORNING)
        return [earlier] if earlier is not None else group
    return group


def _window(group: list[Found], now: datetime, zone: tzinfo) -> TimeWindow:
    """One wish: the last time that begins, and the last that ends."""
    starts = [each for each in group if each.bound is not Bound.BEFORE]
    ends = [each.end or each.moment for each in group if each.bound is Bound.BEFORE or each.end]
    start = starts[-1] if starts else None
    end = ends[-1] if ends else None
    if start and end and end <= start.moment:
        end = None
    in_a_while = start is not None and is_length(start.said)
    window = TimeWindow(
        start=start.moment if start else None,
        end=end,
        in_a_while=in_a_while,
        daily=not (in_a_while or any(each.names_a_day or each.bound is Bound.AT for each in group)),
    )
    of_some_day = any(each.names_a_day and not each.is_past for each in group)
    return window if start or of_some_day else replace(window, start=_morning_of(window.end, now, zone))


def _morning_of(end: datetime | None, now: datetime, zone: tzinfo) -> datetime | None:
    """Before 9 o'clock that has passed today is tomorrow morning, and no call now."""
    day = _last_day(end, zone)
    if end is None or day is None or day <= now.astimezone(zone).date():
        return None
    begins = datetime(day.year, day.month, day.day, _BEGINS_AT, tzinfo=zone)
    early = end - begins < _LEAST
    return end - timedelta(hours=1) if early else begins.astimezone(UTC)


def _last_day(end: datetime | None, zone: tzinfo) -> date | None:
    return (end - _MOMENT).astimezone(zone).date() if end is not None else None
