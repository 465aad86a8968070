"""Asking of many moments in a row gives the same answers as asking of each alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.organisation.hours import Hours, Openings

LONDON = ZoneInfo("Europe/London")
BEFORE_THE_CLOCKS_CHANGE = datetime(2026, 3, 26, tzinfo=UTC)
HOURS = ["24/7", "mon-fri 08:00-20:00, sat 09:00-17:00", "fri-sun 20:00-02:00", "sun 01:00-01:30"]


@pytest.mark.parametrize("hours", HOURS)
@given(minutes=st.lists(st.integers(0, 14 * 24 * 60), max_size=20))
def test_each_answer_is_that_of_the_hours(hours: str, minutes: list[int]) -> None:
    openings = Openings(Hours.parse(hours), LONDON)
    for minute in minutes:
        at = BEFORE_THE_CLOCKS_CHANGE + timedelta(minutes=minute)
        assert openings.is_open(at) == Hours.parse(hours).is_open(at, LONDON)


def test_what_is_always_open_is_open_years_apart() -> None:
    openings = Openings(Hours.parse("24/7"), LONDON)
    assert openings.is_open(BEFORE_THE_CLOCKS_CHANGE)
    assert openings.is_open(BEFORE_THE_CLOCKS_CHANGE + timedelta(days=1000))
