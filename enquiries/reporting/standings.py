"""How a wait stands in the figures, what is counted of it, and what figures may be limited to."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from enquiries.core.enums import Channel
from enquiries.lifecycle.waits import Evidence


class Standing(IntEnum):
    """One for each wait. A call is in time where it was made at the last second of the promise or before."""

    IN_TIME = 0
    LATE = 1  # called, after the promise had run out
    OVERDUE = 2  # not called: the promise had run out when another time or another centre was set
    NEVER = 3  # not called: closed without a call
    WAITING = 4  # not called: still wanted, and the promise has run out
    NOT_DUE = 5  # not called, and the promise still holds: neither in time nor late, so in no figure
    LEFT_OUT = 6  # duplicates, spam and tests

    @property
    def counts(self) -> bool:
        """Return True where it is in the denominator of every share."""
        return self < Standing.NOT_DUE

    @property
    def is_called(self) -> bool:
        return self in (Standing.IN_TIME, Standing.LATE)

    @property
    def is_never_called(self) -> bool:
        """Return True where no later wait goes on for this one: the person was not called, or waits still."""
        return self in (Standing.NEVER, Standing.WAITING)


EVIDENCE: Final = (Evidence.NETWORK, Evidence.DIALLED, Evidence.SAID, Evidence.REPORTED)
"""The strongest first."""


class Went:
    """How a wait went, as one small number by which a database groups fast: these are its bits."""

    STANDING: Final = 7
    EVIDENCE: Final = 7 * 8  # its place in EVIDENCE, from 1; 0 without a call
    EVIDENCE_FROM: Final = 8
    FIRST: Final = 1 << 6  # the wait with which its enquiry began: one for each person
    REACHED: Final = 1 << 7  # they were spoken to in the end
    LACKS_ALERT: Final = 1 << 8
    LACKS_CLAIM: Final = 1 << 9
    BOOKED: Final = 1 << 10
    URGENT: Final = 1 << 11
    URGENT_IN_TIME: Final = 1 << 12  # called within the target for urgent enquiries
    ADMITTED: Final = 1 << 14  # who also counts as booked
    CALLED_LATER: Final = 1 << 13  # not in this wait, their first, but in a later one

    def __init__(self, bits: int) -> None:
        self._bits = bits

    @property
    def standing(self) -> Standing:
        return Standing(self._bits & Went.STANDING)

    @property
    def evidence(self) -> Evidence | None:
        place = (self._bits & Went.EVIDENCE) // Went.EVIDENCE_FROM
        return EVIDENCE[place - 1] if place else None

    def has(self, bit: int) -> bool:
        return bool(self._bits & bit)


@dataclass(frozen=True)
class WaitFilter:
    """Which waits are counted; None stands for all of them.

    `evidence` is the weakest that is taken for a call: one with less counts as not made.
    """

    channel: Channel | None = None
    source: str | None = None
    language: str | None = None
    claimed_by: int | None = None  # id of a member of staff
    urgent: bool | None = None
    evidence: Evidence = EVIDENCE[-1]

    @property
    def accepted(self) -> tuple[Evidence, ...]:
        """The evidence that is taken for a call."""
        return EVIDENCE[: EVIDENCE.index(self.evidence) + 1]


ALL_WAITS: Final = WaitFilter()
