"""Simulated months, each drawn from another mixture of the weeks of a history.

So the spread of the months says both how much one month differs from the next and how little is known of
either. All rotas are given the same months.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from random import Random
from statistics import fmean
from typing import NamedTuple, Self

from enquiries.reporting.forecast.habits import Observed
from enquiries.reporting.forecast.history import History
from enquiries.reporting.forecast.simulation import Asks, draw, seconds_to_call
from enquiries.reporting.forecast.week import WEEK, StaffedWeek

MONTH = 4  # weeks
SEED = 1
# How many people are drawn, about, and how many months. A centre with hundreds of enquiries a week has weeks
# drawn instead.
_MOST_DRAWN, _MOST_TIMES, _LEAST_TIMES = 24_000, 60, 20
_NINE_IN_TEN = (5, 95)
_MINUTE = 60  # seconds


@dataclass(frozen=True)
class Share:
    """A share of people, from 0 to 1; in nine of ten simulated months it is from `low` to `high`."""

    low: float
    mean: float
    high: float

    @classmethod
    def of(cls, shares: Sequence[float]) -> Self:
        ordered = sorted(shares)
        low, high = (ordered[max(ceil(len(ordered) * each / 100) - 1, 0)] for each in _NINE_IN_TEN)
        return cls(low, fmean(ordered), high)


class Size(NamedTuple):
    """How many weeks a simulated month has, and how many months there are."""

    weeks: int
    times: int

    @classmethod
    def for_history(cls, history: History) -> Self:
        a_week = max(1.0, len(history.wanted) / history.weeks)
        weeks = MONTH if a_week * MONTH * _LEAST_TIMES <= _MOST_DRAWN else 1
        times = int(_MOST_DRAWN / (a_week * weeks))
        return cls(weeks, min(max(times, _LEAST_TIMES), _MOST_TIMES))


@dataclass(frozen=True)
class SimulatedMonth:
    """The people who ask in it. `in_time` says of each rota who is called within the promise."""

    people: Sequence[Asks]
    in_time: Sequence[Sequence[bool]]

    def share(self, rota: int) -> float:
        return fmean(self.in_time[rota])

    def asked_at(self, minutes: Container[int]) -> int:
        """Return how many ask in these minutes of the week."""
        return sum(_minute(person) in minutes for person in self.people)

    def called_at(self, rota: int, minutes: Container[int]) -> int:
        """Return how many of those are called within the promise."""
        asked = zip(self.people, self.in_time[rota], strict=True)
        return sum(in_time for person, in_time in asked if _minute(person) in minutes)


def simulate(
    observed: Observed, rotas: Sequence[StaffedWeek], promise: timedelta, size: Size, seed: int = SEED
) -> Iterator[SimulatedMonth]:
    """Yield the months in which anyone asks. The same seed gives the same months, whatever the rotas."""
    limit = int(promise.total_seconds())
    for number in range(size.times):
        dice = Random(seed * _MOST_TIMES + number)  # noqa: S311 - no secret
        drawn = Counter(dice.choices(range(observed.weeks), k=observed.weeks))
        habits = observed.habits([drawn[week] for week in range(observed.weeks)])
        people = draw(habits, size.weeks, dice)
        if people:
            waits = (seconds_to_call(rota, people, habits.on_call, limit) for rota in rotas)
            yield SimulatedMonth(people, [[waited <= limit for waited in each] for each in waits])


def _minute(person: Asks) -> int:
    return person.at % WEEK // _MINUTE
