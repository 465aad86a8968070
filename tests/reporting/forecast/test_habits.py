"""What a history says of how soon people answer, seen from who answered first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import inf

import pytest

from enquiries.dates.week import moment
from enquiries.organisation.hours import Hours
from enquiries.organisation.rota import stints
from enquiries.reporting.forecast.habits import HORIZON, AnswerTimes, Observation, Observed
from enquiries.reporting.forecast.history import CentreRota, HandledCall, History, WantedCall
from enquiries.reporting.forecast.past_rota import Answers, PastRota
from tests.reporting.forecast.made_up import (
    AROUND_THE_CLOCK,
    DANA,
    LONDON,
    MONDAY,
    PRIYA,
    PROMISE,
    SAM,
    Staff,
    past,
    rota,
    shift,
)

BOTH = rota(AROUND_THE_CLOCK, shift("mon-sun", "08:00", "20:00", PRIYA))


def at(clock: str, days: int = 0) -> datetime:
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    start = moment(MONDAY + timedelta(days=days), 0, LONDON)
    return start + timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))


def told(planned: CentreRota, *wanted: WantedCall, handled: Sequence[HandledCall] = ()) -> History:
    between = (at("00:00"), at("00:00", days=7))
    on_call = stints(planned.shifts, (), between, LONDON)
    return History(planned, PROMISE, MONDAY, 1, wanted, handled, on_call)


def claimed(wanted: str, claimed_at: str, by: int) -> WantedCall:
    called_at = at(claimed_at) + timedelta(minutes=1)
    return WantedCall(at(wanted), at(claimed_at), by, called_at, logged=True, ended_at=called_at)


def answers(planned: CentreRota, wanted: WantedCall, *handled: HandledCall) -> Answers:
    return PastRota(told(planned, wanted, handled=handled)).answers(wanted, HORIZON)


def test_of_two_who_are_asked_one_answers_and_the_other_had_not_yet() -> None:
    found = answers(BOTH, claimed("09:00", "09:02", PRIYA))
    assert sorted(found.on_call) == [(120, False), (120, True)]
    assert found.others is None  # they are asked after three minutes


def test_who_is_not_on_call_is_asked_when_the_ladder_asks_them() -> None:
    found = answers(BOTH, claimed("02:00", "02:10", DANA))
    assert (found.on_call, found.others) == ([(600, False)], (420, True))
    assert answers(BOTH, claimed("02:00", "02:10", SAM)).others == (420, False)


def test_a_person_with_another_call_is_not_asked_until_it_is_over() -> None:
    other = HandledCall(SAM, at("01:55"), at("02:05"))
    assert answers(BOTH, claimed("02:00", "02:07", SAM), other).on_call == [(120, True)]
    began_meanwhile = HandledCall(SAM, at("02:01"), at("02:05"))
    assert answers(BOTH, claimed("02:00", "02:07", SAM), began_meanwhile).on_call == [(120, True)]


def test_a_call_of_another_ends_the_time_in_which_they_could_have_answered() -> None:
    priyas = HandledCall(PRIYA, at("09:01"), at("09:30"))
    found = answers(BOTH, claimed("09:00", "09:05", SAM), priyas)
    assert sorted(found.on_call) == [(60, False), (300, True)]


def test_one_whose_result_came_late_was_free_since_they_answered() -> None:
    never_ended = HandledCall(SAM, at("01:00"), at("03:00"))
    assert answers(BOTH, claimed("02:00", "02:02", SAM), never_ended).on_call == [(120, True)]


def test_who_comes_on_call_meanwhile_is_asked_from_then_on() -> None:
    found = answers(BOTH, claimed("07:59", "08:01", PRIYA))
    assert sorted(found.on_call) == [(60, True), (120, False)]


def test_a_closed_centre_asks_when_it_opens_or_anyone_comes_on_call() -> None:
    closed = rota(shift("mon-sun", "10:00", "20:00"), hours=Hours.parse("mon-sun 09:00-17:00"))
    found = answers(closed, claimed("02:00", "09:10", DANA))
    assert (found.on_call, found.others) == ([], (420, True))
    assert answers(closed, claimed("18:00", "18:01", SAM)).on_call == [(60, True)]


def test_one_who_is_never_claimed_had_no_answer_until_it_ended() -> None:
    found = answers(BOTH, WantedCall(at("02:00"), ended_at=at("02:30"), withdrew=True))
    assert (found.on_call, found.others) == ([(1800, False)], (1620, False))
    never = answers(BOTH, WantedCall(at("02:00")))
    assert (HORIZON, False) in never.on_call


def test_answers_are_estimated_from_those_who_had_not_answered_too() -> None:
    """By hand: of four asked one answers after 10 s, then of the two who are left one after 30 s."""
    seen = [
        Observation(10, True, 0),
        Observation(20, False, 0),
        Observation(30, True, 0),
        Observation(40, False, 0),
    ]
    times = AnswerTimes(seen, [1])
    assert [times.at(share) for share in (0.2, 0.25, 0.3, 0.625, 0.63)] == [10, 10, 30, 30, inf]
    assert AnswerTimes(seen, [0]).at(0.1) == inf


def test_a_week_counts_as_often_as_it_is_drawn() -> None:
    seen = [Observation(10, True, 0), Observation(30, True, 1)]
    assert [AnswerTimes(seen, [1, 1]).at(share) for share in (0.5, 0.6)] == [10, 30]
    assert [AnswerTimes(seen, [0, 2]).at(share) for share in (0.1, 0.9)] == [30, 30]
    assert AnswerTimes(seen, [3, 1]).at(0.75) == 10


def test_the_answers_of_one_person_are_found_behind_those_of_the_first_of_two() -> None:
    """The first of two answers after a minute on average; each of them after two."""
    both = rota(AROUND_THE_CLOCK, shift("mon-sun", "00:00", "24:00", PRIYA))
    found = Observed(past(both, weeks=16, staff=Staff(length=60))).habits().on_call
    assert found.at(0.5) == pytest.approx(120 * 0.693, rel=0.12)
    assert found.at(0.9) == pytest.approx(120 * 2.303, rel=0.15)


def test_hours_calls_and_withdrawals_are_counted() -> None:
    ended = at("05:00")
    history = told(
        BOTH,
        claimed("02:00", "02:05", SAM),
        WantedCall(at("03:00"), at("02:30"), SAM, at("03:01")),  # claimed before the chosen time
        WantedCall(at("03:10"), at("03:12"), SAM),  # and never called
        WantedCall(at("04:00"), ended_at=ended, withdrew=True),
        handled=[HandledCall(SAM, at("02:05"), at("02:15"))],
    )
    found = Observed(history).habits()
    assert {hour: count for hour, count in enumerate(found.hourly) if count} == {2: 1, 3: 2, 4: 1}
    assert (found.to_call, found.lengths, found.withdrawn) == ([60, 60, inf], [600], 0.25)
