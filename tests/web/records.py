"""What the database holds after somebody did something."""

from typing import Any

from sqlalchemy import select

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from tests.support.ringback import Ringback


def enquiries(ringback: Ringback) -> list[Enquiry]:
    with ringback.session() as session:
        return list(session.scalars(select(Enquiry).order_by(Enquiry.id)))


def timeline(ringback: Ringback, what: EventKind) -> list[tuple[str | None, dict[str, Any]]]:
    """The sealed words and the details of every entry of that kind."""
    with ringback.session() as session:
        entries = session.scalars(
            select(TimelineEntry).where(TimelineEntry.what == what).order_by(TimelineEntry.id)
        )
        return [(entry.words, entry.detail) for entry in entries]
