"""Find the hours of the week at which few people are called in time, and who is on call then by the rota."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from operator import itemgetter
from typing import Final, NamedTuple

HOURS_OF_WEEK: Final = 168
_DAY = 24
_LONGEST = 8  # hours
_MOST_BLOCKS = 3
FEWEST_CALLS: Final = 8
_FEWEST_MISSED = 4
_TOLERATED = 0.1  # one in ten may be late: the usual target
_POOR = 0.75
_DEVIATIONS = 3.5  # hundreds of runs of hours are compared, of which a few are poor by chance
_PLURALS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_DAY_SETS: Final = {
    **{name: (day,) for day, name in enumerate(_PLURALS)},
    "Weekdays": (0, 1, 2, 3, 4),
    "Weekends": (5, 6),
    "Every day": (0, 1, 2, 3, 4, 5, 6),
}


class Hour(NamedTuple):
    """How many calls were wanted in an hour of the week, and how many were made in time."""

    calls: int
    in_time: int

    @property
    def missed(self) -> int:
        return self.calls - self.in_time


@dataclass(frozen=True)
class Block:
    """The same hours on some days of the week. `hours` counts each from Monday midnight."""

    days: str
    start: int  # of the day
    length: int
    hours: tuple[int, ...]
    calls: int
    in_time: int


@dataclass(frozen=True)
class OnCallThen:
    """What the weekly rota says of a block, and what that suggests."""

    says: str
    change: str


def poor_hours(hours: Mapping[int, Hour], gaps: Iterable[Sequence[int]] = ()) -> list[Block]:
    """Return the blocks in which most more people than elsewhere were not called in time, at most three.

    `gaps` are runs of hours of the week with no one on call first: each that is poor is a block of its own,
    and comes before the others, since it says what to change.
    """
    found = _poor_gaps(hours, gaps)
    told = frozenset(chain.from_iterable(block.hours for block in found))
    while len(found) < _MOST_BLOCKS and (worst := _worst(hours, told)) is not None:
        found.append(worst)
        told |= frozenset(worst.hours)
    return found


def _poor_gaps(hours: Mapping[int, Hour], gaps: Iterable[Sequence[int]]) -> list[Block]:
    calls, missed = sum(each.calls for each in hours.values()), sum(each.missed for each in hours.values())
    blocks = [_gap_block(run, hours) for run in gaps if len(run) <= _LONGEST]
    poor = [(excess, each) for each in blocks if (excess := _excess(each, calls, missed)) is not None]
    return [each for _, each in sorted(poor, key=itemgetter(0), reverse=True) if _is_poor(each)][
        :_MOST_BLOCKS
    ]


def _gap_block(run: Sequence[int], hours: Mapping[int, Hour]) -> Block:
    day, start = divmod(run[0], _DAY)
    counted = [hours.get(hour, Hour(0, 0)) for hour in run]
    calls, in_time = sum(each.calls for each in counted), sum(each.in_time for each in counted)
    return Block(_PLURALS[day], start, len(run), tuple(run), calls, in_time)


def _is_poor(block: Block) -> bool:
    missed = block.calls - block.in_time
    return block.calls >= FEWEST_CALLS and missed >= _FEWEST_MISSED and block.in_time <= _POOR * block.calls


def _worst(hours: Mapping[int, Hour], told: frozenset[int]) -> Block | None:
    others = [counted for hour, counted in hours.items() if hour not in told]
    calls, missed = sum(each.calls for each in others), sum(each.missed for each in others)
    found = [
        (excess, -len(each.hours), each)
        for days in _DAY_SETS
        for each in _candidates(hours, told, days)
        if (excess := _excess(each, calls, missed)) is not None
    ]
    return max(found, key=itemgetter(0, 1))[2] if found else None


def _candidates(hours: Mapping[int, Hour], told: frozenset[int], days: str) -> Iterator[Block]:
    """Yield every run of hours on these days that is poor, whatever it is elsewhere, and was not told."""
    numbers, none = _DAY_SETS[days], Hour(0, 0)
    cells = [[(day * _DAY + hour) % HOURS_OF_WEEK for day in numbers] for hour in range(_DAY + _LONGEST)]
    sums = [[hours.get(cell, none) for cell in each] for each in cells]
    calls_at = [sum(hour.calls for hour in each) for each in sums]
    in_time_at = [sum(hour.in_time for hour in each) for each in sums]
    for start in range(_DAY):
        calls = in_time = 0
        for end in range(start, start + _LONGEST):
            if not told.isdisjoint(cells[end]):
                break
            calls += calls_at[end]
            in_time += in_time_at[end]
            chosen = tuple(chain.from_iterable(cells[start : end + 1]))
            block = Block(days, start, end + 1 - start, chosen, calls, in_time)
            if _is_poor(block):
                yield block


def _excess(block: Block, calls: int, missed: int) -> float | None:
    """Return how many more were missed than at other hours; None where that may be chance."""
    here = block.calls - block.in_time
    elsewhere = (missed - here) / (calls - block.calls) if calls > block.calls else 0.0
    usual = max(_TOLERATED, elsewhere)
    expected = usual * block.calls
    if here < expected + _DEVIATIONS * sqrt(expected * (1 - usual)):
        return None
    return here - expected


def say_block(block: Block, *, begins: bool = True) -> str:
    """Sundays 01:00–04:00; Every day 22:00–02:00, or in the middle of a sentence every day 22:00–02:00."""
    days = block.days if begins or block.days in _PLURALS else block.days.lower()
    return f"{days} {block.start:02}:00–{(block.start + block.length) % _DAY:02}:00"


def who_is_on_then(block: Block, on_call: Callable[[int], Mapping[int, Sequence[str]]]) -> OnCallThen:
    """Say who is on call in a block: `on_call` gives the names by level at an hour of the week."""
    by_hour = [on_call(hour) for hour in block.hours]
    if not any(by_hour):
        return OnCallThen("no one is on call", "Put someone on call for these hours.")
    first = [levels.get(1, ()) for levels in by_hour]
    alone = sum(not names for names in first)
    if alone == len(first):
        return OnCallThen("no one is on call first", "Put someone on call at level 1 for these hours.")
    if alone:
        says = f"no one is on call first for {alone} of these {len(first)} hours"
        return OnCallThen(says, "Close that gap at level 1.")
    return _covered(sorted({name for names in first for name in names}))


def _covered(names: Sequence[str]) -> OnCallThen:
    if len(names) == 1:
        return OnCallThen(
            f"{names[0]} alone is on call first",
            f"Put a second person on call first, or ask {names[0]} what gets in the way.",
        )
    listed = ", ".join(names[:-1]) + f" and {names[-1]}"
    return OnCallThen(
        f"{listed} are on call first"
        if len(names) <= 3
        else f"{len(names)} people are on call first in turn",
        "Ask them what gets in the way at these hours, or alert the next level sooner.",
    )
