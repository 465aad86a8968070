"""What can become of an enquiry, and nothing else can.

An enquiry is `open` (unclaimed), `claimed` (exactly one staff member has it) or `closed` with an outcome.
A text that we send only moves forward: what the provider says late or twice never takes it back.
"""

from collections.abc import Mapping
from enum import StrEnum


class TransitionNotAllowed(Exception):
    """A thing cannot go from the one state to the other."""

    def __init__(self, current: StrEnum, wanted: StrEnum) -> None:
        super().__init__(f"{current} cannot become {wanted}")
        self.current = current
        self.wanted = wanted


class EnquiryState(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"

    def can_become(self, wanted: "EnquiryState") -> bool:
        return wanted in _ENQUIRY_MOVES[self]

    def to(self, wanted: "EnquiryState") -> "EnquiryState":
        """The wanted state, if it can follow this one; raises TransitionNotAllowed."""
        if not self.can_become(wanted):
            raise TransitionNotAllowed(self, wanted)
        return wanted


_ENQUIRY_MOVES: Mapping[EnquiryState, frozenset[EnquiryState]] = {
    EnquiryState.OPEN: frozenset({EnquiryState.CLAIMED, EnquiryState.CLOSED}),
    # claimed to claimed is a colleague taking over
    EnquiryState.CLAIMED: frozenset({EnquiryState.OPEN, EnquiryState.CLAIMED, EnquiryState.CLOSED}),
    # closed to open: the enquirer wrote again; closed to claimed: the person who closed it undoes that
    EnquiryState.CLOSED: frozenset({EnquiryState.OPEN, EnquiryState.CLAIMED}),
}


class Outcome(StrEnum):
    """How an enquiry ended."""

    REACHED = "reached"
    BOOKED = "booked"
    INFO = "info"
    THINKING = "thinking"
    REFERRED = "referred"
    DECLINED = "declined"
    NOT_SUITABLE = "not_suitable"
    NO_BED = "no_bed"
    NO_FUNDING = "no_funding"
    WENT_ELSEWHERE = "went_elsewhere"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"
    OPTED_OUT = "opted_out"
    RISK_ESCALATED = "risk_escalated"
    SAFEGUARDING_REFERRAL = "safeguarding_referral"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    TEST = "test"

    @property
    def counts(self) -> bool:
        """Return True where the figures always count it; others leave them for a reason: `exclusions`."""
        return self not in {Outcome.DUPLICATE, Outcome.SPAM, Outcome.TEST}

    @property
    def means_reached(self) -> bool:
        """Return True where this outcome means that the person was spoken to."""
        return self in _SPOKEN_TO


_SPOKEN_TO = {
    Outcome.REACHED,
    Outcome.BOOKED,
    Outcome.INFO,
    Outcome.THINKING,
    Outcome.REFERRED,
    Outcome.DECLINED,
    Outcome.NOT_SUITABLE,
    Outcome.NO_BED,
    Outcome.NO_FUNDING,
    Outcome.WENT_ELSEWHERE,
    Outcome.RISK_ESCALATED,
    Outcome.SAFEGUARDING_REFERRAL,
}
