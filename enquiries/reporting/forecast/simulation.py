"""People ask by the habits of a centre, and a rota answers: how long each of them waits for the call.

Those who asked earlier come first. From when a call is due until its outcome it takes one of the people on
call, and who is left answers the next. A call that no one on call has answered within the promise is in the
way of no one else meanwhile.

What is drawn for a person who asks is drawn before, whatever the rota: when, how soon each of those who are
free answers, how long the call takes. So two rotas are compared with the same people, and one more person on
call makes no one wait longer: there are never fewer people free, so that each call is answered no later, ends
no later and leaves people free no later (docs/decisions/0051 has the proof).
"""

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from math import inf
from random import Random
from typing import NamedTuple

from enquiries.reporting.forecast.habits import HORIZON, HOURS, AnswerTimes, Habits
from enquiries.reporting.forecast.week import StaffedWeek

# More people who are free at once answer no sooner than so many.
MOST_FREE = 8
_HOUR = 3600  # seconds


class Asks(NamedTuple):
    """A person who asks, `at` so many seconds since Monday 00:00 of the first week.

    `chances` are shares from 0 to 1: how soon those who are free answer. The rest are seconds.
    """

    at: int
    withdraws: bool
    chances: tuple[float, ...]
    others_answer: float
    to_call: float
    length: int


def draw(habits: Habits, weeks: int, dice: Random) -> list[Asks]:
    """Draw the people who ask in so many weeks, in order of time: in each hour a Poisson number of them."""
    found: list[Asks] = []
    for hour in range(weeks * HOURS):
        expected = habits.hourly[hour % HOURS]
        at = dice.expovariate(expected) if expected else inf
        while at < 1:
            found.append(_person(habits, int((hour + at) * _HOUR), dice))
            at += dice.expovariate(expected)
    return found


def _person(habits: Habits, at: int, dice: Random) -> Asks:
    share = dice.random
    return Asks(
        at=at,
        withdraws=share() < habits.withdrawn,
        chances=tuple([share() for _ in range(MOST_FREE)]),
        others_answer=habits.others.at(share()),
        to_call=habits.to_call[int(share() * len(habits.to_call))],
        length=habits.lengths[int(share() * len(habits.lengths))],
    )


def seconds_to_call(
    week: StaffedWeek, people: Sequence[Asks], answers: AnswerTimes, patience: int
) -> Iterator[float]:
    """Yield how long each waits for the call, from when it is due; infinite where there is none.

    `answers` are of one person on call. `patience` is how long an unanswered call keeps a person from others.
    """
    ends: list[int] = []  # of the calls of those before, in order
    for person in people:
        if person.withdraws:
            yield inf
            continue
        del ends[: bisect_right(ends, person.at)]
        free_at, claimed_at = _claim(week, person, ends, answers)
        insort(ends, int(min(claimed_at, free_at + patience)) + person.length)
        yield claimed_at + person.to_call - person.at


def _claim(week: StaffedWeek, person: Asks, ends: Sequence[int], answers: AnswerTimes) -> tuple[float, float]:
    """Return when anyone on call is first free for them, and when they are claimed; at most `HORIZON` on."""
    at = start = week.ladder_start(person.at)
    claimed_at = min(start + week.others_after + person.others_answer, person.at + HORIZON)
    free_at, answering = claimed_at, 0  # answering: how many were free at once so far
    while at < claimed_at:
        asked, until = week.asked(at, start)
        over = bisect_right(ends, at)
        free = min(asked - (len(ends) - over), MOST_FREE)
        if free > answering:
            free_at = free_at if answering else at
            claimed_at = min(claimed_at, at + answers.at(min(person.chances[answering:free])))
            answering = free
        at = min(until, ends[over]) if over < len(ends) else until
    return free_at, claimed_at
