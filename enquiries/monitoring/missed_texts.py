"""Recover texts that the provider received but never delivered to the webhook.

The provider's list is read from the last checkpoint, with an overlap since clocks differ. A text already in
the inbox is recognised by its SID, which outlives the erasure of a person: no erased person comes back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.core import counters
from enquiries.intake import inbox
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.timeline import record
from enquiries.messaging.gateway import ReceivedText
from enquiries.messaging.models import Incoming
from enquiries.organisation.models import Number

# Twilio gives the webhook 15 s, and the fallback as long: a text younger than both may still be on its way.
_ON_ITS_WAY = timedelta(seconds=45)
_OVERLAP = timedelta(minutes=10)
_SIDS_AT_ONCE = 500


def since_when(session: Session, now: datetime) -> dict[str, datetime]:
    """Return from when (UTC) to read the list of each number of the service; a new one starts now."""
    numbers = session.scalars(select(Number).order_by(Number.id)).all()
    return {each.number: _since(session, now, each.number) for each in numbers}


def missing(session: Session, now: datetime, listed: Sequence[ReceivedText]) -> list[ReceivedText]:
    """Return the listed texts that are not in the inbox, oldest first."""
    old_enough = [each for each in listed if each.at <= now - _ON_ITS_WAY]
    known = {
        sid
        for first in range(0, len(old_enough), _SIDS_AT_ONCE)
        for sid in session.scalars(
            select(Incoming.sid).where(
                Incoming.sid.in_([each.sid for each in old_enough[first : first + _SIDS_AT_ONCE]])
            )
        )
    }
    return sorted((each for each in old_enough if each.sid not in known), key=lambda each: each.at)


def take(session: Session, now: datetime, text: ReceivedText) -> None:
    """Handle a text as if the webhook had just received it; its waiting time counts from when it was sent."""
    parameters = {"MessageSid": text.sid, "From": text.sender, "To": text.to, "Body": text.body}
    incoming = inbox.keep(session, inbox.read(now, parameters))
    if incoming is None:
        return
    inbox.understand(session, now, incoming)
    enquiry = incoming.enquiry
    if enquiry is not None and enquiry.received_at == now:
        enquiry.received_at = enquiry.wanted_at = text.at
        record(session, now, enquiry, EventKind.CAME_LATE, sent_at=text.at.isoformat())
    alarms.raise_alarm(session, now, Cause(AlarmKind.TEXTS_LATE, "texts late"))


def read_up_to(session: Session, number: str, at: datetime) -> None:
    """Record that all texts received on a number up to `at` are in the inbox."""
    counters.set_checkpoint(session, _mark(number), at)


def _since(session: Session, now: datetime, number: str) -> datetime:
    reached = counters.get_checkpoint(session, _mark(number))
    return now if reached is None else reached - _OVERLAP


def _mark(number: str) -> str:
    return f"received {number}"
