"""The hour that "same time tomorrow" means: that at which it is texted.

Where a call is booked already, its own hour counts instead, as where a day alone is named.
"""

import re
from datetime import datetime, tzinfo
from typing import Final

_WEEKDAY: Final = r"(?:on |next )?(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY: Final = rf"(?P<day>tomorrow|next week|{_WEEKDAY})"
_SAME: Final = r"(?:(?:at|about|around) )?(?:the )?(?P<which>same|this) time"
_BETWEEN: Final = r"(?: (?:again|too|please|but|and|on))*"
_SAID: Final = (
    re.compile(rf"(?<!\S){_SAME}{_BETWEEN} {_DAY}(?!\S)"),
    re.compile(rf"(?<!\S){_DAY}{_BETWEEN} {_SAME}(?!\S)"),
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ROUNDED_TO: Final = 5  # minutes


def with_same_hour(said: str, now: datetime, zone: tzinfo) -> tuple[str, bool]:
    """A heard text with the hour that it is now in the place of "same time", and whether it said that.

    "This time tomorrow" is no hour but now's, whatever was booked.
    """
    for pattern in _SAID:
        if found := pattern.search(said):
            local = now.astimezone(zone)
            day = found["day"].removeprefix("on ")
            if day == "next week":
                day = f"next {_WEEKDAYS[local.weekday()]}"
            clock = f"{day} {local.hour:02}:{local.minute // _ROUNDED_TO * _ROUNDED_TO:02}"
            return said[: found.start()] + clock + said[found.end() :], found["which"] == "same"
    return said, False
