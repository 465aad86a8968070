"""How pages for staff say moments and waits, always by the clock of a centre."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from enquiries.dates.durations import say_seconds
from enquiries.dates.spoken import say_clock, say_when


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
