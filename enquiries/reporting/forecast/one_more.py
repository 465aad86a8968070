"""The hours in which one more person would be on call, as a reader chooses them."""

import re

from enquiries.core.unreadable import Unreadable
from enquiries.dates.week import DAY_NAMES, write_days, write_time
from enquiries.organisation.rota import PlannedShift

_STAFF, _LEVEL = 0, 1  # no member of staff has this id
_WRITTEN = re.compile(r"(\D+?)\s*(\d{1,2}:\d{2})\s*[-\N{EN DASH}]\s*(\d{1,2}:\d{2})")
_DAYS = {name[:3]: f"{name.capitalize()}s" for name in DAY_NAMES}


def one_more(days: str, start: str, end: str) -> PlannedShift:
    """Read `sun`, `01:00` and `04:00`. Raises ValueError with what to write instead."""
    return PlannedShift.parse(_STAFF, _LEVEL, days, start, end)


def parse_one_more(text: str) -> PlannedShift:
    """Read `Sun 01:00-04:00`. Raises ValueError with what to write instead."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise Unreadable(text, "is not a time on call: write days and times like Sun 01:00-04:00")
    return one_more(*match.groups())


def say_one_more(shift: PlannedShift) -> str:
    """Write it for people: Sundays 01:00 to 04:00, Mondays to Fridays 18:00 to 22:00."""
    runs = (run.split("-") for run in write_days(shift.days).split(", "))
    days = ", ".join(" to ".join(_DAYS[day] for day in run) for run in runs)
    return f"{days} {write_time(shift.start)} to {write_time(shift.end)}"
