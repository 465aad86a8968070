"""Somebody is on call by the centre's wall clock, with no gap and no overlap when the clock is changed."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.week import DAY, EVERY_DAY
from enquiries.organisation.rota import (
    HORIZON,
    OnCall,
    PlannedOverride,
    PlannedShift,
    gaps,
    next_on_call,
    stints,
    who_is_on,
)

LONDON = ZoneInfo("Europe/London")
SAM, PRIYA, TOM = 1, 2, 3
MINUTE = timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def shift(staff: int, days: str, start: str, end: str, level: int = 1) -> PlannedShift:
    return PlannedShift.parse(staff, level, days, start, end)


def off(staff: int, start: str, end: str, level: int | None = None) -> PlannedOverride:
    return PlannedOverride(staff, level, utc(start), utc(end), on=False)


def on(staff: int, start: str, end: str, level: int | None = None) -> PlannedOverride:
    return PlannedOverride(staff, level, utc(start), utc(end), on=True)


def test_a_night_shift_runs_into_the_next_day() -> None:
    nights = [shift(SAM, "fri", "20:00", "08:00")]
    assert who_is_on(nights, [], utc("2026-01-17T03:00"), LONDON) == [OnCall(SAM, 1, utc("2026-01-17T08:00"))]
    assert who_is_on(nights, [], utc("2026-01-16T03:00"), LONDON) == []


def test_people_come_by_level_and_contiguous_shifts_are_one_stint() -> None:
    rota = [
        shift(PRIYA, "mon-sun", "00:00", "24:00", level=2),
        shift(SAM, "mon", "08:00", "16:00"),
        shift(SAM, "mon", "16:00", "24:00"),
        shift(SAM, "tue", "00:00", "06:00"),
    ]
    assert who_is_on(rota, [], utc("2026-01-12T09:00"), LONDON) == [
        OnCall(SAM, 1, utc("2026-01-13T06:00")),
        OnCall(PRIYA, 2, None),
    ]


def test_off_takes_somebody_off_and_on_adds_them() -> None:
    rota = [shift(SAM, "mon-sun", "00:00", "24:00")]
    changes = [
        off(SAM, "2026-01-12T10:00", "2026-01-12T12:00"),
        on(PRIYA, "2026-01-12T10:00", "2026-01-12T11:00"),
    ]
    at_ten = who_is_on(rota, changes, utc("2026-01-12T10:00"), LONDON)
    assert at_ten == [OnCall(PRIYA, 1, utc("2026-01-12T11:00"))]
    assert who_is_on(rota, changes, utc("2026-01-12T09:59"), LONDON)[0].until == utc("2026-01-12T10:00")
    hole = (utc("2026-01-12T11:00"), utc("2026-01-12T12:00"))
    assert gaps(rota, changes, utc("2026-01-12T00:00"), utc("2026-01-13T00:00"), LONDON) == [hole]


def test_the_latest_word_wins() -> None:
    changes = [
        on(SAM, "2026-01-12T11:00", "2026-01-12T20:00"),
        off(SAM, "2026-01-12T10:00", "2026-01-12T18:00"),
    ]
    rota = [shift(SAM, "mon", "00:00", "24:00")]
    assert who_is_on(rota, changes, utc("2026-01-12T10:30"), LONDON) == []
    assert [person.staff for person in who_is_on(rota, changes, utc("2026-01-12T11:30"), LONDON)] == [SAM]


def test_off_at_one_level_leaves_the_other() -> None:
    rota = [shift(SAM, "mon", "00:00", "24:00"), shift(SAM, "mon", "00:00", "24:00", level=2)]
    changes = [off(SAM, "2026-01-12T00:00", "2026-01-13T00:00", level=1)]
    assert [person.level for person in who_is_on(rota, changes, utc("2026-01-12T10:00"), LONDON)] == [2]


def test_an_override_that_ends_before_it_starts_changes_nothing() -> None:
    backwards = [on(SAM, "2026-01-12T12:00", "2026-01-12T10:00")]
    day = (utc("2026-01-12T00:00"), utc("2026-01-13T00:00"))
    assert gaps([], backwards, *day, LONDON) == [day]


def test_a_whole_day_covers_all_25_hours() -> None:
    rota = [shift(SAM, "sun", "00:00", "24:00"), shift(PRIYA, "mon", "00:00", "24:00")]
    start, end = utc("2026-10-24T23:00"), utc("2026-10-26T00:00")
    assert end - start == timedelta(hours=25)
    assert who_is_on(rota, [], start, LONDON) == [OnCall(SAM, 1, end)]
    assert gaps(rota, [], start, end, LONDON) == []


def test_a_handover_at_a_time_that_comes_twice_is_at_the_first() -> None:
    rota = [shift(SAM, "sun", "00:00", "01:30"), shift(PRIYA, "sun", "01:30", "08:00")]
    first_half_past_one = utc("2026-10-25T00:30")
    assert who_is_on(rota, [], first_half_past_one - MINUTE, LONDON)[0].staff == SAM
    assert who_is_on(rota, [], first_half_past_one, LONDON) == [OnCall(PRIYA, 1, utc("2026-10-25T08:00"))]


def test_a_shift_that_starts_at_a_time_that_is_skipped_starts_at_the_jump() -> None:
    rota = [shift(SAM, "sun", "01:30", "08:00")]
    assert next_on_call(rota, [], utc("2026-03-29T00:00"), LONDON) == utc("2026-03-29T01:00")


def test_next_on_call_is_now_later_or_never() -> None:
    rota = [shift(SAM, "sun", "12:00", "13:00")]
    assert next_on_call(rota, [], utc("2026-01-18T12:30"), LONDON) == utc("2026-01-18T12:30")
    assert next_on_call(rota, [], utc("2026-01-12T12:00"), LONDON) == utc("2026-01-18T12:00")
    assert next_on_call([], [], utc("2026-01-12T12:00"), LONDON) is None


@pytest.mark.parametrize(
    ("level", "days", "start", "end", "complaint"),
    [
        (0, "mon", "08:00", "20:00", "0 is not a level"),
        (1, "someday", "08:00", "20:00", "'someday' is not a day"),
        (1, "mon", "24:00", "08:00", "cannot start at 24:00"),
        (1, "mon", "08:00", "8pm", "'8pm' is not a time of day"),
    ],
)
def test_a_wrong_shift_says_what_to_write(
    level: int, days: str, start: str, end: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        PlannedShift.parse(SAM, level, days, start, end)


@dataclass(frozen=True)
class Change:
    """A day on which the clock of a zone is changed."""

    zone: str
    day: datetime


CHANGES = [
    Change("Europe/London", utc("2026-03-29")),
    Change("Europe/London", utc("2026-10-25")),
    Change("America/New_York", utc("2026-03-08")),
    Change("America/New_York", utc("2026-11-01")),
    Change("Australia/Lord_Howe", utc("2026-04-05")),  # by half an hour
    Change("Australia/Lord_Howe", utc("2026-10-04")),
]
WINDOW = range(-2 * DAY, 2 * DAY)  # minutes around the change


@lru_cache
def latest_shown(change: Change) -> list[datetime]:
    """For each minute of eight days around a change: the latest time that the wall clock has shown so far."""
    zone = ZoneInfo(change.zone)
    minutes = (change.day + n * MINUTE for n in range(-4 * DAY, 4 * DAY))
    return list(accumulate((minute.astimezone(zone).replace(tzinfo=None) for minute in minutes), max))


def minutes_on(rota: list[PlannedShift], change: Change, staff: int, level: int) -> set[int]:
    """The slow way: ring a bell when the wall clock first shows the start, and another at the end."""
    shown = latest_shown(change)
    covered: set[int] = set()
    for one in rota:
        if (one.staff, one.level) != (staff, level):
            continue
        for n in range(-4, 5):
            midnight = change.day.replace(tzinfo=None) + timedelta(days=n)
            if midnight.weekday() in one.days:
                end = one.end if one.end > one.start else one.end + DAY
                bells = (bisect_left(shown, midnight + m * MINUTE) - 4 * DAY for m in (one.start, end))
                covered.update(range(*bells))
    return covered


def is_on(
    rota: list[PlannedShift], changes: list[PlannedOverride], change: Change, post: tuple[int, int]
) -> set[int]:
    planned = minutes_on(rota, change, *post)
    covered = set()
    for minute in WINDOW:
        at = change.day + minute * MINUTE
        words = [o for o in changes if o.touches(*post) and o.starts_at <= at < o.ends_at]
        last_word = max(words, key=lambda word: (word.starts_at, word.on), default=None)
        if last_word.on if last_word else minute in planned:
            covered.add(minute)
    return covered


quarter_hours = st.integers(0, 95).map(lambda n: n * 15)
shifts = st.builds(
    PlannedShift,
    staff=st.sampled_from([SAM, PRIYA]),
    level=st.sampled_from([1, 2]),
    days=st.frozensets(st.sampled_from(sorted(EVERY_DAY)), min_size=1),
    start=quarter_hours,
    end=quarter_hours.map(lambda minutes: minutes + 15),
)


@st.composite
def overrides_around(draw: st.DrawFn, change: Change) -> PlannedOverride:
    start = change.day + draw(st.integers(-2 * DAY, DAY)) * MINUTE
    end = start + draw(st.integers(0, DAY)) * MINUTE
    return PlannedOverride(
        draw(st.sampled_from([SAM, TOM])),
        draw(st.sampled_from([None, 1, 2])),
        start,
        end,
        draw(st.booleans()),
    )


@given(st.data(), st.sampled_from(CHANGES), st.lists(shifts, max_size=4))
def test_the_rota_agrees_with_counting_minutes(
    data: st.DataObject, change: Change, rota: list[PlannedShift]
) -> None:
    changes = data.draw(st.lists(overrides_around(change), max_size=3))
    at = data.draw(st.integers(-6 * 60, 6 * 60) | st.sampled_from(WINDOW))
    zone, now = ZoneInfo(change.zone), change.day + at * MINUTE

    on_now = who_is_on(rota, changes, now, zone)

    covered = {
        (staff, level): is_on(rota, changes, change, (staff, level))
        for staff in (SAM, PRIYA, TOM)
        for level in (1, 2)
    }
    assert {(person.staff, person.level) for person in on_now} == {
        p for p, when in covered.items() if at in when
    }
    assert [person.level for person in on_now] == sorted(person.level for person in on_now)
    for person in on_now:
        end = next((m for m in WINDOW if m > at and m not in covered[person.staff, person.level]), None)
        if end is not None:
            assert person.until == change.day + end * MINUTE


@given(st.data(), st.sampled_from(CHANGES), st.lists(shifts, max_size=4))
def test_stints_are_when_people_are_on(data: st.DataObject, change: Change, rota: list[PlannedShift]) -> None:
    changes = data.draw(st.lists(overrides_around(change), max_size=3))
    start, end = change.day - timedelta(days=1), change.day + timedelta(days=1)
    zone = ZoneInfo(change.zone)

    found = stints(rota, changes, (start, end), zone)

    at = data.draw(st.integers(-DAY, DAY - 1)) * MINUTE + change.day
    assert {(each.staff, each.level) for each in found if each.starts_at <= at < each.ends_at} == {
        (each.staff, each.level) for each in who_is_on(rota, changes, at, zone)
    }
    assert all(each.starts_at < each.ends_at for each in found)


@given(st.data(), st.sampled_from(CHANGES), st.lists(shifts, max_size=4), st.sampled_from([None, 1, 2]))
def test_gaps_are_the_minutes_with_nobody_on(
    data: st.DataObject, change: Change, rota: list[PlannedShift], level: int | None
) -> None:
    changes = data.draw(st.lists(overrides_around(change), max_size=3))
    start, end = change.day + WINDOW.start * MINUTE, change.day + WINDOW.stop * MINUTE
    zone = ZoneInfo(change.zone)

    found = gaps(rota, changes, start, end, zone, level)

    empty = {(a - start) // MINUTE + n for a, b in found for n in range((b - a) // MINUTE)}
    covered: set[int] = set()
    for staff in (SAM, PRIYA, TOM):
        for post in (1, 2) if level is None else (level,):
            covered |= is_on(rota, changes, change, (staff, post))
    assert empty == {minute - WINDOW.start for minute in WINDOW if minute not in covered}
    assert all(a < b for a, b in found)
    for a, b in found:
        for moment in (a, b - MINUTE):
            on_then = who_is_on(rota, changes, moment, zone)
            assert not [person for person in on_then if level in (None, person.level)]


@given(st.lists(shifts, min_size=1, max_size=3))
def test_a_stint_ends_within_the_horizon_or_not_at_all(rota: list[PlannedShift]) -> None:
    now = utc("2026-01-12T12:00")
    for person in who_is_on(rota, [], now, LONDON):
        assert person.until is None or now < person.until < now + HORIZON
