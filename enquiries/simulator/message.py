"""One text, on its way in or out, what has become of it, and how many segments it takes on the air.

A text whose every character is in the GSM-7 alphabet has 160 septets in one segment and 153 in each of
several; the characters of the extension table take two septets, and such a pair is never split over two
segments. One character outside GSM-7 turns the whole text into UCS-2: 70 code units, or 67 in each of several
(3GPP TS 23.038, 23.040). An emoji is two code units, which stay together too.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from .errors import DeliveryError
from .media import Media

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")


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
    media: list[Media] = field(default_factory=list)

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

    def as_json(self) -> dict[str, object]:
        """With its history, as the API for tests and the page show it. `body` is what the handset shows."""
        return {
            "id": self.id,
            "sid": self.sid,
            "direction": self.direction.value,
            "from": self.from_,
            "to": self.to,
            "body": self.shown,
            "redacted": self.body != self.shown,
            "segments": segments(self.shown),
            "encoding": encoding(self.shown),
            "status": self.status.value,
            "statuses": [status.value for status in self.statuses],
            "error_code": self.error.code if self.error else None,
            "error_message": self.error.message if self.error else None,
            "created": self.created.isoformat(),
            "status_callback": self.status_callback,
            "media": [{"type": each.type, "address": f"/media/{self.sid}/{each.sid}"} for each in self.media],
            "callbacks": [{"status": each.status.value, "answer": each.answer} for each in self.callbacks],
        }


def new_sid(prefix: str = "SM") -> str:
    """A new unique identifier of Twilio's form: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


def encoding(body: str) -> str:
    """The alphabet the text is sent in: `GSM-7` or `UCS-2`."""
    return "GSM-7" if _BASIC.union(_EXTENSION).issuperset(body) else "UCS-2"


def segments(body: str) -> int:
    """The number of segments; an empty text still takes one."""
    if encoding(body) == "GSM-7":
        return _pack([2 if letter in _EXTENSION else 1 for letter in body], alone=160, joined=153)
    return _pack([2 if ord(letter) > 0xFFFF else 1 for letter in body], alone=70, joined=67)


def _pack(widths: list[int], *, alone: int, joined: int) -> int:
    if sum(widths) <= alone:
        return 1
    count, room = 1, joined
    for width in widths:
        if width > room:
            count, room = count + 1, joined
        room -= width
    return count
