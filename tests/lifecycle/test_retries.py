"""Five tries at most, at times when a person can bear to be rung."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.week import DAY
from enquiries.lifecycle.retries import EVENING, MOST_TRIES, Window, next_try
from enquiries.organisation.hours import ALWAYS, Hours

LONDON = ZoneInfo("Europe/London")
OFFICE = Hours.parse("mon-fri 08:00-20:00, sat 09:00-17:00")


def at(text: str) -> datetime:
    """A moment by London's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def tries(first_due: datetime, hours: Hours = ALWAYS, window: Window | None = None) -> list[datetime]:
    """Every try at somebody who never answers, each made at the moment it was planned for."""
    made: list[datetime] = []
    while planned := next_try(len(made), first_due, made[-1] if made else first_due, hours, LONDON, window):
        made.append(planned)
    return made


def test_the_five_tries_of_a_morning() -> None:
    assert tries(at("2026-01-12T09:00")) == [
        at("2026-01-12T09:00"),
        at("2026-01-12T09:30"),
        at("2026-01-12T12:00"),
        at("2026-01-13T08:00"),
        at("2026-01-14T12:00"),
    ]


def test_at_night_the_first_two_tries_are_at_once_and_the_rest_by_day() -> None:
    assert tries(at("2026-01-12T02:14")) == [
        at("2026-01-12T02:14"),
        at("2026-01-12T02:44"),
        at("2026-01-12T08:00"),
        at("2026-01-13T12:00"),
        at("2026-01-14T08:00"),
    ]


def test_two_tries_are_never_minutes_apart_because_a_new_part_began() -> None:
    assert next_try(2, at("2026-01-12T11:20"), at("2026-01-12T11:50"), ALWAYS, LONDON) == at(
        "2026-01-12T13:50"
    )


def test_too_late_for_another_part_today_means_tomorrow() -> None:
    assert next_try(2, at("2026-01-12T19:00"), at("2026-01-12T19:30"), ALWAYS, LONDON) == at(
        "2026-01-13T08:00"
    )


def test_tries_stay_inside_opening_hours() -> None:
    assert tries(at("2026-01-16T19:40"), OFFICE) == [
        at("2026-01-16T19:40"),
        at("2026-01-17T09:00"),
        at("2026-01-17T12:00"),
        at("2026-01-19T08:00"),
        at("2026-01-20T12:00"),
    ]


def test_tries_stay_inside_the_time_that_was_chosen() -> None:
    assert tries(at("2026-01-12T09:00"), OFFICE, EVENING) == [
        at("2026-01-12T17:00"),
        at("2026-01-12T17:30"),
        at("2026-01-13T17:00"),
        at("2026-01-14T17:00"),
        at("2026-01-15T17:00"),
    ]


def test_a_choice_that_opening_hours_never_meet_gives_way() -> None:
    mornings = Hours.parse("mon-fri 09:00-12:00")
    assert tries(at("2026-01-12T10:00"), mornings, EVENING)[:2] == [
        at("2026-01-12T10:00"),
        at("2026-01-12T10:30"),
    ]


def test_a_centre_open_only_at_night_rings_at_night() -> None:
    nights = Hours.parse("mon-sun 22:00-06:00")
    assert len(tries(at("2026-01-12T23:00"), nights)) == MOST_TRIES


@pytest.mark.parametrize(
    ("chosen", "window"),
    [
        ("2026-01-14 18:00", Window.parse("18:00", "21:00")),
        ("2026-07-14 18:00", Window.parse("18:00", "21:00")),
        ("2026-01-14 10:30", Window.parse("10:30", "12:00")),
        ("2026-01-14 11:45", Window.parse("11:45", "12:45")),
        ("2026-01-14 07:00", Window.parse("07:00", "08:00")),
        ("2026-01-14 23:30", Window(23 * 60 + 30, 24 * 60)),
        ("2026-01-14 00:00", Window(0, 8 * 60)),
    ],
)
def test_a_chosen_time_is_the_start_of_its_window(chosen: str, window: Window) -> None:
    moment = datetime.fromisoformat(chosen).replace(tzinfo=LONDON)
    assert Window.from_time(moment.astimezone(UTC), LONDON) == window


def test_a_window_is_within_one_day() -> None:
    assert Window.parse("17:00", "21:00") == EVENING
    with pytest.raises(ValueError, match="write the earlier time first"):
        Window.parse("21:00", "08:00")


moments = st.integers(0, 365 * DAY).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
many_hours = st.sampled_from(
    [
        ALWAYS,
        OFFICE,
        *map(Hours.parse, ("sun 01:00-02:00", "mon-sun 22:00-06:00", "wed 11:00-12:30, sat 20:00-23:00")),
    ]
)
windows = st.none() | st.lists(st.integers(0, 1440), min_size=2, max_size=2, unique=True).map(
    lambda edges: Window(min(edges), max(edges))
)


@given(moments, many_hours, windows)
def test_five_tries_one_after_another_and_only_when_open(
    first_due: datetime, hours: Hours, window: Window | None
) -> None:
    made = tries(first_due, hours, window)
    assert len(made) == MOST_TRIES
    assert made[0] >= first_due
    assert all(hours.is_open(planned, LONDON) for planned in made)
    assert all(later - earlier >= timedelta(minutes=30) for earlier, later in pairwise(made))
    days = [planned.astimezone(LONDON).date() for planned in made]
    assert days[2] < days[3] < days[4]


@given(moments)
def test_the_last_three_tries_are_by_day_and_never_twice_running_in_one_part(first_due: datetime) -> None:
    shown = [planned.astimezone(LONDON) for planned in tries(first_due)[2:]]
    assert all(8 <= planned.hour < 21 for planned in shown)
    parts = [(planned.hour >= 12) + (planned.hour >= 17) for planned in shown]
    assert all(one != other for one, other in pairwise(parts))


class TestWindow:
    def test_holds_from_its_start_up_to_its_end(self) -> None:
        moments = [at(f"2026-01-12T{clock}") for clock in ("16:59", "17:00", "20:59", "21:00")]
        assert [EVENING.holds(each, LONDON) for each in moments] == [False, True, True, False]

    def test_its_next_times_are_now_if_it_holds_and_then_each_start(self) -> None:
        for now in (at("2026-01-12T10:00"), at("2026-01-12T18:30")):
            times = EVENING.times_from(now, LONDON)
            first = at("2026-01-12T17:00") if now < at("2026-01-12T17:00") else now
            assert [next(times), next(times)] == [first, at("2026-01-13T17:00")]

    def test_what_is_common_to_two(self) -> None:
        assert EVENING.common_with(Window(18 * 60, DAY)) == Window(18 * 60, 21 * 60)
        assert EVENING.common_with(Window(0, 17 * 60)) is None

    @pytest.mark.parametrize(
        ("minutes", "shown"),
        [(0, "17:00–21:00"), (-300, "12:00–16:00"), (240, "21:00–24:00"), (330, "00:00–02:30")],
    )
    def test_by_another_clock(self, minutes: int, shown: str) -> None:
        assert str(EVENING.on_another_clock(minutes)) == shown

    @given(start=st.integers(0, DAY - 1), length=st.integers(1, DAY), minutes=st.integers(-DAY, DAY))
    def test_another_clock_adds_no_minute(self, start: int, length: int, minutes: int) -> None:
        window = Window(start, min(start + length, DAY))
        moved = window.on_another_clock(minutes)
        said = {(each + minutes) % DAY for each in range(window.start, window.end)}
        assert 0 <= moved.start < moved.end <= DAY
        assert set(range(moved.start, moved.end)) <= said

    @pytest.mark.parametrize(
        ("start", "end", "shown"),
        [
            ("18:00", "20:00", "18:00–20:00"),
            ("18:00", None, "18:00–24:00"),
            (None, "17:00", "08:00–17:00"),
            (None, "07:00", "00:00–07:00"),
        ],
    )
    def test_as_said_of_any_day(self, start: str | None, end: str | None, shown: str) -> None:
        first, last = (at(f"2026-01-12T{clock}") if clock else None for clock in (start, end))
        assert str(Window.every_day(first, last, LONDON)) == shown
