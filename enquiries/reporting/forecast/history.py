"""What a forecast goes by: who asked for a first call and what became of it, and the rota of a centre.

Only whole weeks count, from a midnight by the centre's clock, so that each hour of the week is there as often
as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from enquiries.dates.week import moment
from enquiries.organisation.hours import Hours
from enquiries.organisation.ladder import LadderStep
from enquiries.organisation.rota import PlannedShift, Stint


@dataclass(frozen=True)
class WantedCall:
    """A first call that a person asked for. Moments are UTC; None has not happened.

    `logged` calls have more to show than the word of staff that they were made. The enquiry of a person who
    `withdrew` was closed while the promise held, before anyone had claimed it.
    """

    wanted_at: datetime  # the time that they chose, else when they asked
    claimed_at: datetime | None = None
    claimed_by: int | None = None
    called_at: datetime | None = None
    logged: bool = False
    withdrew: bool = False
    ended_at: datetime | None = None

    def is_in_time(self, promise: timedelta) -> bool:
        return self.called_at is not None and self.called_at - self.wanted_at <= promise


@dataclass(frozen=True)
class HandledCall:
    """A claim with a logged call, from its beginning to its outcome (UTC)."""

    staff: int
    claimed_at: datetime
    ended_at: datetime


@dataclass(frozen=True)
class CentreRota:
    """Who is asked when. `hours` and `shifts` are by the clock of `zone`."""

    zone: ZoneInfo
    hours: Hours
    shifts: Sequence[PlannedShift]
    ladder: Sequence[LadderStep]


@dataclass(frozen=True)
class History:
    """So many weeks from the start of `first_day` on, by the centre's clock. `wanted` is in order of time.

    `stints` say who was on call in them. `promise` is what the centre promises now.
    """

    rota: CentreRota
    promise: timedelta
    first_day: date
    weeks: int
    wanted: Sequence[WantedCall]
    handled: Sequence[HandledCall]
    stints: Sequence[Stint]

    @property
    def starts_at(self) -> datetime:
        return moment(self.first_day, 0, self.rota.zone)

    @property
    def ends_at(self) -> datetime:
        return moment(self.first_day + timedelta(weeks=self.weeks), 0, self.rota.zone)

    def week_of(self, at: datetime) -> int:
        """Return which of the weeks a moment is in, from 0."""
        days = (at.astimezone(self.rota.zone).date() - self.first_day).days
        return min(max(days // 7, 0), self.weeks - 1)

    def part(self, first_week: int, last_week: int) -> "History":
        """Return the weeks from one up to another, without it, and nothing that happened outside of them."""
        start = moment(self.first_day + timedelta(weeks=first_week), 0, self.rota.zone)
        end = moment(self.first_day + timedelta(weeks=last_week), 0, self.rota.zone)
        return replace(
            self,
            first_day=self.first_day + timedelta(weeks=first_week),
            weeks=last_week - first_week,
            wanted=[each for each in self.wanted if start <= each.wanted_at < end],
            handled=[each for each in self.handled if start <= each.claimed_at < end],
            stints=[each for each in self.stints if each.starts_at < end and start < each.ends_at],
        )
