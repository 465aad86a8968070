"""Times as pages show them, on the wall clock of a centre and in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_time, gettext

from enquiries.dates.chosen_time import write_chosen

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Choice:
    """A time to choose: `value` is what the form sends, as `read_chosen` reads it."""

    value: str
    label: str


def choices(moments: Iterable[datetime], now: datetime, zone: ZoneInfo) -> dict[str, list[Choice]]:
    """The times by their days, which are written out in full."""
    days: dict[str, list[Choice]] = {}
    for moment in moments:
        day = format_date(moment.astimezone(zone), gettext("EEEE d MMMM"), rebase=False)
        label = say_time(moment, now, zone)
        days.setdefault(day, []).append(Choice(write_chosen(moment, zone), label[:1].upper() + label[1:]))
    return days


def say_time(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment (UTC) to come: today at 6pm, tomorrow at 9am, Friday at 9am, Friday 30 January at 9am."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    days = local.date() - today
    if days == timedelta(0):
        day = gettext("today")
    elif days == timedelta(days=1):
        day = gettext("tomorrow")
    else:
        pattern = gettext("EEEE") if days < _A_WEEK else gettext("EEEE d MMMM")
        day = format_date(local, pattern, rebase=False)
    return str(gettext("%(day)s at %(clock)s", day=day, clock=localised_clock(local.time())))


def localised_clock(local: time) -> str:
    """A time of day on the wall clock: 6pm, 6:30pm."""
    # Patterns of Unicode's CLDR, which a language may have otherwise.
    pattern = gettext("h:mma") if local.minute else gettext("ha")
    return str(format_time(local, pattern, rebase=False))
