"""Times, waits and opening hours as pages show them, on the clock of a centre and in the page's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import format_date, format_time, get_locale, gettext, ngettext, pgettext

from enquiries.dates.chosen_time import write_chosen
from enquiries.dates.durations import say_seconds
from enquiries.dates.spoken import say_clock, say_when
from enquiries.dates.week import DAY
from enquiries.organisation.hours import Hours, Range

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
        day = _say_day(local, with_date=days >= _A_WEEK)
    # Of the hour, since in some languages "at one" is said unlike "at two".
    at = ngettext("%(day)s at %(clock)s", "%(day)s at %(clock)s", local.hour, day=day, clock=_clock_of(local))
    return str(at)


def _say_day(local: datetime, *, with_date: bool) -> str:
    """The day on which a thing will happen: Friday, Friday 30 January."""
    day = str(_on_weekday(local.weekday()))
    if not with_date:
        return day
    date = format_date(local, gettext("d MMMM"), rebase=False)
    return str(gettext("%(weekday)s %(date)s", weekday=day, date=date))


def _on_weekday(weekday: int) -> str:
    """As it stands in a sentence that says when: many languages have another form than the name alone."""
    days = (
        pgettext("on that day", "Monday"),
        pgettext("on that day", "Tuesday"),
        pgettext("on that day", "Wednesday"),
        pgettext("on that day", "Thursday"),
        pgettext("on that day", "Friday"),
        pgettext("on that day", "Saturday"),
        pgettext("on that day", "Sunday"),
    )
    return str(days[weekday])


def _clock_of(local: datetime) -> str:
    return localised_clock(local.time())


def localised_clock(local: time) -> str:
    """A time of day on the wall clock: 6pm, 6:30pm."""
    # Patterns of Unicode's CLDR, which a language may have otherwise.
    pattern = gettext("h:mma") if local.minute else gettext("ha")
    return str(format_time(local, pattern, rebase=False))


def configure(app: Flask) -> None:
    app.add_template_filter(clock)
    app.add_template_filter(say_when, "when")
    app.add_template_filter(say_seconds, "seconds")


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """02:14; with its day where that is not today, Tue 13 Jan 02:14, and with the year of another one."""
    local, today = moment.astimezone(zone), datetime.now(UTC).astimezone(zone)
    if local.date() == today.date():
        return say_clock(moment, zone)
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


def say_hours(hours: Hours) -> str:
    """In the order of the week; days without hours are left out."""
    both = str(gettext(" and "))
    return ", ".join(f"{days} {both.join(map(_say_range, ranges))}" for days, ranges in _runs(hours))


def _runs(hours: Hours) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Days that follow each other and have the same hours, together."""
    names = get_locale().days["stand-alone"]["wide"]
    for ranges, days in groupby(range(7), key=lambda day: hours.week[day]):
        first, *others = days
        if ranges:
            yield _say_days(names[first], names[others[-1]] if others else ""), ranges


def _say_days(first: str, last: str) -> str:
    return str(gettext("%(first)s to %(last)s", first=first, last=last)) if last else first


def _say_range(span: Range) -> str:
    start, end = (localised_clock(time(minutes % DAY // 60, minutes % 60)) for minutes in span)
    return str(gettext("%(start)s to %(end)s", start=start, end=end))
