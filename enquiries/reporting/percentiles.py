"""Summarise response times: shares, medians and other percentiles of the wait.

Every enquirer counts, including those never called: they are in the denominator of every share, and wait for
ever in every percentile. Only duplicates, spam and tests are left out, and counted separately.

Percentiles are by nearest rank: the p-th percentile of n values is the smallest that at least p in a hundred
of them do not exceed, so always a value that occurred. It is unknown while it falls among those who still
wait: of two people of whom one was called, there is no saying how long nine in ten waited.

The database counts how many people waited how many seconds; a summary adds up such counts.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from enquiries.reporting.targets import Measure


def nearest_rank(happened: Sequence[int], of: int, percent: int) -> int | None:
    """Return the percentile of `of` values, of which only `happened` are known, in ascending order.

    `percent` is from 1 to 100. None where the percentile is not known yet.
    """
    rank = rank_of(percent, of)
    return happened[rank - 1] if 0 < rank <= len(happened) else None


def nearest_rank_of_counts(values: Sequence[int], up_to: Sequence[int], of: int, percent: int) -> int | None:
    """Return the same for distinct `values`, where `up_to` counts the values up to and including each."""
    rank = rank_of(percent, of)
    place = bisect_left(up_to, rank)
    return values[place] if rank > 0 and place < len(values) else None


def rank_of(percent: int, of: int) -> int:
    """Return the rank of the percentile among `of` values, counted from 1 in ascending order."""
    return -(-of * percent // 100)


@dataclass
class Counts:
    """How many enquiries were reached, not reached, and left out of the figures.

    `waited` counts, for each measure, how many waited how many whole seconds.
    """

    reached: int = 0
    not_reached: int = 0
    left_out: int = 0
    waited: dict[Measure, Counter[int]] = field(default_factory=lambda: {each: Counter() for each in Measure})


class Waits:
    """How long `of` people waited for one thing, in whole seconds; some may still be waiting."""

    def __init__(self, counts: Counter[int], of: int) -> None:
        """`counts` says how many waited how many seconds."""
        self._counts = counts
        self.of = of

    @cached_property
    def happened(self) -> int:
        return self._counts.total()

    @property
    def never(self) -> int:
        return self.of - self.happened

    def percentile(self, percent: int) -> int | None:
        """Return the percentile in seconds, by nearest rank; None where it is not known yet."""
        values, up_to = self._ordered
        return nearest_rank_of_counts(values, up_to, self.of, percent)

    def within(self, seconds: int) -> int:
        """Return how many waited no longer than that."""
        return sum(count for waited, count in self._counts.items() if waited <= seconds)

    @cached_property
    def _ordered(self) -> tuple[list[int], list[int]]:
        values = sorted(self._counts)
        return values, list(accumulate(self._counts[value] for value in values))


@dataclass(frozen=True)
class Summary:
    """The figures of a set of enquiries. `enquiries` is the denominator of shares and percentiles."""

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
    """Adds up the counts of one or more centres, each with its own promise."""

    def __init__(self) -> None:
        self._all = Counts()
        self._within_promise = 0

    def add(self, counts: Counts, promise_seconds: int) -> None:
        """Add the enquiries of a centre that promises a call within `promise_seconds`."""
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
