"""Percentiles by nearest rank, of waits that may still go on."""

import math
from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.reporting.percentiles import nearest_rank, nearest_rank_of_counts

TEN = list(range(1, 11))


@pytest.mark.parametrize(("percent", "value"), [(50, 5), (90, 9), (91, 10), (95, 10), (100, 10), (1, 1)])
def test_it_is_the_value_that_so_many_do_not_exceed(percent: int, value: int) -> None:
    assert nearest_rank(TEN, 10, percent) == value


def test_what_never_happened_counts_as_for_ever() -> None:
    assert nearest_rank([30], of=2, percent=50) == 30
    assert nearest_rank([30], of=2, percent=51) is None
    assert nearest_rank([], of=3, percent=1) is None


def test_of_nobody_there_is_none() -> None:
    assert nearest_rank([], of=0, percent=50) is None


@given(st.lists(st.integers(0, 10**6)), st.integers(0, 50), st.integers(1, 100))
def test_it_is_the_smallest_value_that_covers_enough_of_all(
    waits: list[int], never: int, percent: int
) -> None:
    everybody = sorted([*waits, *[math.inf] * never])
    covered = [
        value
        for value in everybody
        if 100 * sum(other <= value for other in everybody) >= percent * len(everybody)
    ]
    found = nearest_rank(sorted(waits), len(everybody), percent)
    assert (math.inf if found is None else found) == min(covered, default=math.inf)


@given(st.lists(st.integers(0, 20)), st.integers(0, 50), st.integers(1, 100))
def test_counted_values_have_the_same_percentiles(waits: list[int], never: int, percent: int) -> None:
    counts = sorted(Counter(waits).items())
    values, up_to = [value for value, _ in counts], list(accumulate(count for _, count in counts))
    everybody = len(waits) + never
    assert nearest_rank_of_counts(values, up_to, everybody, percent) == nearest_rank(
        sorted(waits), everybody, percent
    )
