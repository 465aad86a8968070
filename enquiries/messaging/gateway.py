"""What Ringback needs from any provider of texts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from enquiries.messaging.states import MessageState


@dataclass(frozen=True)
class TextToSend:
    """A text as the provider needs it; `reference` is our own id of it, which comes back in receipts."""

    reference: int
    to: str
    sender: str
    body: str
    validity_seconds: int
    receipts_to: str


class ProviderRefusal(StrEnum):
    """Why a provider does not take or carry a text, by what can be done about it."""

    PASSING = "passing"  # busy: the same will go through later
    SENDER = "sender"  # our number, account or token is not in order: it waits until that is put right
    OPTED_OUT = "opted_out"  # the phone has stopped our texts, and the provider knows
    TAKES_NO_TEXTS = "takes_no_texts"  # a landline
    FINAL = "final"  # anything else that is about this text or its recipient

    @property
    def is_permanent(self) -> bool:
        """Return True where sending the same text again is no use."""
        return self not in {ProviderRefusal.PASSING, ProviderRefusal.SENDER}


@dataclass(frozen=True)
class Receipt:
    """What the provider said of a text: its id there, where it is, and why where it did not arrive."""

    sid: str
    state: MessageState
    error_code: int | None = None
    refusal: ProviderRefusal | None = None


@dataclass(frozen=True)
class ReceivedText:
    """A text that the provider took for us, at `at` (UTC)."""

    sid: str
    sender: str
    to: str
    body: str
    at: datetime


@dataclass(frozen=True)
class ProviderAccount:
    """The account at the provider; `clock` is the provider's own, to the second."""

    status: str
    is_trial: bool
    clock: datetime | None

    @property
    def is_active(self) -> bool:
        return self.status == "active"


@dataclass(frozen=True)
class NumberSetUp:
    """Where the provider brings the texts that come to one of our numbers. Empty where it is not set."""

    number: str
    texts_to: str
    method: str
    fallback_to: str
    # an application of the provider's, which overrules the addresses
    application: str


class SendFailed(Exception):
    """The provider refused a text."""

    def __init__(self, reason: str, refusal: ProviderRefusal, *, code: int | None = None) -> None:
        super().__init__(reason)
        self.refusal = refusal
        self.code = code

    @property
    def permanent(self) -> bool:
        """Return True where sending the same text again is no use."""
        return self.refusal.is_permanent


class ResultUnknown(Exception):
    """The text was handed over and no answer came back: it may be on its way, or not."""


class Gateway(Protocol):
    def send(self, text: TextToSend) -> Receipt:
        """Hand a text over. Raises SendFailed or ResultUnknown."""

    def find(self, text: TextToSend, since: datetime) -> list[Receipt]:
        """The texts that the provider has which may be this one, handed over at or after `since`.

        Raises SendFailed or ResultUnknown.
        """

    def received(self, to: str, since: datetime) -> list[ReceivedText]:
        """What came in for one of our numbers at or after `since`. Raises SendFailed or ResultUnknown."""
