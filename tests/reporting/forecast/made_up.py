"""Histories that tests make up: who asks when, and how soon staff answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from random import Random
from zoneinfo import ZoneInfo

from enquiries.dates.week import moment
from enquiries.organisation.hours import ALWAYS, Hours
from enquiries.organisation.ladder import LadderStep, default_ladder
from enquiries.organisation.rota import PlannedShift, Stint, stints
from enquiries.reporting.forecast.history import CentreRota, HandledCall, History, WantedCall

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2025, 10, 6)
_A_DAY = timedelta(days=1)
_ASKED_AFTER = {1: timedelta(0), 2: timedelta(seconds=90)}
SAM, PRIYA, DANA = 1, 2, 3
PROMISE = timedelta(minutes=15)


def shift(days: str, start: str, end: str, staff: int = SAM, level: int = 1) -> PlannedShift:
    return PlannedShift.parse(staff, level, days, start, end)


AROUND_THE_CLOCK = shift("mon-sun", "00:00", "24:00")
NIGHTS = shift("mon-sun", "20:00", "08:00", DANA, level=2)


def rolled(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def rota(
    *shifts: PlannedShift, hours: Hours = ALWAYS, ladder: Sequence[LadderStep] | None = None
) -> CentreRota:
    return CentreRota(LONDON, hours, shifts, ladder or default_ladder())


@dataclass(frozen=True)
class Staff:
    """After how many seconds, on average, they answer, call, and are done with a call. Of each chance."""

    answers: float = 120
    calls: float = 60
    length: float = 600


USUAL = Staff()


def past(
    planned: CentreRota,
    weeks: int = 12,
    a_day: float = 20,
    seed: int = 7,
    staff: Staff = USUAL,
    first_day: date = MONDAY,
) -> History:
    """People asked at any hour, and staff answered as they do: each alert alone, and none during a call."""
    start, end = moment(first_day, 0, LONDON), moment(first_day + timedelta(weeks=weeks), 0, LONDON)
    on_call = stints(planned.shifts, (), (start, end), LONDON)
    world = _World(rolled(seed), staff, on_call)
    world.run(start, end, a_day)
    return History(planned, PROMISE, first_day, weeks, world.wanted, world.handled, on_call)


class _World:
    """What happens one after another; unlike the model, everyone who is asked has a mind of their own."""

    def __init__(self, dice: Random, staff: Staff, on_call: Sequence[Stint]) -> None:
        self._dice, self._staff, self._on_call = dice, staff, on_call
        self._answers: list[tuple[datetime, int, int]] = []  # when, who, whom
        self._busy = dict.fromkeys((each.staff for each in on_call), datetime.min.replace(tzinfo=UTC))
        self.wanted: list[WantedCall] = []
        self.handled: list[HandledCall] = []

    def run(self, at: datetime, end: datetime, a_day: float) -> None:
        while (at := at + timedelta(days=self._dice.expovariate(a_day))) < end:
            self._until(at)
            self.wanted.append(WantedCall(at))
            for each in self._on_call:
                if each.starts_at <= at + _A_DAY and at < each.ends_at:
                    asked = max(at + _ASKED_AFTER[each.level], each.starts_at)
                    self._will_answer(asked, each.staff, len(self.wanted) - 1)
        self._until(end + _A_DAY)

    def _until(self, at: datetime) -> None:
        while self._answers and self._answers[0][0] <= at:
            now, who, whom = heappop(self._answers)
            if self.wanted[whom].claimed_at is None:
                if self._busy[who] > now:
                    self._will_answer(self._busy[who], who, whom)
                else:
                    self._claim(now, who, whom)

    def _will_answer(self, asked: datetime, who: int, whom: int) -> None:
        heappush(self._answers, (asked + self._some(self._staff.answers), who, whom))

    def _claim(self, now: datetime, who: int, whom: int) -> None:
        called_at = now + self._some(self._staff.calls)
        self._busy[who] = called_at + self._some(self._staff.length)
        self.handled.append(HandledCall(who, now, self._busy[who]))
        self.wanted[whom] = replace(
            self.wanted[whom],
            claimed_at=now,
            claimed_by=who,
            called_at=called_at,
            logged=True,
            ended_at=called_at,
        )

    def _some(self, mean: float) -> timedelta:
        return timedelta(seconds=self._dice.expovariate(1 / mean))
