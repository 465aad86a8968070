"""One text, on its way in or out, and what has become of it."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from .errors import DeliveryError


class Direction(StrEnum):
    """Which way a text goes, seen from the account."""

    INBOUND = "inbound"
    OUTBOUND_API = "outbound-api"
    OUTBOUND_REPLY = "outbound-reply"


class Status(StrEnum):
    """Where a text is. Outbound: accepted, queued, sent, then one of the final three. Inbound: received."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    RECEIVED = "received"

    @property
    def final(self) -> bool:
        return self not in {Status.ACCEPTED, Status.QUEUED, Status.SENT}


@dataclass(frozen=True)
class Callback:
    """One post to the application about a text; `answer` is its HTTP status, None where none came."""

    status: Status
    answer: int | None


@dataclass
class Message:
    """`body` is what the API keeps and may redact; `shown` is what stays on the handset. Times are UTC,
    `validity_period` is seconds.
    """

    sid: str
    direction: Direction
    from_: str
    to: str
    body: str
    status: Status
    status_callback: str = ""
    messaging_service_sid: str | None = None
    validity_period: float = 36_000
    id: int = 0
    version: int = 0
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    updated: datetime = field(default_factory=lambda: datetime.now(UTC))
    sent: datetime | None = None
    error: DeliveryError | None = None
    statuses: list[Status] = field(default_factory=list)
    callbacks: list[Callback] = field(default_factory=list)
    shown: str = ""

    def __post_init__(self) -> None:
        self.shown = self.body
        self.statuses.append(self.status)
        if self.direction is Direction.INBOUND:
            self.sent = self.created

    def move(self, status: Status, error: DeliveryError | None = None) -> None:
        """Go on to the next status; the first of the sent ones is the moment it was sent."""
        self.status, self.error = status, error
        self.statuses.append(status)
        self.updated = datetime.now(UTC)
        if status is Status.SENT:
            self.sent = self.updated


def new_sid(prefix: str = "SM") -> str:
    """A new unique identifier of Twilio's form: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)
