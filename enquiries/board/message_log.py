"""The texts between an enquirer and us, in and out, with what became of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Incoming, Outgoing
from enquiries.messaging.states import MessageState

_SAID = {
    MessageState.QUEUED: "waits to be sent",
    MessageState.SENDING: "is being sent",
    MessageState.UNKNOWN: "sent, no answer from the network yet",
    MessageState.ACCEPTED: "taken by the network",
    MessageState.SENT: "sent",
    MessageState.DELIVERED: "delivered",
    MessageState.UNDELIVERED: "not delivered",
    MessageState.FAILED: "failed",
    MessageState.CANCELLED: "not sent",
}


@dataclass(frozen=True)
class LoggedText:
    """One text; `row` has its words, sealed. `state` is empty for one that came in."""

    at: datetime
    row: Incoming | Outgoing
    kind: str = ""
    state: str = ""
    arrived: bool = True

    @property
    def came_in(self) -> bool:
        return isinstance(self.row, Incoming)


def message_log(session: Session, enquiry: Enquiry) -> list[LoggedText]:
    """All of them, the oldest first. Texts to and from staff are no part of it."""
    return sorted([*_came_in(session, enquiry), *_went_out(session, enquiry)], key=lambda text: text.at)


def _came_in(session: Session, enquiry: Enquiry) -> Iterator[LoggedText]:
    for row in session.scalars(
        select(Incoming)
        .where(Incoming.enquiry_id == enquiry.id, Incoming.staff_id.is_(None))
        .order_by(Incoming.id)
    ):
        yield LoggedText(row.received_at, row)


def _went_out(session: Session, enquiry: Enquiry) -> Iterator[LoggedText]:
    for row in session.scalars(
        select(Outgoing)
        .where(Outgoing.enquiry_id == enquiry.id, Outgoing.staff_id.is_(None))
        .order_by(Outgoing.id)
    ):
        lost = row.state in (MessageState.UNDELIVERED, MessageState.FAILED)
        error = f" (error {row.error_code})" if lost and row.error_code else ""
        name = row.kind.partition(".")[2].replace("_", " ")
        yield LoggedText(row.created_at, row, name, _SAID[row.state] + error, arrived=not lost)
