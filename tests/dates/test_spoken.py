from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.dates.spoken import FURTHEST, is_time, read_time, say_clock, say_opening, say_when

LONDON = ZoneInfo("Europe/London")
moments = st.integers(0, 2 * 366 * 24 * 3600).map(
    lambda after: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=after)
)


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


WEDNESDAY_AT_3PM = local(2026, 1, 14, 15)


class TestReadTime:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("6PM", local(2026, 1, 14, 18)),
            ("6.30pm", local(2026, 1, 14, 18, 30)),
            ("6:30 p.m.", local(2026, 1, 14, 18, 30)),
            ("630pm", local(2026, 1, 14, 18, 30)),
            ("6p", local(2026, 1, 14, 18)),
            ("18:30", local(2026, 1, 14, 18, 30)),
            ("1830", local(2026, 1, 14, 18, 30)),
            ("at 6", local(2026, 1, 14, 18)),
            ("6 o'clock please", local(2026, 1, 14, 18)),
            ("half 6", local(2026, 1, 14, 18, 30)),
            ("half past six", None),
            ("quarter past 4", local(2026, 1, 14, 16, 15)),
            ("after 5pm", local(2026, 1, 14, 17)),
            ("around 8", local(2026, 1, 14, 20)),
            ("10", local(2026, 1, 15, 10)),
            ("10am", local(2026, 1, 15, 10)),
            ("3pm", local(2026, 1, 15, 15)),
            ("TOMORROW 10AM", local(2026, 1, 15, 10)),
            ("10am tomorrow", local(2026, 1, 15, 10)),
            ("tomoz at 8", local(2026, 1, 15, 8)),
            ("tommorow morning", local(2026, 1, 15, 9)),
            ("TOMORROW", local(2026, 1, 15, 9)),
            ("tomorrow morning at 10", local(2026, 1, 15, 10)),
            ("7 in the evening", local(2026, 1, 14, 19)),
            ("day after tomorrow 9am", local(2026, 1, 16, 9)),
            ("TONIGHT", local(2026, 1, 14, 20)),
            ("tonight at 9", local(2026, 1, 14, 21)),
            ("tonight 1am", local(2026, 1, 15, 1)),
            ("tonight at 12", local(2026, 1, 15, 0)),
            ("midnight", local(2026, 1, 15, 0)),
            ("noon", local(2026, 1, 15, 12)),
            ("this evening", local(2026, 1, 14, 18)),
            ("afternoon", local(2026, 1, 15, 14)),
            ("MONDAY 9AM", local(2026, 1, 19, 9)),
            ("Weds 9am", local(2026, 1, 21, 9)),
            ("wed 4pm", local(2026, 1, 14, 16)),
            ("on friday", local(2026, 1, 16, 9)),
            ("Wed 28 Jan 10:30am", local(2026, 1, 28, 10, 30)),
            ("20th of january 6pm", local(2026, 1, 20, 18)),
            ("in 30 minutes", local(2026, 1, 14, 15, 30)),
            ("30M", local(2026, 1, 14, 15, 30)),
            ("2H", local(2026, 1, 14, 17)),
            ("in half an hour", local(2026, 1, 14, 15, 30)),
            ("an hour", local(2026, 1, 14, 16)),
            ("3 days", local(2026, 1, 17, 15)),
        ],
    )
    def test_reads_what_people_text(self, text: str, expected: datetime | None) -> None:
        read = read_time(text, WEDNESDAY_AT_3PM, LONDON)
        assert read == expected
        assert read is None or read.tzinfo is UTC

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "later",
            "25:00",
            "6:75",
            "13pm",
            "today 9am",
            "15 days",
            "31 june 9am",
            "14 feb 9am",
            "6 7",
            "monday tuesday",
            "before 6pm",
            "i finish work at 6",
            "he is out tomorrow",
            "0 minutes",
            "4821",
            "07700 900123",
        ],
    )
    def test_leaves_everything_else_to_a_person(self, text: str) -> None:
        assert read_time(text, WEDNESDAY_AT_3PM, LONDON) is None

    def test_tonight_is_over_once_it_is_past(self) -> None:
        assert read_time("tonight", local(2026, 1, 14, 22), LONDON) is None

    def test_tomorrow_is_a_date_even_in_the_small_hours(self) -> None:
        assert read_time("tomorrow 10am", local(2026, 1, 14, 2), LONDON) == local(2026, 1, 15, 10)

    def test_a_new_year_begins_within_a_fortnight(self) -> None:
        assert read_time("2 jan 9am", local(2026, 12, 28, 9), LONDON) == local(2027, 1, 2, 9)

    def test_an_hour_that_the_clocks_skip_moves_forward(self) -> None:
        read = read_time("1.30am", local(2026, 3, 28, 22), LONDON)
        assert read == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
        assert say_clock(read, LONDON) == "02:30"

    def test_an_hour_that_comes_twice_is_the_second_when_the_first_is_past(self) -> None:
        within_the_second = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
        assert read_time("1:30am", within_the_second, LONDON) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    def test_an_hour_that_comes_twice_is_the_first(self) -> None:
        assert read_time("1.30am", local(2026, 10, 24, 22), LONDON) == datetime(
            2026, 10, 25, 0, 30, tzinfo=UTC
        )

    def test_a_wall_clock_time_keeps_its_hour_when_clocks_change(self) -> None:
        assert read_time("tomorrow 10am", local(2026, 3, 28, 22), LONDON) == datetime(
            2026, 3, 29, 9, tzinfo=UTC
        )

    @given(st.text() | st.text("0123456789apmh:. tonigrw"), moments)
    def test_is_never_past_and_never_far(self, text: str, now: datetime) -> None:
        read = read_time(text, now, LONDON)
        assert read is None or (now < read <= now + FURTHEST and is_time(text))

    @given(
        st.sampled_from(["", "today ", "tomorrow ", "mon ", "sunday "]),
        st.integers(0, 23),
        st.integers(0, 59),
        moments,
    )
    def test_a_clock_time_is_that_time_on_the_wall(
        self, day: str, hour: int, minute: int, now: datetime
    ) -> None:
        read = read_time(f"{day}{hour:02}:{minute:02}", now, LONDON)
        if read is not None and read.astimezone(LONDON).utcoffset() == now.astimezone(LONDON).utcoffset():
            assert say_clock(read, LONDON) == f"{hour:02}:{minute:02}"


class TestSayWhen:
    @pytest.mark.parametrize(
        ("moment", "said"),
        [
            (WEDNESDAY_AT_3PM, "now"),
            (local(2026, 1, 14, 18), "at 6pm today"),
            (local(2026, 1, 14, 22, 30), "at 10:30pm today"),
            (local(2026, 1, 15, 10), "tomorrow 10am"),
            (local(2026, 1, 15, 0), "tomorrow 12am"),
            (local(2026, 1, 21, 10, 30), "Wed 21 Jan 10:30am"),
        ],
    )
    def test_names_the_day(self, moment: datetime, said: str) -> None:
        assert say_when(moment, WEDNESDAY_AT_3PM, LONDON) == said

    @given(moments, st.timedeltas(timedelta(minutes=-5), timedelta(days=400)))
    def test_fits_its_width(self, now: datetime, ahead: timedelta) -> None:
        assert len(say_when(now + ahead, now, LONDON)) <= 18

    @given(moments, st.integers(1, 14 * 24 * 60 - 1))
    def test_reads_back_as_the_same_moment(self, now: datetime, minutes: int) -> None:
        moment = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        clock = moment.astimezone(LONDON)
        comes_twice = clock.replace(fold=0).utcoffset() != clock.replace(fold=1).utcoffset()
        if moment > now and not comes_twice:
            assert read_time(say_when(moment, now, LONDON), now, LONDON) == moment


class TestSayOpening:
    @pytest.mark.parametrize(
        ("moment", "said"),
        [
            (local(2026, 1, 14, 18), "6pm today"),
            (local(2026, 1, 14, 22, 30), "10:30pm Wed"),
            (local(2026, 1, 15, 8), "8am tomorrow"),
            (local(2026, 1, 15, 8, 30), "8:30am Thu"),
            (local(2026, 1, 19, 8), "8am Mon"),
            (local(2026, 2, 2, 8), "8am 2 Feb"),
            (local(2026, 2, 12, 10, 30), "12 Feb"),
        ],
    )
    def test_names_the_day(self, moment: datetime, said: str) -> None:
        assert say_opening(moment, WEDNESDAY_AT_3PM, LONDON) == said

    @given(moments, st.timedeltas(timedelta(0), timedelta(days=400)))
    def test_fits_its_width(self, now: datetime, ahead: timedelta) -> None:
        assert len(say_opening(now + ahead, now, LONDON)) <= 12


def test_the_clock_is_the_wall_clock_on_24_hours() -> None:
    assert say_clock(datetime(2026, 7, 1, 1, 14, tzinfo=UTC), LONDON) == "02:14"
