"""What is measured of a response, and how soon it is to happen: the targets that reports are held against.

A target is of a share: 90 in a hundred are called within 15 minutes. An installation may write its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What somebody waits for."""

    ALERT = "alert"  # the provider took a text to whoever is on call
    CLAIM = "claim"  # somebody took it
    FIRST_CALL = "first_call"


PERCENTS = (50, 90, 95)
# An urgent enquiry: the first call, whatever the hour. 100 in a hundred are to be called within it.
URGENT = 100
PERCENTS_OF_TARGETS = (*PERCENTS, URGENT)


@dataclass(frozen=True)
class Target:
    """So many in a hundred within so many seconds; of 100, those that are urgent."""

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
    """The seconds of each target by measure and percent: those that were written, and else the usual ones."""
    return {(each.of, each.percent): each.seconds for each in (*DEFAULTS, *written)}
