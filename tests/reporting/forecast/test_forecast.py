"""A forecast of a centre that goes on as before comes true; one of too little is refused."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import fmean

import pytest

from enquiries.reporting.forecast import words
from enquiries.reporting.forecast.back_test import back_test
from enquiries.reporting.forecast.enough import NoForecast
from enquiries.reporting.forecast.forecast import Forecast, forecast
from enquiries.reporting.forecast.habits import Observed
from enquiries.reporting.forecast.history import History, WantedCall
from enquiries.reporting.forecast.months import MONTH, Size, simulate
from enquiries.reporting.forecast.one_more import one_more, parse_one_more, say_one_more
from enquiries.reporting.forecast.week import StaffedWeek
from tests.reporting.forecast.made_up import (
    AROUND_THE_CLOCK,
    LONDON,
    NIGHTS,
    PROMISE,
    Staff,
    past,
    rota,
    shift,
)

NO_NIGHTS = rota(shift("mon-sun", "04:00", "01:00"))
SUNDAYS = one_more("sun", "01:00", "04:00")


@pytest.fixture(scope="module")
def history() -> History:
    """Twelve weeks of twenty a day, with one on call, two at night."""
    return past(rota(AROUND_THE_CLOCK, NIGHTS), staff=Staff(answers=400))


@pytest.fixture(scope="module")
def uncovered() -> History:
    """No one is on call from one to four in the morning."""
    return past(NO_NIGHTS, a_day=6)


@pytest.fixture(scope="module")
def found(uncovered: History) -> Forecast:
    return forecast(uncovered, SUNDAYS)


def in_time(history: History) -> float:
    return fmean(each.is_in_time(history.promise) for each in history.wanted)


def test_a_centre_that_goes_on_as_before_does_as_before(history: History) -> None:
    said = forecast(history)
    assert said.today.low <= in_time(history) <= said.today.high
    assert said.today.high - said.today.low < 0.1
    assert said.back_test.holds
    assert (said.weeks, said.asked, said.added) == (12, len(history.wanted), None)


def is_sunday_night(at: datetime) -> bool:
    local = at.astimezone(LONDON)
    return local.weekday() == 6 and 1 <= local.hour < 4


def test_one_more_person_helps_those_who_ask_in_those_hours(uncovered: History, found: Forecast) -> None:
    added = found.added
    assert added is not None
    assert added.before is not None
    assert added.after is not None
    assert added.before < 0.1 < 0.8 < added.after
    assert added.gained == pytest.approx(added.asked_then * (added.after - added.before), rel=0.2)
    then = [each for each in uncovered.wanted if is_sunday_night(each.wanted_at)]
    assert added.asked_then == pytest.approx(len(then) / 3, rel=0.2)  # in four of the twelve weeks
    assert found.today.mean < added.overall.mean < found.today.mean + 0.04


def test_one_more_person_where_no_one_asks_changes_nothing(uncovered: History) -> None:
    only_days = replace(
        uncovered, wanted=[each for each in uncovered.wanted if 6 <= each.wanted_at.hour < 20]
    )
    said = forecast(only_days, SUNDAYS)
    assert "No one asked for a call in those hours." in words.say_forecast(said)
    added = said.added
    assert added is not None
    assert (added.before, added.after, added.asked_then, added.gained) == (None, None, 0, 0)


def test_the_same_history_gives_the_same_forecast(uncovered: History, found: Forecast) -> None:
    assert forecast(uncovered, SUNDAYS) == found
    assert forecast(uncovered).today == found.today


def test_the_dice_decide_and_nothing_else(uncovered: History) -> None:
    def shares(seed: int) -> list[float]:
        months = simulate(Observed(uncovered), [StaffedWeek(NO_NIGHTS)], PROMISE, Size(1, 3), seed)
        return [month.share(0) for month in months]

    assert shares(1) == shares(1) != shares(2)


def test_the_last_month_is_not_seen_by_what_predicts_it(history: History) -> None:
    cut = history.part(0, history.weeks - MONTH)
    before = back_test(history)
    otherwise = replace(
        history,
        wanted=[
            each if each.wanted_at < cut.ends_at else WantedCall(each.wanted_at, ended_at=each.ended_at)
            for each in history.wanted
        ],
        handled=[each for each in history.handled if each.claimed_at < cut.ends_at],
    )
    after = back_test(otherwise)
    assert after.predicted == before.predicted
    assert (before.holds, after.holds, after.actual) == (True, False, 0.0)
    assert after.asked == len(history.wanted) - len(cut.wanted)
    assert all(each.claimed_at < cut.ends_at for each in cut.handled)


def a_few(history: History, **changes: object) -> Iterator[History]:
    yield replace(history, wanted=[replace(each, **changes) for each in history.wanted])  # type: ignore[arg-type]


def test_too_little_is_refused_with_a_reason(history: History) -> None:
    last = history.weeks - MONTH
    (unlogged,) = a_few(history, logged=False)
    for too_little, reason in (
        (history.part(0, 7), "needs 8 whole weeks of enquiries, and there are 7 so far."),
        (replace(history, wanted=history.wanted[:99]), "needs 100 enquiries, and the last 12 weeks had 99."),
        (unlogged, f"Only 0 of {len(history.wanted)} calls were logged"),
        (replace(history, handled=history.handled[:29]), "calls were logged"),
        (replace(history, wanted=history.part(0, last).wanted), "only 0 people asked for a call in them."),
        (
            replace(history, wanted=history.part(last, 12).wanted),
            "only 0 people asked for a call before them.",
        ),
    ):
        with pytest.raises(NoForecast, match=reason.replace(".", r"\.")):
            forecast(too_little)


def test_work_is_bounded_whatever_the_history(history: History) -> None:
    for a_week, size in ((5, Size(4, 60)), (140, Size(4, 42)), (300, Size(4, 20)), (1500, Size(1, 20))):
        many = replace(history, wanted=[history.wanted[0]] * a_week * history.weeks)
        assert Size.for_history(many) == size


def test_words_come_first(found: Forecast) -> None:
    first, second, third = words.say_forecast(found)
    assert first.startswith("With today’s rota about ")
    assert first.endswith(" in 100 would be called within 15 minutes.")
    assert second.startswith("With one more person on call on Sundays 01:00 to 04:00: ")
    assert re.fullmatch(
        r"That is about \d people more in 4 weeks. About \d+ people ask in those hours; today about \d in "
        r"100 of them would be called in time, with one more person about \d\d.",
        third,
    )
    check, weeks = words.say_check(found)
    assert f"It was {round(100 * found.back_test.actual)}, of {found.back_test.asked} people." in check
    assert weeks.startswith(f"It goes by the last 12 weeks, in which {found.asked:,} people asked")


def test_a_check_that_does_not_hold_is_said(found: Forecast) -> None:
    wrong = replace(found, back_test=replace(found.back_test, actual=0.1))
    assert "That is outside the range, so rely on it less." in next(words.say_check(wrong))


def test_a_promise_is_said_in_minutes() -> None:
    assert [words.say_within(each) for each in (60, 900, 5400, 90)] == [
        "within 1 minute",
        "within 15 minutes",
        "within 90 minutes",
        "within 1 min 30 s",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Sun 01:00-04:00", "Sundays 01:00 to 04:00"),
        ("mon-fri 18:00 – 22:00", "Mondays to Fridays 18:00 to 22:00"),
        ("sat, mon 22:00-06:00", "Mondays, Saturdays 22:00 to 06:00"),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, said: str) -> None:
    assert say_one_more(parse_one_more(written)) == said


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("Sunday night", "'Sunday night' is not a time on call: write days and times like Sun 01:00-04:00"),
        ("Someday 01:00-04:00", "'Someday' is not a day"),
        ("Sun 25:00-04:00", "'25:00' is not a time of day"),
        ("Sun 24:00-04:00", "a shift cannot start at 24:00"),
    ],
)
def test_hours_that_are_none_are_refused(written: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_one_more(written)


def test_a_call_is_in_time_by_the_clock_of_the_reports() -> None:
    wanted = past(rota(AROUND_THE_CLOCK), weeks=1).wanted[0]
    assert wanted.called_at is not None
    waited = wanted.called_at - wanted.wanted_at
    assert wanted.is_in_time(waited)
    assert not wanted.is_in_time(waited - timedelta(seconds=1))
