"""Texts that the service could not make sense of by itself: a person decides what becomes of them.

Each may be a request for help. It becomes an enquiry by the plainest way there is, without a look
at what it says, since that may be what failed; or it is put aside for one of a few reasons, which is kept.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.core.base import is_one_of
from enquiries.core.enums import Channel
from enquiries.core.phone import Sender, read_sender
from enquiries.lifecycle import find, receive, transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.timeline import lock, locked_now, record
from enquiries.messaging.models import InboxState, Incoming
from enquiries.oncall import alerts
from enquiries.organisation import snapshot
from enquiries.organisation.models import Centre, Staff
from enquiries.organisation.snapshot import KnownNumber

# A text that came in a moment ago is being understood.
_IN_HAND = timedelta(minutes=1)
_SHOWN = 100


class SetAsideReason(StrEnum):
    """Why a text is put aside. Words of one's own could be about a person."""

    SPAM = "spam"
    TEST = "test"
    SEEN_TO = "seen to in another way"
    NOT_FOR_US = "not for us"


def failed_at(session: Session, now: datetime, own: Collection[Centre]) -> Sequence[Incoming]:
    """Texts to these centres that were tried and not understood, or that nothing became of for a minute.

    The oldest first; those of other centres do not push them off the page.
    """
    waiting = is_one_of(Incoming.state, InboxState.NEW, InboxState.FAILED)
    every = session.scalars(
        select(Incoming)
        .where(waiting, (Incoming.attempts > 0) | (Incoming.received_at < now - _IN_HAND))
        .order_by(Incoming.id)
    )
    return list(islice((each for each in every if centre_of(session, each) in own), _SHOWN))


def centre_of(session: Session, incoming: Incoming) -> Centre | None:
    """The centre of the enquiry that it joined; else of the number that was texted; else the first one."""
    if incoming.enquiry is not None:
        return incoming.enquiry.centre
    number = snapshot.current_setup(session).number(incoming.to)
    return (
        session.get(Centre, number.centre_id)
        if number
        else session.scalar(select(Centre).order_by(Centre.id).limit(1))
    )


def waiting_text(session: Session, text_id: int) -> Incoming | None:
    """A text that still waits, ours alone until the commit."""
    waiting = is_one_of(Incoming.state, InboxState.NEW, InboxState.FAILED)
    return session.scalar(select(Incoming).where(Incoming.id == text_id, waiting).with_for_update())


def show(session: Session, now: datetime, incoming: Incoming, by: Staff) -> None:
    """Show it to a member of staff, and record that."""
    trail.note(session, now, AmendmentKind.SHOWN, f"text {incoming.id}", {}, {}, by)


def dismiss_text(
    session: Session, now: datetime, incoming: Incoming, reason: SetAsideReason, by: Staff
) -> None:
    """Nothing is to become of it."""
    incoming.state = InboxState.IGNORED
    trail.note(session, now, AmendmentKind.DISMISSED, f"text {incoming.id}", {}, {"reason": reason}, by)


def enquiry_from_text(session: Session, now: datetime, incoming: Incoming, by: Staff) -> Enquiry | None:
    """Make an enquiry to be called. None where there is no centre, or the text no longer opens."""
    sender = read_sender(incoming.sender or "")
    centre = centre_of(session, incoming)
    if centre is None or not sender.address:
        return None
    enquiry = _open(session, now, centre, sender, incoming, by)
    if incoming.enquiry is None:
        incoming.attach(enquiry)
        at = locked_now(session, now, enquiry)
        record(session, at, enquiry, EventKind.WROTE, by=by, inbox_id=incoming.id)
    incoming.state = InboxState.DONE
    return enquiry


def ring_after_all(session: Session, now: datetime, lookup: str, by: Staff) -> Enquiry | None:
    """QUIT, END or CANCEL may be a request for help: their latest text is taken as one."""
    latest = select(Incoming).where(Incoming.sender_lookup == lookup).order_by(Incoming.id.desc()).limit(1)
    incoming = session.scalar(latest.with_for_update(of=Incoming))
    return None if incoming is None else enquiry_from_text(session, now, incoming, by)


def _open(
    session: Session, now: datetime, centre: Centre, sender: Sender, incoming: Incoming, by: Staff
) -> Enquiry:
    """The enquiry of that number at that centre, open: as it is, or again, or a new one."""
    find.lock_number(session, incoming.sender_lookup)
    known = find.recent_enquiries(session, now, incoming.sender_lookup)
    enquiry = next((each for each in known if each.centre_id == centre.id), None)
    if enquiry is None:
        number = snapshot.current_setup(session).number(incoming.to)
        enquiry = receive.receive(session, now, _request(centre, sender, number))
        alerts.escalate(session, now, enquiry)
        return enquiry
    at = lock(session, now, enquiry)
    if enquiry.state is EnquiryState.CLOSED:
        transitions.reopen(session, at, enquiry, why="read again", by=by)
        alerts.escalate(session, at, enquiry)
    return enquiry


def _request(centre: Centre, sender: Sender, number: KnownNumber | None) -> receive.Request:
    return receive.Request(
        centre=centre,
        channel=Channel.SMS,
        phone=sender.address,
        textable=sender.textable,
        country=sender.country,
        number_id=number.id if number else None,
    )
