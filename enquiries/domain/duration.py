"""Lengths of time as people write them in settings: `0s`, `90s`, `2m`, `1h`, `3d`."""

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_WRITTEN = re.compile(r"(\d{1,9})([smhd])")


def parse_duration(text: str) -> timedelta:
    """Read one number and one unit. Raises ValueError with what to write instead."""
    match = _WRITTEN.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(
            f"{text!r} is not a length of time: write a number and s, m, h or d, like 90s or 15m"
        )
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
