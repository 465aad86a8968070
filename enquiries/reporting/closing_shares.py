"""Who closed so many enquiries as spam, duplicates or tests that the report says so.

The number decides, whatever the reasons were and whether the figures count them. What it means is for the
person who reads it to judge.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from enquiries.lifecycle.states import Outcome

LEAST: Final = 3
"""Fewer are not spoken of, whatever share they are."""
_IN_ORDER: Final = (Outcome.SPAM, Outcome.DUPLICATE, Outcome.TEST)


@dataclass(frozen=True)
class Closings:
    """How many enquiries of a period one person closed, with any outcome and with each of them."""

    name: str
    by_outcome: Mapping[Outcome, int]

    @property
    def closed(self) -> int:
        return sum(self.by_outcome.values())

    @property
    def may_leave(self) -> int:
        """How many of them the figures may leave out."""
        return sum(count for outcome, count in self.by_outcome.items() if not outcome.counts)


def stands_out(closings: Closings, percent: int) -> bool:
    """Return True where enough of what they closed, and more than `percent` of it, may leave the figures."""
    return closings.may_leave >= LEAST and 100 * closings.may_leave > percent * closings.closed


def sentences(of_each: Iterable[Closings], percent: int) -> Iterator[str]:
    """Say "Sam Carter closed 5 of 12 as spam or duplicate." of each who stands out, the most first."""
    for each in sorted(of_each, key=lambda each: (-each.may_leave, each.name)):
        if stands_out(each, percent):
            yield f"{each.name} closed {each.may_leave} of {each.closed} as {_named(each)}."


def _named(closings: Closings) -> str:
    *others, last = (outcome.value for outcome in _IN_ORDER if closings.by_outcome.get(outcome))
    return " or ".join([*([", ".join(others)] if others else []), last])
