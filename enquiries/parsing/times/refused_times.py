"""When a person may be called who says when not: "not tonight", "no calls in the evenings".

Of a day that leaves a part before and a part after. The first that is not over counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from enquiries.parsing.times.found_times import Found
from enquiries.parsing.times.windows import TimeWindow

_DAY: Final = 24 * 60  # minutes
_MORNING: Final = 9 * 60
_LOOK_AHEAD: Final = 9  # days
_PARTS: Final = {
    "morning": ((0, 12 * 60),),
    "lunch": ((12 * 60, 14 * 60),),
    "afternoon": ((12 * 60, 18 * 60),),
    "evening": ((18 * 60, _DAY),),
    "tonight": ((18 * 60, _DAY),),
    "night": ((0, 8 * 60), (20 * 60, _DAY)),
}
_NIGHT_ENDS: Final = 5  # o'clock: by then who writes "tonight" means the night that it is
_THIS_NIGHT: Final = ((0, 8 * 60),)
_ALL_DAY: Final = ((0, _DAY),)
_PART: Final = re.compile("|".join(_PARTS))
_KINDS: Final = {"weekday": range(5), "weekend": range(5, 7)}
_KIND: Final = re.compile("|".join(_KINDS))


@dataclass(frozen=True)
class _Refused:
    """Minutes of a day; of one date, of some days of the week, or of any day."""

    spans: tuple[tuple[int, int], ...]
    day: date | None = None
    weekdays: range = range(7)

    def on(self, day: date) -> tuple[tuple[int, int], ...]:
        holds = day.weekday() in self.weekdays and self.day in (None, day)
        return self.spans if holds else ()


def leaves_a_window(refused: Found) -> bool:
    """Return False for a time by the clock: "not at 6" says nothing of when else."""
    return bool(refused.end or refused.is_day_only or _PART.search(refused.said))


def window_besides(refused: Sequence[Found], now: datetime, zone: tzinfo) -> TimeWindow | None:
    """The first time that is left for a call; None where that is now and as long as it takes."""
    read = [_read(each, now, zone) for each in refused]
    daily = all(each.day is None and len(each.weekdays) == 7 for each in read)
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD)):
        for first, last in _left([span for each in read for span in each.on(day)]):
            start, end = (_at(day, max(first, _MORNING if day > today else 0), zone), _at(day, last, zone))
            if now < end:
                ends_early = end if last < _DAY else None
                begins = start if first or day > today else None
                if begins is None and ends_early is None:
                    return None
                return TimeWindow(begins, ends_early, in_a_while=False, daily=daily)
    return None


def _read(refused: Found, now: datetime, zone: tzinfo) -> _Refused:
    if refused.end is not None:
        begins, ends = (moment.astimezone(zone) for moment in (refused.moment, refused.end))
        span = (begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute or _DAY)
        return _Refused((span,), begins.date() if refused.names_a_day else None)
    part, kind = _PART.search(refused.said), _KIND.search(refused.said)
    spans = _PARTS[part[0]] if part else _ALL_DAY
    if part and part[0] == "tonight" and now.astimezone(zone).hour < _NIGHT_ENDS:
        spans = _THIS_NIGHT
    if kind is not None:
        return _Refused(spans, weekdays=_KINDS[kind[0]])
    if refused.said.startswith("this "):
        return _Refused(spans, now.astimezone(zone).date())
    return _Refused(spans, refused.moment.astimezone(zone).date() if refused.names_a_day else None)


def _left(refused: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What they leave of a day."""
    at = 0
    for first, last in [*sorted(refused), (_DAY, _DAY)]:
        if first > at:
            yield at, first
        at = max(at, last)


def _at(day: date, minutes: int, zone: tzinfo) -> datetime:
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    return wall.astimezone(UTC)
