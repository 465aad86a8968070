"""Figures that cannot be flattered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.durations import say_seconds
from enquiries.reporting.percentiles import Counts, Waits
from enquiries.reporting.standings import Standing
from enquiries.reporting.targets import Measure

FIFTEEN_MINUTES = 900


def called(*minutes: float | None, promise: int = FIFTEEN_MINUTES) -> Counts:
    """A person for each, alerted at once, and reached when they were called; None: not yet."""
    counts = Counts(people=len(minutes))
    for each in minutes:
        counts.waited[Measure.ALERT][0] += 1
        if each is None:
            counts.standings[Standing.WAITING] += 1
            counts.never[Measure.FIRST_CALL] += 1
        else:
            counts.standings[Standing.IN_TIME if each * 60 <= promise else Standing.LATE] += 1
            counts.reached += 1
            counts.waited[Measure.FIRST_CALL][int(each * 60)] += 1
    return counts


def percentiles(waits: Waits) -> list[int | None]:
    return [waits.percentile(percent) for percent in (50, 90, 95)]


def test_who_was_never_called_stays_in_the_denominator() -> None:
    summary = called(4, 15, 16, None).summary()
    assert (summary.calls, summary.in_time, summary.reached, summary.never_called) == (4, 2, 3, 1)
    assert (summary.to_first_call.happened, summary.to_first_call.never) == (3, 1)
    assert percentiles(summary.to_first_call) == [900, None, None]
    assert percentiles(summary.to_alert) == [0, 0, 0]


def test_what_is_not_due_or_left_out_is_counted_apart() -> None:
    summary = Counts(left_out=3, not_due=2).summary()
    assert (summary.calls, summary.left_out, summary.not_due, summary.to_first_call.of) == (0, 3, 2, 0)
    assert percentiles(summary.to_first_call) == [None, None, None]


def test_several_centres_together_keep_a_promise_each() -> None:
    together = Counts()
    for promise in (300, 1800):
        together.add(called(10, promise=promise))
    summary = together.summary()
    assert (summary.calls, summary.reached, summary.in_time) == (2, 2, 1)
    assert percentiles(summary.to_first_call) == [600, 600, 600]


def test_a_share_counts_whoever_waited_just_so_long() -> None:
    waits = called(4, 5, 6, None).summary().to_first_call
    assert [waits.within(seconds) for seconds in (239, 240, 300, 9999)] == [0, 1, 2, 3]


@given(st.lists(st.one_of(st.none(), st.integers(0, 60))))
def test_leaving_somebody_uncalled_never_makes_a_figure_better(calls: list[int | None]) -> None:
    honest = called(*calls).summary().to_first_call
    flattering = called(*(call for call in calls if call is not None)).summary().to_first_call
    for real, dream in zip(percentiles(honest), percentiles(flattering), strict=True):
        assert real is None or (dream is not None and real >= dream)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (250, "4 min 10 s"),
        (3599, "59 min 59 s"),
        (7500, "2 h 5 min"),
    ],
)
def test_a_wait_is_said_in_the_units_one_thinks_in(seconds: int, said: str) -> None:
    assert say_seconds(seconds) == said
