"""The times that a form offers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.chosen_time import read_chosen, write_chosen
from enquiries.dates.week import Span
from enquiries.intake.call_slots import full_hours, last_moment

LONDON = ZoneInfo("Europe/London")
A_WEDNESDAY = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
ALWAYS = [(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))]


def on_the_clock(there: list[Span], now: datetime = A_WEDNESDAY) -> list[str]:
    return [f"{at.astimezone(LONDON):%a %H:%M}" for at in full_hours(there, now, LONDON)]


def test_the_next_twelve_hours_are_all_there_and_later_those_at_which_people_are_up() -> None:
    times = on_the_clock(ALWAYS)
    assert times[:3] == ["Wed 03:00", "Wed 04:00", "Wed 05:00"]
    assert times[times.index("Wed 21:00") + 1] == "Thu 08:00"
    assert times[-1] == "Tue 21:00"


def test_a_time_less_than_half_an_hour_ahead_is_as_soon_as_possible() -> None:
    assert on_the_clock(ALWAYS, A_WEDNESDAY + timedelta(minutes=16))[0] == "Wed 03:00"
    assert on_the_clock(ALWAYS, A_WEDNESDAY + timedelta(minutes=17))[0] == "Wed 04:00"


def test_only_times_at_which_somebody_is_there() -> None:
    morning = (datetime(2026, 1, 15, 8, 30, tzinfo=UTC), datetime(2026, 1, 15, 11, 0, tzinfo=UTC))
    assert on_the_clock([morning]) == ["Thu 09:00", "Thu 10:00"]
    assert on_the_clock([]) == []


@pytest.mark.parametrize(
    ("evening", "hours"),
    [(datetime(2026, 3, 28, 22, 0, tzinfo=UTC), 23), (datetime(2026, 10, 24, 21, 0, tzinfo=UTC), 25)],
)
def test_an_hour_that_comes_twice_or_never_is_offered_once(evening: datetime, hours: int) -> None:
    times = on_the_clock(ALWAYS, evening)
    night = times[: times.index("Sun 08:00")]
    assert len(night) == len(set(night))
    assert ("Sun 01:00" in night) == (hours == 25)


@given(
    minutes=st.integers(0, 366 * 24 * 60),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_each_is_read_back_as_it_was_offered(minutes: int, zone: str) -> None:
    now, centre = A_WEDNESDAY + timedelta(minutes=minutes), ZoneInfo(zone)
    times = full_hours(ALWAYS, now, centre)
    assert times == sorted(set(times))
    for at in times:
        assert now < at < last_moment(now, centre)
        assert read_chosen(write_chosen(at, centre), now, centre) == at
