"""A centre is open when its own wall clock says so, also on the days when the clock is changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.week import DAY, parse_days, write_days, write_time
from enquiries.organisation.hours import Hours

LONDON = ZoneInfo("Europe/London")
OFFICE = Hours.parse("mon-fri 08:00-20:00, sat 09:00-17:00")


def london(text: str) -> datetime:
    """A moment written as London's clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        ("2026-01-12T07:59:59", False),
        ("2026-01-12T08:00", True),
        ("2026-01-12T19:59:59", True),
        ("2026-01-12T20:00", False),
        ("2026-01-17T12:00", True),
        ("2026-01-18T12:00", False),
    ],
)
def test_open_from_the_first_moment_up_to_but_without_the_last(at: str, open_: bool) -> None:
    assert OFFICE.is_open(london(at), LONDON) is open_


def test_summer_hours_follow_the_wall_clock() -> None:
    assert OFFICE.is_open(datetime(2026, 7, 13, 7, 0, tzinfo=UTC), LONDON)
    assert not OFFICE.is_open(datetime(2026, 1, 12, 7, 0, tzinfo=UTC), LONDON)


def test_next_opening_is_now_when_open_and_monday_on_a_saturday_night() -> None:
    assert OFFICE.next_opening(london("2026-01-12T10:00"), LONDON) == london("2026-01-12T10:00")
    assert OFFICE.next_opening(london("2026-01-17T22:00"), LONDON) == london("2026-01-19T08:00")


def test_closes_at_is_the_end_of_the_present_opening() -> None:
    assert OFFICE.closes_at(london("2026-01-12T10:00"), LONDON) == london("2026-01-12T20:00")
    assert OFFICE.closes_at(london("2026-01-12T21:00"), LONDON) is None


def test_always_open_has_no_end() -> None:
    always = Hours.parse("24/7")
    assert always.is_open(london("2026-03-29T03:00"), LONDON)
    assert always.closes_at(london("2026-01-12T10:00"), LONDON) is None
    assert always == Hours.parse("mon-sun 00:00-24:00")


def test_several_ranges_and_lists_of_days() -> None:
    hours = Hours.parse("Mon, Wed 09:00-12:00, 13:00 - 17:00 sunday 10:00-11:00")
    assert hours.closes_at(london("2026-01-12T09:30"), LONDON) == london("2026-01-12T12:00")
    assert hours.next_opening(london("2026-01-12T12:00"), LONDON) == london("2026-01-12T13:00")
    assert hours.next_opening(london("2026-01-12T17:00"), LONDON) == london("2026-01-14T09:00")
    assert hours.is_open(london("2026-01-18T10:30"), LONDON)


def test_a_range_over_midnight_belongs_to_the_day_it_begins_on() -> None:
    hours = Hours.parse("fri 20:00-02:00")
    assert hours.is_open(london("2026-01-17T01:59"), LONDON)
    assert not hours.is_open(london("2026-01-16T01:00"), LONDON)
    assert hours.closes_at(london("2026-01-16T23:00"), LONDON) == london("2026-01-17T02:00")


def test_an_hour_that_comes_twice_is_one_opening() -> None:
    hours = Hours.parse("sun 00:00-02:00")
    assert hours.closes_at(london("2026-10-25T00:00"), LONDON) == london("2026-10-25T00:00") + timedelta(
        hours=3
    )


def test_an_opening_in_the_hour_that_is_skipped_waits_for_the_week_after() -> None:
    hours = Hours.parse("sun 01:00-02:00")
    assert hours.next_opening(london("2026-03-28T12:00"), LONDON) == london("2026-04-05T01:00")
    half = Hours.parse("sun 01:30-03:00")
    assert half.next_opening(london("2026-03-28T12:00"), LONDON) == london("2026-03-29T02:00")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no hours are given"),
        ("always", "'always' has no times after it"),
        ("mo 08:00-20:00", "'mo' is not a day"),
        ("mon-fri", "no times after it"),
        ("mon-fri 08:00-20:00, sat", "'sat' has no times after it"),
        ("08:00-20:00", "no day before it"),
        ("mon 8-20", "'8' is not a time of day"),
        ("mon 08:00-25:00", "'25:00' is not a time of day"),
        ("mon 08:60-09:00", "'08:60' is not a time of day"),
        ("mon 08:00", "not a range of times"),
        ("mon 08:00-08:00", "no time at all"),
        ("mon 24:00-08:00", "no time at all"),
    ],
)
def test_wrong_hours_say_what_to_write(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Hours.parse(text)


def test_hours_are_written_the_way_they_are_read() -> None:
    for text in ("24/7", "mon-fri 08:00-20:00, sat 09:00-17:00", "mon-tue, sun 09:00-12:00, 13:00-17:00"):
        assert str(Hours.parse(text)) == text


moments = st.integers(0, 365 * DAY).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
days = st.frozensets(st.integers(0, 6), min_size=1)
ranges = st.tuples(st.integers(0, DAY - 1), st.integers(0, DAY)).filter(lambda r: r[0] != r[1])


@st.composite
def written_hours(draw: st.DrawFn) -> str:
    groups = draw(st.lists(st.tuples(days, st.lists(ranges, min_size=1, max_size=3)), min_size=1, max_size=4))
    return ", ".join(
        write_days(on) + " " + " ".join(f"{write_time(start)}-{write_time(end)}" for start, end in times)
        for on, times in groups
    )


@given(written_hours())
def test_any_hours_survive_being_written_and_read(text: str) -> None:
    hours = Hours.parse(text)
    assert Hours.parse(str(hours)) == hours


@given(days)
def test_any_days_survive_being_written_and_read(on: frozenset[int]) -> None:
    assert parse_days(write_days(on)) == on


@given(written_hours(), moments)
def test_opening_and_closing_agree(text: str, at: datetime) -> None:
    hours = Hours.parse(text)
    opens = hours.next_opening(at, LONDON)
    closes = hours.closes_at(opens, LONDON)
    assert opens >= at
    assert hours.is_open(opens, LONDON)
    if closes:
        assert hours.is_open(closes - timedelta(seconds=1), LONDON)
        assert not hours.is_open(closes, LONDON)
