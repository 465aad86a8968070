"""What conversations with staff begin with: somebody has asked, and it is some time of a day in London."""

from datetime import datetime

from sqlalchemy import select

from enquiries.core.enums import Role
from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.organisation.models import Centre, Staff
from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback


def at(ringback: Ringback, day: str, clock: str) -> None:
    """Go to a time in London: `at(ringback, "2026-01-14", "10:00")`. Nothing happens on the way."""
    ringback.move_to(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON))


def by_day(ringback: Ringback) -> None:
    """A Wednesday at ten: Sam is on call at Willow House, Priya is the back-up, Dana is its manager."""
    at(ringback, "2026-01-14", "10:00")


def somebody_asks(ringback: Ringback, number: str = "+447700900123", *, text: str = "HELP") -> Phone:
    """Somebody texts Willow House. What they read back is not what the conversation is about."""
    return ringback.phone(number).texts(text).ignores_the_rest()


def sam_has_one(ringback: Ringback, sam: Phone) -> None:
    """Somebody asked, and Sam has taken it."""
    somebody_asks(ringback)
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")


def ignore_all(ringback: Ringback) -> None:
    """What anyone was told so far is not what the conversation is about."""
    for each in ringback.twilio.exchange.log.all():
        if each.direction != "inbound":
            ringback.phone(each.to).ignores_the_rest()


def what_happened(ringback: Ringback, what: EventKind) -> list[TimelineEntry]:
    """The entries of that kind on the timeline of the one enquiry there is."""
    with ringback.session() as session:
        [enquiry] = session.scalars(select(Enquiry)).all()
        found = [entry for entry in timeline.entries(session, enquiry) if entry.what is what]
        assert all(
            entry.enquiry is enquiry for entry in found
        )  # loaded while the session lasts: it has the key
        return found


def hire(ringback: Ringback, name: str, number: str, role: Role = Role.RESPONDER) -> Phone:
    """One more member of staff at Willow House."""
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        email = f"{name.split()[0].lower()}.{number[-4:]}@example.org"
        session.add(Staff(name=name, mobile=number, email=email, role=role, active=True, centres=[house]))
        session.commit()
    return ringback.phone(number)
