"""What the database holds after a conversation, for tests that look behind the phones."""

from enum import StrEnum
from typing import Any

from sqlalchemy import select

from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from tests.support.ringback import Ringback


def enquiries(ringback: Ringback) -> list[Enquiry]:
    """All of them, the oldest first."""
    with ringback.session() as session:
        return list(session.scalars(select(Enquiry).order_by(Enquiry.id)))


def happened(ringback: Ringback, what: EventKind, enquiry: Enquiry | None = None) -> list[dict[str, Any]]:
    """The details of each time that this happened, to the one enquiry there is unless another is given."""
    return [entry.detail for entry in entries(ringback, what, enquiry)]


def entries(ringback: Ringback, what: EventKind, enquiry: Enquiry | None = None) -> list[TimelineEntry]:
    """Each time that this happened, to the one enquiry there is unless another is given."""
    enquiry = enquiry or ringback.enquiry()
    with ringback.session() as session:
        return [entry for entry in timeline.entries(session, enquiry) if entry.what is what]


def inbox(ringback: Ringback) -> list[tuple[str, InboxState]]:
    """What every kept text says, and where it stands."""
    with ringback.session() as session:
        kept = session.scalars(select(Incoming).order_by(Incoming.id))
        return [(each.body or "", each.state) for each in kept]


def inbox_states(ringback: Ringback) -> list[InboxState]:
    """Where every kept text stands, also where it cannot be read."""
    with ringback.session() as session:
        return list(session.scalars(select(Incoming.state).order_by(Incoming.id)))


def words_of(ringback: Ringback, enquiry: Enquiry) -> list[str]:
    """What the person wrote, as whoever calls will read it."""
    with ringback.session() as session:
        kept = session.scalars(
            select(Incoming)
            .where(Incoming.enquiry_id == enquiry.id, Incoming.staff_id.is_(None))
            .order_by(Incoming.id)
        )
        return [each.body or "" for each in kept]


def states_of(ringback: Ringback, kind: str) -> list[StrEnum]:
    """Where each text of that kind is, such as "enquirer.welcome"."""
    with ringback.session() as session:
        return list(
            session.scalars(select(Outgoing.state).where(Outgoing.kind == kind).order_by(Outgoing.id))
        )
