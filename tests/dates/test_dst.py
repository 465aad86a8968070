"""Stretches between clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.dst import Stretch, stretches

LONDON = ZoneInfo("Europe/London")
ZONES = ("Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "UTC")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_a_spring_is_divided_where_the_clock_goes_forward() -> None:
    assert list(stretches(utc(2026, 3, 1), utc(2026, 4, 1), LONDON)) == [
        Stretch(utc(2026, 3, 1), utc(2026, 3, 29, 1), 0),
        Stretch(utc(2026, 3, 29, 1), utc(2026, 4, 1), 60),
    ]


def test_a_change_within_the_last_day_is_seen() -> None:
    found = list(stretches(utc(2026, 3, 28, 12), utc(2026, 3, 29, 2), LONDON))
    assert [each.minutes_ahead for each in found] == [0, 60]


@pytest.mark.parametrize("end", [utc(2026, 3, 1), utc(2026, 2, 1)])
def test_no_time_has_no_stretches(end: datetime) -> None:
    assert list(stretches(utc(2026, 3, 1), end, LONDON)) == []


@given(
    st.timedeltas(timedelta(), timedelta(days=2500)).map(lambda later: utc(2020, 1, 1) + later),
    st.timedeltas(timedelta(seconds=1), timedelta(days=800)),
    st.sampled_from(ZONES),
)
def test_they_cover_the_time_and_tell_the_clock(start: datetime, length: timedelta, zone: str) -> None:
    found = list(stretches(start, start + length, ZoneInfo(zone)))
    edges = [start, *(each.end for each in found)]
    assert [each.start for each in found] == edges[:-1]
    assert edges[-1] == start + length
    for each in found:
        for moment in (each.start, each.start + (each.end - each.start) / 2):
            assert moment.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(minutes=each.minutes_ahead)
