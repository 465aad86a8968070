"""The measures of a response, and the targets that reports compare them with.

A target is for a share: 90 in a hundred are called within 15 minutes. An installation may set its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What the enquirer waits for."""

    ALERT = "alert"  # the provider accepted a text to staff on call
    CLAIM = "claim"  # a member of staff claimed it
    FIRST_CALL = "first_call"


PERCENTS = (50, 90, 95)
# The target for the first call of an urgent enquiry, at any hour; all 100 in a hundred should meet it.
URGENT = 100
PERCENTS_OF_TARGETS = (*PERCENTS, URGENT)


@dataclass(frozen=True)
class Target:
    """`percent` in a hundred within `seconds`. 100 stands for urgent enquiries."""

    of: Measure
    percent: int
    seconds: int


DEFAULTS = (
    Target(Measure.ALERT, 95, 15),
    Target(Measure.CLAIM, 50, 120),
    Target(Measure.CLAIM, 90, 300),
    Target(Measure.FIRST_CALL, 50, 300),
    Target(Measure.FIRST_CALL, 90, 900),
    Target(Measure.FIRST_CALL, URGENT, 300),
)

Targets = Mapping[tuple[Measure, int], int]


def targets_from(written: Iterable[Target]) -> Targets:
    """Return the seconds of each target by measure and percent; `written` replaces the defaults."""
    return {(each.of, each.percent): each.seconds for each in (*DEFAULTS, *written)}
