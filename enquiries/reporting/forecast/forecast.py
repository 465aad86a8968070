"""The share of first calls within a centre's promise, with its rota, and with one more person on call."""

from collections.abc import Sequence
from dataclasses import dataclass

from enquiries.organisation.rota import PlannedShift
from enquiries.reporting.forecast import enough
from enquiries.reporting.forecast.back_test import BackTest, back_test
from enquiries.reporting.forecast.habits import Observed
from enquiries.reporting.forecast.history import History
from enquiries.reporting.forecast.months import MONTH, Share, SimulatedMonth, Size, simulate
from enquiries.reporting.forecast.week import StaffedWeek, minutes_of


@dataclass(frozen=True)
class AddedPerson:
    """What one more person on call would change.

    `gained` is how many more are called in time in a month, and `asked_then` how many ask in those hours, on
    average. `before` and `after` are the shares of these; None where no one asks then.
    """

    shift: PlannedShift
    overall: Share
    gained: float
    asked_then: float
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Forecast:
    """`size` says what was simulated, from the last `weeks` weeks, in which so many people `asked`."""

    promise_seconds: int
    weeks: int
    asked: int
    size: Size
    today: Share
    added: AddedPerson | None
    back_test: BackTest


def forecast(history: History, added: PlannedShift | None = None) -> Forecast:
    """Simulate today's rota, and the same with one more person on call. Raises NoForecast."""
    enough.check(history)
    size = Size.for_history(history)
    rotas = [StaffedWeek(history.rota)]
    if added is not None:
        rotas.append(StaffedWeek(history.rota, added))
    months = list(simulate(Observed(history), rotas, history.promise, size))
    return Forecast(
        promise_seconds=int(history.promise.total_seconds()),
        weeks=history.weeks,
        asked=len(history.wanted),
        size=size,
        today=Share.of([month.share(0) for month in months]),
        added=_compare(added, months, size) if added is not None else None,
        back_test=back_test(history),
    )


def _compare(shift: PlannedShift, months: Sequence[SimulatedMonth], size: Size) -> AddedPerson:
    minutes = {minute for start, end in minutes_of(shift) for minute in range(start, end)}
    asked = sum(month.asked_at(minutes) for month in months)
    before, after = (
        sum(month.called_at(rota, minutes) for month in months) / asked if asked else None for rota in (0, 1)
    )
    more = sum(sum(month.in_time[1]) - sum(month.in_time[0]) for month in months)
    simulated = size.times * size.weeks / MONTH
    overall = Share.of([month.share(1) for month in months])
    return AddedPerson(shift, overall, more / simulated, asked / simulated, before, after)
