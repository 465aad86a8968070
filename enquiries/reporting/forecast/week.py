"""The week of a rota that comes back: who is on call, and asked how long after a call is due.

In whole seconds since Monday 00:00 by the centre's clock; a week later all is as it was. Clock changes are
left out: two hours in a year.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from enquiries.dates.week import DAY, EVERY_DAY
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import Audience, LadderStep
from enquiries.organisation.rota import PlannedShift
from enquiries.reporting.forecast.history import CentreRota

WEEK = len(EVERY_DAY) * DAY * 60  # seconds
_MINUTES = len(EVERY_DAY) * DAY
_MINUTE = 60  # seconds
_ONE_MORE = 0  # no row has this id
Minutes = tuple[int, int]  # since Monday 00:00, up to but without the second


class AskedAfter:
    """How many seconds after a call is due a ladder asks whom.

    People who are not on call are asked by the first step that names them, or any of them.
    """

    def __init__(self, ladder: Sequence[LadderStep]) -> None:
        self._levels: dict[int | None, int] = {}
        self._everyone: int | None = None
        self.others = int(ladder[-1].after.total_seconds())
        for step in reversed(ladder):
            after = int(step.after.total_seconds())
            if step.to.audience is Audience.LEVEL:
                self._levels[step.to.level] = after
            else:
                self.others = after
            if step.to.audience is Audience.EVERYONE:
                self._everyone = after

    def on_call(self, level: int) -> int | None:
        """Return the seconds after which a person on call at that level is asked; None where they are not."""
        found = [each for each in (self._levels.get(level), self._everyone) if each is not None]
        return min(found, default=None)


class _Turn(NamedTuple):
    """A time on call; `asked_after` is None where no step asks that level."""

    minutes: Minutes
    staff: int
    asked_after: int | None

    def covers(self, minute: int) -> bool:
        return self.minutes[0] <= minute < self.minutes[1]


class StaffedWeek:
    """How many people are asked at each second of the week, and if the ladder begins then at all."""

    def __init__(self, rota: CentreRota, added: PlannedShift | None = None) -> None:
        """`added` is of one more person, who is asked first whatever its level says."""
        after = AskedAfter(rota.ladder)
        turns = [
            _Turn(span, each.staff, after.on_call(each.level))
            for each in rota.shifts
            for span in minutes_of(each)
        ]
        turns += [_Turn(span, _ONE_MORE, 0) for span in (minutes_of(added) if added else ())]
        open_times = list(_opening_minutes(rota.hours))
        edges = {0, *(edge for span in open_times for edge in span)}
        edges |= {edge for turn in turns for edge in turn.minutes}
        minutes = sorted(edges - {_MINUTES})
        self.others_after = after.others
        self._starts = [minute * _MINUTE for minute in minutes]
        self._ends = [*self._starts[1:], WEEK]
        self._steps = sorted({turn.asked_after for turn in turns if turn.asked_after is not None})
        self._asked = [_asked_by(self._steps, turns, minute) for minute in minutes]
        self._begins = [
            any(start <= minute < end for start, end in (*open_times, *(turn.minutes for turn in turns)))
            for minute in minutes
        ]

    def ladder_start(self, at: int) -> int:
        """Return the first second from `at` on with the centre open or anyone on call; in a week at most."""
        end = at + WEEK
        while at < end:
            place = bisect_right(self._starts, at % WEEK) - 1
            if self._begins[place]:
                return at
            at += self._ends[place] - at % WEEK
        return end

    def asked(self, at: int, start: int) -> tuple[int, int]:
        """Return how many people on call at `at` are asked by then, and the first second that may be other.

        The ladder began at `start`.
        """
        second, step = at % WEEK, bisect_right(self._steps, at - start)
        place = bisect_right(self._starts, second) - 1
        until = at - second + self._ends[place]
        if step < len(self._steps):
            until = min(until, start + self._steps[step])
        return self._asked[place][step], until


def minutes_of(shift: PlannedShift) -> Iterator[Minutes]:
    """Yield the times of a shift within one week; what runs into the next is at the start of this one."""
    for day in shift.days:
        yield from _within_week(day, shift.start, shift.end)


def _opening_minutes(hours: Hours) -> Iterator[Minutes]:
    for day, ranges in enumerate(hours.week):
        for start, end in ranges:
            yield from _within_week(day, start, end)


def _within_week(day: int, start: int, end: int) -> Iterator[Minutes]:
    starts, ends = day * DAY + start, day * DAY + (end if end > start else end + DAY)
    yield starts, min(ends, _MINUTES)
    if ends > _MINUTES:
        yield 0, ends - _MINUTES


def _asked_by(steps: Sequence[int], turns: Sequence[_Turn], minute: int) -> list[int]:
    """Return how many of those on call at that minute are asked before the first step, and after each."""
    found: dict[int, int] = {}
    for turn in turns:
        if turn.asked_after is not None and turn.covers(minute):
            found[turn.staff] = min(turn.asked_after, found.get(turn.staff, turn.asked_after))
    return [0, *(sum(each <= step for each in found.values()) for step in steps)]
