"""A period of whole days, both ends included: `2026-01-01` to `2026-01-31` is all of January.

Each centre counts the days by its own clock, from midnight to midnight, however long they were.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from enquiries.dates.iso import read_date
from enquiries.dates.week import moment


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`; None where there is no such end."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def parse(cls, first: str | None, last: str | None) -> Self:
        """Read two dates like 2026-01-31. Raises ValueError with what to write instead."""
        period = cls(*(None if text is None else read_date(text) for text in (first, last)))
        if period.first and period.last and period.first > period.last:
            raise ValueError(f"{first} is after {last}: write the earlier date first")
        return period

    def starts_at(self, zone: ZoneInfo) -> datetime | None:
        """The first moment (UTC) of the period by the clocks of a zone."""
        return moment(self.first, 0, zone) if self.first else None

    def ends_at(self, zone: ZoneInfo) -> datetime | None:
        """The first moment (UTC) after it."""
        return moment(self.last + timedelta(days=1), 0, zone) if self.last else None

    def __str__(self) -> str:
        if self.first and self.last:
            return f"from {self.first} to {self.last}"
        if self.first:
            return f"from {self.first} on"
        return f"up to {self.last}" if self.last else "at any time"
