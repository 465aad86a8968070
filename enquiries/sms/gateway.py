"""What Ringback needs of a provider of texts, whoever that is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from enquiries.domain.states import MessageState


@dataclass(frozen=True)
class TextToSend:
    """A text as the provider needs it; `reference` is our own id of it, which comes back in receipts."""

    reference: int
    to: str
    sender: str
    body: str
    validity_seconds: int
    receipts_to: str


@dataclass(frozen=True)
class Receipt:
    """What the provider said of a text: its id there, and where it is."""

    sid: str
    state: MessageState
    error_code: int | None = None


@dataclass(frozen=True)
class ReceivedText:
    """A text that the provider took for us, at `at` (UTC)."""

    sid: str
    sender: str
    to: str
    body: str
    at: datetime


@dataclass(frozen=True)
class Account:
    """The account at the provider; `clock` is the provider's own, to the second."""

    status: str
    is_trial: bool
    clock: datetime | None

    @property
    def is_active(self) -> bool:
        return self.status == "active"


@dataclass(frozen=True)
class NumberSetUp:
    """Where the provider brings the texts that come to one of our numbers. Empty where nobody said."""

    number: str
    texts_to: str
    method: str
    fallback_to: str
    # an application of the provider's, which overrules the addresses
    application: str


class SendFailed(Exception):
    """The provider refused a text. `permanent`: sending the same again is of no use."""

    def __init__(self, reason: str, *, permanent: bool, code: int | None = None) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.code = code


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
