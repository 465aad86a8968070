"""The time for a call as a form sends it: ISO 8601 by the centre's clock, such as 2026-01-14T18:00.

It must lie ahead, and no further than a text may ask for. The current minute still counts. When clocks
change, an hour that does not exist moves forward; of an hour that comes twice the first still ahead counts.
"""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from enquiries.core.i18n import shown
from enquiries.dates.spoken import FURTHEST

_MINUTE = timedelta(minutes=1)
_DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


class Unsuitable(StrEnum):
    """Why a time is refused; the value is what the person reads."""

    MISSING = shown("Choose a time for the call, or choose “As soon as possible”.")
    NOT_A_TIME = shown("Write a day and a time, like 2026-01-14T18:00.")
    PAST = shown("This time has passed. Please choose a later one.")
    TOO_FAR = shown("Please choose a time in the next two weeks.")


class TimeRefused(ValueError):
    """A time we cannot call at; `str()` is a sentence for the person who chose it."""

    def __init__(self, reason: Unsuitable) -> None:
        super().__init__(reason.value)
        self.reason = reason


def read_chosen(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the chosen moment (UTC); an offset in the text overrides `zone`. Raises TimeRefused."""
    if not text:
        raise TimeRefused(Unsuitable.MISSING)
    ahead = [moment for moment in _moments(text, zone) if moment > now - _MINUTE]
    if not ahead:
        raise TimeRefused(Unsuitable.PAST)
    if ahead[0] > now + FURTHEST:
        raise TimeRefused(Unsuitable.TOO_FAR)
    return ahead[0]


def write_chosen(moment: datetime, zone: ZoneInfo) -> str:
    """Write a moment the way `read_chosen` reads it."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"


def _moments(text: str, zone: ZoneInfo) -> list[datetime]:
    """Return the possible moments: two where the clock shows that hour twice."""
    if not _DAY_AND_TIME.fullmatch(text):
        raise TimeRefused(Unsuitable.NOT_A_TIME)
    try:
        chosen = datetime.fromisoformat(text)
        if chosen.tzinfo is not None:
            return [chosen.astimezone(UTC)]
        return [chosen.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    except (ValueError, OverflowError):
        raise TimeRefused(Unsuitable.NOT_A_TIME) from None
