"""A rota answers people who ask, as arithmetic says where there is arithmetic for it."""

from collections.abc import Callable, Iterator
from math import exp, factorial, inf, log
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.organisation.hours import ALWAYS, Hours
from enquiries.organisation.ladder import LadderStep
from enquiries.organisation.rota import PlannedShift
from enquiries.reporting.forecast.habits import HOURS, AnswerTimes, Habits, Observation
from enquiries.reporting.forecast.history import CentreRota
from enquiries.reporting.forecast.months import Share
from enquiries.reporting.forecast.simulation import draw, seconds_to_call
from enquiries.reporting.forecast.week import WEEK, StaffedWeek
from tests.reporting.forecast.made_up import AROUND_THE_CLOCK, DANA, PRIYA, SAM, rolled, rota, shift

AT_ONCE, NEVER = AnswerTimes([Observation(0, True, 0)], [1]), AnswerTimes([], [])
QUARTER = 15 * 60  # seconds
_MANY = 4000  # values of which a distribution is made


def exponential(mean: float) -> list[int]:
    """Values at equal steps of an exponential distribution, in order."""
    return [round(-mean * log(1 - (n + 0.5) / _MANY)) for n in range(_MANY)]


def answers(mean: float) -> AnswerTimes:
    return AnswerTimes([Observation(each, True, 0) for each in exponential(mean)], [1])


def habits(
    an_hour: float = 1.0,
    on_call: AnswerTimes = AT_ONCE,
    others: AnswerTimes = NEVER,
    lengths: tuple[int, ...] = (0,),
    withdrawn: float = 0.0,
) -> Habits:
    return Habits([an_hour] * HOURS, on_call, others, (0,), lengths, withdrawn)


def waits(planned: CentreRota, found: Habits, weeks: int = 4, seed: int = 3) -> list[tuple[int, float]]:
    """When each asked, and how long they waited."""
    people = draw(found, weeks, rolled(seed))
    waited = seconds_to_call(StaffedWeek(planned), people, found.on_call, QUARTER)
    return [(person.at, each) for person, each in zip(people, waited, strict=True)]


def hour_of(at: int) -> int:
    return at % WEEK // 3600


def test_who_asks_while_anyone_is_free_waits_for_no_one() -> None:
    found = waits(rota(AROUND_THE_CLOCK), habits())
    assert len(found) == pytest.approx(4 * HOURS, abs=3 * (4 * HOURS) ** 0.5)
    assert {waited for _, waited in found} == {0}


def test_where_no_one_is_on_call_and_no_one_else_answers_it_is_late() -> None:
    days = rota(shift("mon-sun", "08:00", "20:00"))
    for at, waited in waits(days, habits()):
        on_call = 8 <= hour_of(at) % 24 < 20
        assert (waited == 0) if on_call else waited > 0


def test_at_night_a_closed_centre_has_who_is_not_on_call_asked_at_its_opening() -> None:
    nobody = rota(hours=Hours.parse("mon-sun 08:00-20:00"))
    for at, waited in waits(nobody, habits(others=AT_ONCE)):
        opens = max(at, at - at % 86400 + 8 * 3600) if at % 86400 < 20 * 3600 else at - at % 86400 + 32 * 3600
        assert waited == opens + 180 - at if opens + 180 - at < 12 * 3600 else waited == 12 * 3600


def test_a_level_is_asked_when_its_step_comes() -> None:
    second = rota(shift("mon-sun", "00:00", "24:00", PRIYA, level=2))
    assert {waited for _, waited in waits(second, habits())} == {90}
    unasked = rota(
        shift("mon-sun", "00:00", "24:00", PRIYA, level=3), ladder=[LadderStep.parse("0s", "level:1")]
    )
    assert all(waited == 12 * 3600 for _, waited in waits(unasked, habits(0.01)))


def test_the_soonest_of_those_who_are_free_answers() -> None:
    """Of three whose answers take two minutes on average, the first takes forty seconds."""
    three = rota(*(shift("mon-sun", "00:00", "24:00", staff) for staff in (SAM, PRIYA, DANA)))
    waited = [each for _, each in waits(three, habits(2, answers(120)), weeks=8)]
    for seconds in (20, 40, 120):
        share = fmean(each <= seconds for each in waited)
        assert share == pytest.approx(1 - exp(-seconds / 40), abs=0.03)


def test_who_withdraws_is_never_called_and_keeps_no_one_busy() -> None:
    found = waits(rota(AROUND_THE_CLOCK), habits(lengths=(3600,), withdrawn=0.5))
    assert fmean(waited == inf for _, waited in found) == pytest.approx(0.5, abs=0.07)


@pytest.mark.parametrize(("people", "an_hour"), [(1, 3.0), (2, 8.0)])
def test_calls_queue_as_the_formula_of_erlang_says(people: int, an_hour: float) -> None:
    """People who answer at once, and calls of ten minutes on average: a queue of the kind M/M/c."""
    staffed = rota(*(shift("mon-sun", "00:00", "24:00", staff) for staff in range(1, people + 1)))
    found = habits(an_hour, lengths=tuple(exponential(600)))
    months = [
        fmean(waited <= QUARTER for _, waited in waits(staffed, found, weeks=2, seed=seed))
        for seed in range(20)
    ]
    expected = within(QUARTER, people, an_hour / 3600, 1 / 600)
    share = Share.of(months)
    assert share.low <= expected <= share.high
    assert share.mean == pytest.approx(expected, abs=0.015)


def within(seconds: float, servers: int, arrivals: float, served: float) -> float:
    """The share that waits no longer: Erlang's C formula."""
    load = arrivals / served
    busy = load**servers / factorial(servers) * servers / (servers - load)
    must_wait = busy / (sum(load**n / factorial(n) for n in range(servers)) + busy)
    return 1 - must_wait * exp(-(servers * served - arrivals) * seconds)


DAYS = st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1, max_size=4)
CLOCKS = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
SHIFTS = st.builds(
    lambda days, start, end, staff, level: shift(" ".join(days), start, end, staff, level),
    DAYS,
    CLOCKS,
    CLOCKS,
    st.integers(1, 4),
    st.integers(1, 3),
)
LADDERS = st.sampled_from(
    [
        None,
        [LadderStep.parse("0s", "level:1"), LadderStep.parse("10m", "managers")],
        [LadderStep.parse("0s", "level:2"), LadderStep.parse("5m", "level:1")],
        [LadderStep.parse("0s", "everyone")],
    ]
)
OPEN = st.sampled_from([ALWAYS, Hours.parse("mon-fri 08:00-20:00"), Hours.parse("sat 22:00-03:00")])
SECONDS = st.lists(st.integers(0, 4 * 3600), min_size=1, max_size=6)


@st.composite
def any_habits(choose: Callable[[st.SearchStrategy[object]], object]) -> Habits:
    """Any hours, any answers; some never answer."""
    times = [sorted(choose(SECONDS)) for _ in range(2)]  # type: ignore[call-overload]
    some = [[Observation(each, number % 3 != 1, 0) for number, each in enumerate(every)] for every in times]
    lengths = choose(SECONDS)
    an_hour = choose(st.sampled_from([0.2, 1.0, 4.0]))
    return Habits(
        [an_hour] * HOURS,  # type: ignore[list-item]
        AnswerTimes(some[0], [1]),
        AnswerTimes(some[1], [1]),
        (0, 60, inf),
        lengths,  # type: ignore[arg-type]
        0.1,
    )


@given(
    shifts=st.lists(SHIFTS, max_size=4),
    more=SHIFTS,
    ladder=LADDERS,
    hours=OPEN,
    found=any_habits(),
    seed=st.integers(0, 99),
)
def test_one_more_person_makes_no_one_wait_longer(
    shifts: list[PlannedShift],
    more: PlannedShift,
    ladder: list[LadderStep] | None,
    hours: Hours,
    found: Habits,
    seed: int,
) -> None:
    planned = rota(*shifts, hours=hours, ladder=ladder)
    people = draw(found, 1, rolled(seed))
    today, then = (
        list(seconds_to_call(week, people, found.on_call, QUARTER))
        for week in (StaffedWeek(planned), StaffedWeek(planned, more))
    )
    assert all(after <= before for before, after in zip(today, then, strict=True))


def test_people_are_the_same_for_the_same_dice() -> None:
    found = habits(2, answers(60), lengths=tuple(exponential(600)))
    assert draw(found, 2, rolled(5)) == draw(found, 2, rolled(5)) != draw(found, 2, rolled(6))


def test_people_ask_as_often_as_before_in_each_hour() -> None:
    hourly = [0.0] * HOURS
    hourly[3], hourly[100] = 2.0, 0.5
    people = draw(Habits(hourly, AT_ONCE, NEVER, (0,), (0,), 0.0), 400, rolled(1))
    by_hour = {hour: sum(hour_of(each.at) == hour for each in people) for hour in (3, 100)}
    assert sum(by_hour.values()) == len(people)
    assert by_hour[3] == pytest.approx(800, abs=90)
    assert by_hour[100] == pytest.approx(200, abs=45)
    assert [each.at for each in people] == sorted(each.at for each in people)


def stretches(week: StaffedWeek) -> Iterator[tuple[int, int]]:
    """How many are asked in the end, from which second of the week on."""
    at = 0
    while at < WEEK:
        asked, until = week.asked(at, at - 3600)
        yield at, asked
        at = until


def test_a_week_of_shifts_comes_back_over_midnight_and_sunday() -> None:
    nights = rota(shift("sun", "22:00", "06:00"), shift("sun", "23:00", "02:00", PRIYA))
    found = {at // 3600: asked for at, asked in stretches(StaffedWeek(nights))}
    assert found == {0: 2, 2: 1, 6: 0, **dict.fromkeys(range(24, 145, 24), 0), 166: 1, 167: 2}


def test_a_person_on_two_levels_counts_once_and_one_more_counts_besides() -> None:
    both = rota(AROUND_THE_CLOCK, shift("mon-sun", "00:00", "24:00", SAM, level=2))
    assert StaffedWeek(both).asked(0, 0) == (1, 90)
    assert StaffedWeek(both, shift("mon", "00:00", "01:00")).asked(0, 0)[0] == 2
