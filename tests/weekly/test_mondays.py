"""When weekly news may go out: by day on Monday and Tuesday, by any clock, also where it was changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.weekly.mondays import week_to_tell

ZONES = [
    ZoneInfo(name)
    for name in ("Europe/London", "America/New_York", "Pacific/Auckland", "UTC", "Asia/Kolkata")
]
LONDON = ZONES[0]
START = datetime(2024, 1, 1, tzinfo=UTC)


@given(
    now=st.integers(0, 6 * 366 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    zone=st.sampled_from(ZONES),
)
def test_only_by_day_and_of_the_whole_week_before(now: datetime, zone: ZoneInfo) -> None:
    week, local = week_to_tell(now, zone), now.astimezone(zone)
    is_by_day = (8, 30) <= (local.hour, local.minute) < (18, 0)
    assert (week is not None) == (local.weekday() < 2 and is_by_day)
    if week is not None:
        assert week.due_at <= now < week.until
        assert week.monday.weekday() == 0
        assert week.monday + timedelta(days=7 + local.weekday()) == local.date()
        ends_at = week.period.ends_at(zone)
        assert ends_at is not None
        assert ends_at < week.due_at


@pytest.mark.parametrize(
    ("day", "hour_in_utc"), [("2026-03-23", 8), ("2026-03-30", 7), ("2026-10-19", 7), ("2026-10-26", 8)]
)
def test_half_past_eight_before_and_after_the_clock_is_changed(day: str, hour_in_utc: int) -> None:
    due_at = datetime.fromisoformat(day).replace(hour=hour_in_utc, minute=30, tzinfo=UTC)
    assert week_to_tell(due_at - timedelta(seconds=1), LONDON) is None
    week = week_to_tell(due_at, LONDON)
    assert week is not None
    assert week.due_at == due_at
