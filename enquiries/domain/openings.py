"""Whether a centre was open, asked of many moments that mostly follow each other.

Looking up one moment costs a fortnight of spans. A report asks of every enquiry, so the answer is kept for as
long as it holds: from the moment asked for until the centre next opens or closes.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from enquiries.domain.hours import Hours

_NEVER = datetime.min.replace(tzinfo=UTC)
# What is open without an end that can be seen is open for this long at least.
_OPEN_ALWAYS = timedelta(days=14)


class Openings:
    """Remembers the last stretch that was looked up. `hours` are by the clocks of `zone`."""

    def __init__(self, hours: Hours, zone: ZoneInfo) -> None:
        self._hours = hours
        self._zone = zone
        self._stretch = (_NEVER, _NEVER)
        self._open = False

    def is_open(self, at: datetime) -> bool:
        """Say whether it was open at a moment (aware)."""
        start, end = self._stretch
        if not start <= at < end:
            self._stretch = (at, self._look_up(at))
        return self._open

    def _look_up(self, at: datetime) -> datetime:
        """Find out whether it is open, and until when that is so."""
        opens = self._hours.next_opening(at, self._zone)
        self._open = opens == at
        if not self._open:
            return opens
        return self._hours.closes_at(at, self._zone) or at + _OPEN_ALWAYS
