"""Stretches of time between clock changes, in which a zone's offset from UTC is constant.

Within a stretch local time is plain arithmetic, which a database can do without knowing time zones.
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
    """Split the time between two moments at the clock changes. Nothing unless `end` is after `start`."""
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
    """Find the moment, to the second, of the clock change between two moments with different offsets."""
    ahead = _ahead(before, zone)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        before, after = (middle, after) if _ahead(middle, zone) == ahead else (before, middle)
    return after.replace(microsecond=0)


def _ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
