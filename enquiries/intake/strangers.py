"""Most who text were never heard of. One question says so, and spares those about what was said before."""

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from enquiries.lifecycle import absent_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import CallHours, Incoming, OptOut, Outgoing, Restriction

_LOOKUP = bindparam("lookup", type_=OptOut.lookup.type)
_ROWS = (
    select(Enquiry.id).where(Enquiry.phone_lookup == _LOOKUP),
    select(Outgoing.id).where(Outgoing.to_lookup == _LOOKUP),
    select(Incoming.id).where(Incoming.sender_lookup == _LOOKUP, Incoming.id != bindparam("this")),
    select(OptOut.lookup).where(OptOut.lookup == _LOOKUP),
    select(Restriction.lookup).where(Restriction.lookup == _LOOKUP),
    select(CallHours.lookup).where(CallHours.lookup == _LOOKUP),
)
_IS_KNOWN = select(or_(*(rows.exists() for rows in _ROWS)))


def recognise(session: Session, incoming: Incoming) -> None:
    """Find out if the sender of a text is a stranger, whose number is ours alone until the commit."""
    lookup = incoming.sender_lookup
    if not session.scalar(_IS_KNOWN, {"lookup": lookup, "this": incoming.id}):
        absent_rows.note_none(session, lookup, Enquiry, Outgoing, Incoming, OptOut, Restriction, CallHours)
