"""What a centre's history says of its hours, its people and its calls: all that a simulation draws from.

How soon one person on call answers is estimated from who answered first (Kaplan and Meier, 1958): where three
were asked and one claimed after two minutes, one answered after two minutes, and the other two had not yet.
The same is done for those who are not on call, all together. A week counts as often as `weights` say, so that
history can be drawn again with its weeks in another mixture.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf
from operator import mul
from typing import NamedTuple, TypeVar

from enquiries.reporting.forecast.history import History, WantedCall
from enquiries.reporting.forecast.past_rota import PastRota

Value = TypeVar("Value", int, float)

HOURS = 7 * 24
# Longer ones are outcomes that were written down late.
LONGEST_CALL = 2 * 3600  # seconds
# An answer after this is none.
HORIZON = 12 * 3600  # seconds


class Observation(NamedTuple):
    """A person who was asked in that week of the history, and answered, or had not, after so many seconds."""

    after: int
    answered: bool
    week: int


class AnswerTimes:
    """How soon an answer comes: `reached[n]` is the share of people who answer within `seconds[n]`."""

    def __init__(self, observations: Sequence[Observation], weights: Sequence[int]) -> None:
        """`observations` are in order of time."""
        self._seconds: list[int] = []
        self._reached: list[float] = []
        left, waiting = sum(weights[each.week] for each in observations), 1.0
        for after, answered, week in observations:
            weight = weights[week]
            if answered and weight:
                waiting *= 1 - weight / left
                self._seconds.append(after)
                self._reached.append(1 - waiting)
            left -= weight

    def at(self, share: float) -> float:
        """Return the seconds within which that share (below 1) answers; infinite where so many never do."""
        place = bisect_left(self._reached, share)
        return self._seconds[place] if place < len(self._seconds) else inf


@dataclass(frozen=True)
class Habits:
    """`hourly` are the people who ask in each hour of the week, on average, from Monday 00:00 on.

    `to_call` are seconds from a claim to the call, infinite where there was none; `lengths` are seconds from
    a claim to its outcome. `withdrawn` is the share of people who needed no call any more before a claim.
    """

    hourly: Sequence[float]
    on_call: AnswerTimes
    others: AnswerTimes
    to_call: Sequence[float]
    lengths: Sequence[int]
    withdrawn: float


class Observed:
    """A history, week by week."""

    def __init__(self, history: History) -> None:
        self.weeks = history.weeks
        self._hourly = [0] * HOURS
        self._to_call: list[list[float]] = [[] for _ in range(history.weeks)]
        self._lengths: list[list[int]] = [[] for _ in range(history.weeks)]
        self._asked, self._withdrawn = [0] * history.weeks, [0] * history.weeks
        self._on_call: list[Observation] = []
        self._others: list[Observation] = []
        rota = PastRota(history)
        for wanted in history.wanted:
            self._add(history, rota, wanted)
        for handled in history.handled:
            length = int((handled.ended_at - handled.claimed_at).total_seconds())
            self._lengths[history.week_of(handled.claimed_at)].append(min(length, LONGEST_CALL))
        self._total = max(1, sum(self._asked))
        self._on_call.sort(key=_in_order)
        self._others.sort(key=_in_order)

    def habits(self, weights: Sequence[int] = ()) -> Habits:
        """Return the habits of these weeks, each counted so many times; each once unless told otherwise.

        The weeks decide how many ask. When they do is that of all weeks, since few of them would make crowds
        of what came by chance.
        """
        weights = weights or [1] * self.weeks
        asked = sum(map(mul, weights, self._asked))
        return Habits(
            hourly=[count * asked / self._total / sum(weights) for count in self._hourly],
            on_call=AnswerTimes(self._on_call, weights),
            others=AnswerTimes(self._others, weights),
            to_call=_mixed(self._to_call, weights) or [inf],
            lengths=_mixed(self._lengths, weights) or [0],
            withdrawn=sum(map(mul, weights, self._withdrawn)) / asked if asked else 0.0,
        )

    def _add(self, history: History, rota: PastRota, wanted: WantedCall) -> None:
        local = wanted.wanted_at.astimezone(history.rota.zone)
        week = history.week_of(wanted.wanted_at)
        self._hourly[local.weekday() * 24 + local.hour] += 1
        self._asked[week] += 1
        if wanted.withdrew:
            self._withdrawn[week] += 1
        if wanted.claimed_at is not None:
            self._to_call[week].append(_seconds_to_call(wanted))
        if wanted.claimed_at is None or wanted.claimed_at >= wanted.wanted_at:
            answers = rota.answers(wanted, HORIZON)
            self._on_call += [Observation(after, mine, week) for after, mine in answers.on_call]
            if answers.others is not None:
                self._others.append(Observation(*answers.others, week))


def _in_order(each: Observation) -> tuple[int, bool]:
    """Of those at the same second, who answered comes first."""
    return each.after, not each.answered


def _mixed(by_week: Sequence[Sequence[Value]], weights: Sequence[int]) -> list[Value]:
    """Each week's so many times; every week's once where those have none."""
    mixed: list[Value] = []
    for weight, values in zip(weights, by_week, strict=True):
        mixed += list(values) * weight
    return mixed or list(chain.from_iterable(by_week))


def _seconds_to_call(wanted: WantedCall) -> float:
    """Where they were claimed before the chosen time, from that on."""
    assert wanted.claimed_at is not None
    if wanted.called_at is None:
        return inf
    return max(0, int((wanted.called_at - max(wanted.claimed_at, wanted.wanted_at)).total_seconds()))
