"""Summarise response times: shares, medians and other percentiles of the wait.

The unit is the wait: one span in which a call was wanted. Every wait counts, including those in which no one
called: they are in the denominator of every share, and wait for ever in every percentile. Left out, and
counted apart, are duplicates, spam and tests, and waits whose promise still holds.

Percentiles are by nearest rank: the p-th percentile of n values is the smallest that at least p in a hundred
of them do not exceed, so always a value that occurred. It is unknown while it falls among those who still
wait: of two people of whom one was called, there is no saying how long nine in ten waited.

The database counts how many people waited how many seconds; a summary adds up such counts.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from enquiries.lifecycle.waits import Evidence
from enquiries.reporting.standings import Standing
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
    """How waits went. Those that are not due yet or left out are counted apart, and in no other figure.

    `people` are the waits with which an enquiry began, `reached` those of them who were spoken to in the end,
    `left_out` the duplicates, spam and tests. `waited` counts, for each measure, how many waited how many
    whole seconds; `never` those for whom it never happened, though they needed it.
    """

    standings: Counter[Standing] = field(default_factory=Counter)
    evidence: Counter[Evidence] = field(default_factory=Counter)
    people: int = 0
    reached: int = 0
    not_due: int = 0
    left_out: int = 0
    waited: dict[Measure, Counter[int]] = field(default_factory=lambda: {each: Counter() for each in Measure})
    never: Counter[Measure] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        """Add the counts of other waits."""
        self.standings.update(other.standings)
        self.evidence.update(other.evidence)
        self.people += other.people
        self.reached += other.reached
        self.not_due += other.not_due
        self.left_out += other.left_out
        self.never.update(other.never)
        for measure, waited in other.waited.items():
            self.waited[measure].update(waited)

    def summary(self) -> "Summary":
        calls = self.standings.total()
        return Summary(
            calls=calls,
            in_time=self.standings[Standing.IN_TIME],
            standings=self.standings,
            evidence=self.evidence,
            people=self.people,
            reached=self.reached,
            not_due=self.not_due,
            left_out=self.left_out,
            waits={
                measure: Waits(waited, waited.total() + self.never[measure])
                for measure, waited in self.waited.items()
            },
        )


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
    """The figures of a set of waits. `calls` is how many were wanted: the denominator of every share of them.

    `reached` is of `people`, one for each enquiry that began.
    """

    calls: int
    in_time: int
    standings: Mapping[Standing, int]
    evidence: Mapping[Evidence, int]
    people: int
    reached: int
    not_due: int
    left_out: int
    waits: Mapping[Measure, Waits]

    @property
    def to_alert(self) -> Waits:
        return self.waits[Measure.ALERT]

    @property
    def to_claim(self) -> Waits:
        return self.waits[Measure.CLAIM]

    @property
    def to_first_call(self) -> Waits:
        return self.waits[Measure.FIRST_CALL]

    @property
    def never_called(self) -> int:
        """How many were closed without a call, or wait still."""
        return sum(count for standing, count in self.standings.items() if standing.is_never_called)
