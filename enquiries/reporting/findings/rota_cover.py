"""Who is on call at each hour of the week, by the weekly rota as it is now, and which gaps of it hurt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from enquiries.dates.week import DAY, moment
from enquiries.organisation.models import Centre
from enquiries.organisation.rota import PlannedShift, gaps, who_is_on
from enquiries.reporting.findings.poor_hours import HOURS_OF_WEEK, Hour

_HALF_AN_HOUR = 30
_FIRST = 1
_WEEK = timedelta(days=7)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Gap:
    """Hours of the week with no one on call first, or at all, and the calls that were wanted in them."""

    centre: str
    hours: tuple[int, ...]
    no_one_at_all: bool
    calls: int
    in_time: int

    @property
    def says(self) -> str:
        """Sun 01:00 to Mon 08:00."""
        return f"{_say(self.hours[0])} to {_say((self.hours[-1] + 1) % HOURS_OF_WEEK)}"


class WeeklyCover:
    """The weekly rota of a centre: without one-off changes, which concern one week."""

    def __init__(
        self, centre: Centre, shifts: Sequence[PlannedShift], names: Mapping[int, str], now: datetime
    ):
        self._centre, self._shifts, self._names = centre, shifts, names
        today = now.astimezone(centre.zone).date()
        self._monday: date = today - timedelta(days=today.weekday())

    def at(self, hour: int) -> dict[int, list[str]]:
        """Return the names of those on call in the middle of an hour of the week, by level."""
        found: dict[int, list[str]] = {}
        for each in who_is_on(self._shifts, (), self._middle(hour), self._centre.zone, timedelta(0)):
            found.setdefault(each.level, []).append(self._names.get(each.staff, "someone"))
        return found

    def gaps(self, hours: Mapping[int, Hour]) -> list[Gap]:
        """Return the gaps of the week, those that hurt most people first. `hours` are the calls wanted."""
        at_all, first = self._uncovered(None), self._uncovered(_FIRST)
        runs = [(run, True) for run in _runs(at_all)] + [(run, False) for run in _runs(first - at_all)]
        found = [self._gap(run, no_one, hours) for run, no_one in runs]
        return sorted(found, key=lambda gap: (gap.in_time - gap.calls, gap.hours))

    def _gap(self, run: tuple[int, ...], no_one: bool, hours: Mapping[int, Hour]) -> Gap:
        counted = [hours.get(hour, Hour(0, 0)) for hour in run]
        calls, in_time = sum(each.calls for each in counted), sum(each.in_time for each in counted)
        return Gap(self._centre.name, run, no_one, calls, in_time)

    def _uncovered(self, level: int | None) -> set[int]:
        start = moment(self._monday, 0, self._centre.zone)
        alone = gaps(self._shifts, (), start, start + _WEEK, self._centre.zone, level)
        return {
            hour
            for hour in range(HOURS_OF_WEEK)
            if any(begin <= self._middle(hour) < end for begin, end in alone)
        }

    def _middle(self, hour: int) -> datetime:
        day, hour_of_day = divmod(hour, DAY // 60)
        return moment(self._monday + timedelta(days=day), hour_of_day * 60 + _HALF_AN_HOUR, self._centre.zone)


def _runs(hours: set[int]) -> list[tuple[int, ...]]:
    """Hours that follow each other, together; Sunday's last is followed by Monday's first."""
    if len(hours) == HOURS_OF_WEEK:
        return [tuple(range(HOURS_OF_WEEK))]
    found = list[tuple[int, ...]]()
    for start in sorted(hour for hour in hours if (hour - 1) % HOURS_OF_WEEK not in hours):
        run = [start]
        while (run[-1] + 1) % HOURS_OF_WEEK in hours:
            run.append((run[-1] + 1) % HOURS_OF_WEEK)
        found.append(tuple(run))
    return found


def _say(hour: int) -> str:
    return f"{_DAYS[hour // 24]} {hour % 24:02}:00"
