"""What can become of a text, and nothing else can."""

from collections.abc import Mapping
from enum import StrEnum


class MessageState(StrEnum):
    """Where a text of ours is. `unknown`: handed over, and no answer came back."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def rank(self) -> int:
        return _MESSAGE_RANKS[self]

    @property
    def is_final(self) -> bool:
        return self.rank == _FINAL

    @property
    def is_under_way(self) -> bool:
        """Return True where it is still to be sent, or to be found out whether it was."""
        return self.rank <= MessageState.UNKNOWN.rank

    def moves_on_to(self, heard: "MessageState") -> bool:
        """Return True where the news is later than what is known, and nothing is final yet.

        A text that was dropped may have left all the same, by a process that was slow to say so.
        """
        return not self.is_final and heard.rank > self.rank


_FINAL = 9
_MESSAGE_RANKS: Mapping[MessageState, int] = {
    MessageState.QUEUED: 0,
    MessageState.SENDING: 1,
    MessageState.UNKNOWN: 2,
    MessageState.CANCELLED: 3,
    MessageState.ACCEPTED: 4,
    MessageState.SENT: 5,
    MessageState.DELIVERED: _FINAL,
    MessageState.UNDELIVERED: _FINAL,
    MessageState.FAILED: _FINAL,
}
