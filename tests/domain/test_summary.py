"""Figures that cannot be flattered."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.domain.duration import say_seconds
from enquiries.domain.states import Outcome
from enquiries.domain.summary import Tally, Times, Waits

NOW = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
PROMISE = timedelta(minutes=15)


def times(call: float | None = None, outcome: Outcome | None = None) -> Times:
    """One enquiry, alerted at once, and called after so many minutes."""
    called_at = None if call is None else NOW + timedelta(minutes=call)
    return Times(NOW, NOW, NOW, called_at, called_at, called_at, outcome)


def test_who_was_never_called_stays_in_the_denominator() -> None:
    tally = Tally(PROMISE)
    for call in (4, 15, 16, None):
        tally.add(times(call))
    summary = tally.summary()
    assert (summary.enquiries, summary.within_promise, summary.reached) == (4, 2, 3)
    assert summary.to_first_call == Waits(happened=3, p50=900, p90=None, p95=None)
    assert summary.to_alert == Waits(happened=4, p50=0, p90=0, p95=0)


@pytest.mark.parametrize("outcome", [Outcome.TEST, Outcome.SPAM, Outcome.DUPLICATE])
def test_tests_spam_and_duplicates_are_counted_apart(outcome: Outcome) -> None:
    tally = Tally(PROMISE)
    tally.add(times(call=1, outcome=outcome))
    summary = tally.summary()
    assert (summary.enquiries, summary.left_out) == (0, 1)
    assert summary.to_first_call == Waits(happened=0, p50=None, p90=None, p95=None)


def test_several_centres_together_keep_a_promise_each() -> None:
    strict, slow, together = Tally(timedelta(minutes=5)), Tally(timedelta(minutes=30)), Tally()
    for tally in (strict, slow):
        tally.add(times(10))
        together.include(tally)
    summary = together.summary()
    assert (summary.enquiries, summary.reached, summary.within_promise) == (2, 2, 1)
    assert summary.to_first_call == Waits(happened=2, p50=600, p90=600, p95=600)


@given(st.lists(st.one_of(st.none(), st.integers(0, 60))))
def test_leaving_somebody_uncalled_never_makes_a_figure_better(calls: list[int | None]) -> None:
    honest, flattering = Tally(PROMISE), Tally(PROMISE)
    for call in calls:
        honest.add(times(call))
        if call is not None:
            flattering.add(times(call))
    shown, dressed = honest.summary().to_first_call, flattering.summary().to_first_call
    for percentile in ("p50", "p90", "p95"):
        real, dream = getattr(shown, percentile), getattr(dressed, percentile)
        assert real is None or real >= dream


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
