"""The opening hours of a centre as a page says them: Monday to Friday 8am to 8pm, Saturday 9am to 5pm."""

from collections.abc import Iterator
from datetime import time
from itertools import groupby

from flask_babel import get_locale, gettext

from enquiries.dates.week import DAY
from enquiries.organisation.hours import Hours, Range
from enquiries.web.times import localised_clock


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
