"""Moments and dates in ISO 8601, in files and on the command line."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_YEARS = range(2000, 2100)  # a typing error outside them could leave the range of `datetime`


def write_moment(moment: datetime) -> str:
    """A moment (aware) in UTC, to the millisecond: 2026-01-14T02:14:05.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """Read `2026-01-14T02:14`, by the clocks of the zone where no offset is written. Returns UTC.

    Raises ValueError with what to write instead.
    """
    try:
        written = datetime.fromisoformat(text)
    except ValueError:
        written = None
    if written is None or written.year not in _YEARS:
        raise ValueError(f"{text!r} is not a moment: write it like 2026-01-14T02:14")
    return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)


def read_date(text: str) -> date:
    """Read `2026-01-31`. Raises ValueError with what to write instead."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise ValueError(f"{text!r} is not a date: write it like 2026-01-31")
    return day
