from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.chosen_time import TimeRefused, Unsuitable, read_chosen, write_chosen
from enquiries.dates.spoken import FURTHEST

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 1, 14, 2, 14, 30, tzinfo=UTC)


def refusal(text: str, now: datetime = NOW) -> Unsuitable:
    with pytest.raises(TimeRefused) as refused:
        read_chosen(text, now, LONDON)
    return refused.value.reason


class TestReadChosen:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("2026-01-14T18:00", datetime(2026, 1, 14, 18, tzinfo=UTC)),
            ("2026-01-14 18:00", datetime(2026, 1, 14, 18, tzinfo=UTC)),
            ("2026-01-14T18:00:00.000", datetime(2026, 1, 14, 18, tzinfo=UTC)),
            ("2026-01-14T18:00Z", datetime(2026, 1, 14, 18, tzinfo=UTC)),
            ("2026-01-14T18:00+02:00", datetime(2026, 1, 14, 16, tzinfo=UTC)),
        ],
    )
    def test_is_the_clock_of_the_centre_unless_it_says_otherwise(self, text: str, meant: datetime) -> None:
        assert read_chosen(text, NOW, LONDON) == meant

    def test_in_summer_that_clock_is_an_hour_ahead(self) -> None:
        summer = datetime(2026, 7, 1, 8, tzinfo=UTC)
        assert read_chosen("2026-07-01T18:00", summer, LONDON) == datetime(2026, 7, 1, 17, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", Unsuitable.MISSING),
            ("6pm", Unsuitable.NOT_A_TIME),
            ("2026-01-15", Unsuitable.NOT_A_TIME),
            ("2026-02-30T18:00", Unsuitable.NOT_A_TIME),
            ("9999-12-31T23:59-23:59", Unsuitable.NOT_A_TIME),
            ("2026-01-14T02:13", Unsuitable.PAST),
            ("2026-01-28T02:15", Unsuitable.TOO_FAR),
        ],
    )
    def test_says_what_does_not_fit(self, text: str, reason: Unsuitable) -> None:
        assert refusal(text) is reason

    def test_the_minute_that_runs_now_counts(self) -> None:
        assert read_chosen("2026-01-14T02:14", NOW, LONDON) == NOW.replace(second=0)

    def test_an_hour_that_does_not_exist_moves_forward(self) -> None:
        night = datetime(2026, 3, 28, 12, tzinfo=UTC)
        assert write_chosen(read_chosen("2026-03-29T01:30", night, LONDON), LONDON) == "2026-03-29T02:30"

    def test_of_an_hour_that_comes_twice_it_is_the_one_still_ahead(self) -> None:
        before = datetime(2026, 10, 25, 0, 10, tzinfo=UTC)
        assert read_chosen("2026-10-25T01:30", before, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        between = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
        assert read_chosen("2026-10-25T01:30", between, LONDON) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    @given(st.text())
    def test_no_text_does_more_than_be_refused(self, text: str) -> None:
        try:
            chosen = read_chosen(text, NOW, LONDON)
        except TimeRefused:
            return
        assert NOW - timedelta(minutes=1) < chosen <= NOW + FURTHEST

    @given(st.integers(min_value=1, max_value=14 * 24 * 60 - 1))
    def test_reads_what_it_writes(self, minutes: int) -> None:
        moment = NOW.replace(second=0) + timedelta(minutes=minutes)
        assert read_chosen(write_chosen(moment, LONDON), NOW, LONDON) == moment
