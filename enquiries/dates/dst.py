"""Stretches of time in which a zone's clock differs from UTC by the same: between two clock changes.

Within one of them the hour on the wall is plain arithmetic, which a database can do without knowing zones.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)


class Stretch(NamedTuple):
    """From `start` up to `end` (aware) the clock is so many minutes ahead of UTC."""

    start: datetime
    end: datetime
    minutes_ahead: int


def stretches(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Stretch]:
    """Divide the time between two moments at the clock changes. Nothing where `end` is not after `start`."""
    while start < end:
        ahead = _ahead(start, zone)
        change = start
        while change < end and _ahead(change, zone) == ahead:
            change += _DAY
        last = min(change, end - _SECOND)
        change = end if _ahead(last, zone) == ahead else _change(change - _DAY, last, zone)
        yield Stretch(start, change, ahead // _MINUTE)
        start = change


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment, to the second, at which the clock changed between two that it differs at."""
    ahead = _ahead(before, zone)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        before, after = (middle, after) if _ahead(middle, zone) == ahead else (before, middle)
    return after.replace(microsecond=0)


def _ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
