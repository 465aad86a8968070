"""Lengths of time as people write them in settings (`0s`, `90s`, `2m`, `1h`, `3d`), and read them."""

import re
from datetime import timedelta

from enquiries.core.unreadable import Unreadable

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_WRITTEN = re.compile(r"(\d{1,9})([smhd])")


def parse_duration(text: str) -> timedelta:
    """Read one number and one unit. Raises ValueError with what to write instead."""
    match = _WRITTEN.fullmatch(text.strip().lower())
    if match is None:
        raise Unreadable(text, "is not a length of time: write a number and s, m, h or d, like 90s or 15m")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def write_duration(length: timedelta) -> str:
    """Write whole seconds as `parse_duration` reads them, in the largest unit that divides them: 90s, 15m."""
    seconds = length // timedelta(seconds=1)
    for size, unit in ((3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def say_seconds(seconds: int) -> str:
    """Write whole seconds for people: 9 s, 4 min 10 s, 2 h 5 min."""
    if seconds < 60:
        return f"{seconds} s"
    large, small = ("min", "s") if seconds < 3600 else ("h", "min")
    whole, rest = divmod(seconds if seconds < 3600 else seconds // 60, 60)
    return f"{whole} {large} {rest} {small}" if rest else f"{whole} {large}"
