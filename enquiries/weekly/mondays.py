"""When weekly news goes out: from Monday 08:30 by a clock, by day, until Tuesday evening at the latest."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from enquiries.dates.period import Period
from enquiries.dates.week import moment

OPENS, CLOSES = 8 * 60 + 30, 18 * 60  # minutes of the day: a text that has to wait leaves before 22:00
_TUESDAY = 1
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class ToldWeek:
    """The week from `monday` to its Sunday, told of from `due_at` until `until` (both UTC)."""

    monday: date
    due_at: datetime
    until: datetime

    @property
    def period(self) -> Period:
        return Period(self.monday, self.monday + _WEEK - _DAY)


def week_to_tell(now: datetime, zone: ZoneInfo) -> ToldWeek | None:
    """Return the last whole week where it may be told of at `now` (UTC); None at night and on other days."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    if today.weekday() > _TUESDAY or not moment(today, OPENS, zone) <= now < moment(today, CLOSES, zone):
        return None
    return ToldWeek(monday - _WEEK, moment(monday, OPENS, zone), moment(monday + _DAY, CLOSES, zone))
