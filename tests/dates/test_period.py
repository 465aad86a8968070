"""Days and moments as they are written on a command line, by the clocks of a centre."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from enquiries.dates.iso import read_moment, write_moment
from enquiries.dates.period import Period

LONDON = ZoneInfo("Europe/London")


def test_both_ends_are_included_by_the_clock_of_the_centre() -> None:
    period = Period.parse("2026-03-29", "2026-03-29")  # the day has 23 hours
    assert period.starts_at(LONDON) == datetime(2026, 3, 29, 0, tzinfo=UTC)
    assert period.ends_at(LONDON) == datetime(2026, 3, 29, 23, tzinfo=UTC)


def test_an_end_may_be_left_open() -> None:
    period = Period.parse(None, None)
    assert (period.starts_at(LONDON), period.ends_at(LONDON)) == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "at any time"),
        ("2026-01-01", None, "from 2026-01-01 on"),
        (None, "2026-01-31", "up to 2026-01-31"),
        ("2026-01-01", "2026-01-31", "from 2026-01-01 to 2026-01-31"),
    ],
)
def test_a_period_says_what_it_is(first: str | None, last: str | None, said: str) -> None:
    assert str(Period.parse(first, last)) == said


@pytest.mark.parametrize(
    "text", ["14/01/2026", "2026-02-30", "", "0001-01-01", "9999-12-31", "2026-01-01T10:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date: write it like 2026-01-31"):
        Period.parse(text, None)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2026-02-01 is after 2026-01-31"):
        Period.parse("2026-02-01", "2026-01-31")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-07-01T02:14", datetime(2026, 7, 1, 1, 14, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 23, tzinfo=UTC)),
        ("2026-07-01T02:14Z", datetime(2026, 7, 1, 2, 14, tzinfo=UTC)),
        ("2026-07-01 02:14:05+02:00", datetime(2026, 7, 1, 0, 14, 5, tzinfo=UTC)),
    ],
)
def test_a_moment_is_of_the_centres_clock_unless_it_says_otherwise(text: str, moment: datetime) -> None:
    assert read_moment(text, LONDON) == moment


@pytest.mark.parametrize("text", ["", "now", "2am", "2026-13-01T00:00", "0001-01-01T00:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a moment: write it like 2026-01-14T02:14"):
        read_moment(text, LONDON)


def test_a_moment_is_written_in_utc_to_the_millisecond() -> None:
    assert write_moment(datetime(2026, 7, 1, 2, 14, 5, 123900, tzinfo=LONDON)) == "2026-07-01T01:14:05.123Z"
