"""Percentiles that cannot be flattered: by nearest rank, and with what never happened counted as for ever.

The p-th percentile of n values is the smallest that at least p in a hundred of them do not exceed: a value
that really occurred, never one between two. Where so many have not happened yet that it falls among them,
there is none: of two people of whom one was called, nobody can say how long nine in ten waited.

Many response times in a few figures: shares, and the wait of the middle one, of nine and of 19 in twenty.

Everybody who asked counts, also those who were never called: they are in every share's denominator, and wait
for ever in every percentile. Only duplicates, spam and tests are left out, and counted apart.

The database counts how many waited how many seconds; a summary adds such counts up.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from enquiries.reporting.targets import Measure


def nearest_rank(happened: Sequence[int], of: int, percent: int) -> int | None:
    """The percentile of `of` values, of which only those that `happened` are known, in ascending order.

    `percent` is from 1 to 100. None where the percentile is not known yet.
    """
    rank = rank_of(percent, of)
    return happened[rank - 1] if 0 < rank <= len(happened) else None


def nearest_rank_of_counts(values: Sequence[int], up_to: Sequence[int], of: int, percent: int) -> int | None:
    """The same, of values that are each there once, with how many there are up to and with each of them."""
    rank = rank_of(percent, of)
    place = bisect_left(up_to, rank)
    return values[place] if rank > 0 and place < len(values) else None


def rank_of(percent: int, of: int) -> int:
    """Which value, counted from 1 in ascending order, is the percentile of so many."""
    return -(-of * percent // 100)


@dataclass
class Counts:
    """Enquiries that are alike: how many were reached, not reached, and left out of the figures.

    `waited` has, for each measure, how many waited how many whole seconds.
    """

    reached: int = 0
    not_reached: int = 0
    left_out: int = 0
    waited: dict[Measure, Counter[int]] = field(default_factory=lambda: {each: Counter() for each in Measure})


class Waits:
    """How long `of` people waited for one thing, in whole seconds; some may wait still."""

    def __init__(self, counts: Counter[int], of: int) -> None:
        """`counts`: how many waited how many seconds."""
        self._counts = counts
        self.of = of

    @cached_property
    def happened(self) -> int:
        return self._counts.total()

    @property
    def never(self) -> int:
        return self.of - self.happened

    def percentile(self, percent: int) -> int | None:
        """By nearest rank; None where it is not known yet."""
        values, up_to = self._ordered
        return nearest_rank_of_counts(values, up_to, self.of, percent)

    def within(self, seconds: int) -> int:
        """How many waited no longer."""
        return sum(count for waited, count in self._counts.items() if waited <= seconds)

    @cached_property
    def _ordered(self) -> tuple[list[int], list[int]]:
        values = sorted(self._counts)
        return values, list(accumulate(self._counts[value] for value in values))


@dataclass(frozen=True)
class Summary:
    """The figures of some enquiries. `enquiries` is what shares and percentiles are of."""

    enquiries: int
    left_out: int
    reached: int
    within_promise: int
    waits: dict[Measure, Waits]

    @property
    def to_alert(self) -> Waits:
        return self.waits[Measure.ALERT]

    @property
    def to_claim(self) -> Waits:
        return self.waits[Measure.CLAIM]

    @property
    def to_first_call(self) -> Waits:
        return self.waits[Measure.FIRST_CALL]


class ResponseTally:
    """Adds up the counts of one centre, or of several that each have a promise of their own."""

    def __init__(self) -> None:
        self._all = Counts()
        self._within_promise = 0

    def add(self, counts: Counts, promise_seconds: int) -> None:
        """Add enquiries of a centre that promises a call within so many seconds."""
        self._all.reached += counts.reached
        self._all.not_reached += counts.not_reached
        self._all.left_out += counts.left_out
        for measure, waited in counts.waited.items():
            self._all.waited[measure].update(waited)
        called = counts.waited[Measure.FIRST_CALL].items()
        self._within_promise += sum(count for seconds, count in called if seconds <= promise_seconds)

    def summary(self) -> Summary:
        asked = self._all.reached + self._all.not_reached
        return Summary(
            enquiries=asked,
            left_out=self._all.left_out,
            reached=self._all.reached,
            within_promise=self._within_promise,
            waits={measure: Waits(waited, asked) for measure, waited in self._all.waited.items()},
        )
