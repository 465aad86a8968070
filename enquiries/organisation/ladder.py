"""The steps of a centre's ladder: who is alerted, and how long after an enquiry is due."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self

from enquiries.core.unreadable import Unreadable
from enquiries.dates.durations import parse_duration

# How often people on call are alerted again while an enquiry is unclaimed.
ALERT_AGAIN = timedelta(minutes=3)

_WRITTEN = re.compile(r"(everyone|managers)|level:([1-9])|staff:(\S+@\S+)")


class Audience(StrEnum):
    """The word before the colon of a target."""

    LEVEL = "level"  # the people on call at that level
    EVERYONE = "everyone"  # every active responder and manager of the centre
    MANAGERS = "managers"
    STAFF = "staff"  # one person, on call or not


@dataclass(frozen=True)
class StepTarget:
    """Who a step alerts: `level:N`, `everyone`, `managers` or `staff:EMAIL`."""

    audience: Audience
    level: int | None = None
    email: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a target as the setup file writes it. Raises ValueError with what to write instead."""
        match = _WRITTEN.fullmatch(text.strip().lower())
        if match is None:
            raise Unreadable(
                text, "is not someone to alert: write level:1, everyone, managers or staff:sam@example.org"
            )
        group, level, email = match.groups()
        if group:
            return cls(Audience(group))
        return cls(Audience.LEVEL, level=int(level)) if level else cls(Audience.STAFF, email=email)

    def __str__(self) -> str:
        """Write the target the way `parse` reads it."""
        rest = self.level or self.email
        return f"{self.audience}:{rest}" if rest else self.audience


@dataclass(frozen=True)
class LadderStep:
    """Who to alert, and how long after the enquiry is due."""

    after: timedelta
    to: StepTarget

    @classmethod
    def parse(cls, after: str, to: str) -> Self:
        """Read `90s` and `level:2`. Raises ValueError with what to write instead."""
        return cls(parse_duration(after), StepTarget.parse(to))


def default_ladder() -> tuple[LadderStep, ...]:
    """Return the ladder of a centre that has not written its own."""
    return (
        LadderStep.parse("0s", "level:1"),
        LadderStep.parse("90s", "level:2"),
        LadderStep.parse("3m", "everyone"),
    )
