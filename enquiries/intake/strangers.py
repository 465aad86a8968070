"""Most who text were never heard of. One question says so, and spares those about what was said before."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import BindParameter, bindparam, select, union
from sqlalchemy.orm import Session

from enquiries.core.transactions import absent_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import CallHours, Incoming, OptOut, Outgoing, Restriction

_LOOKUPS: BindParameter[Sequence[str]] = bindparam("lookups", expanding=True)
_THESE: BindParameter[Sequence[int]] = bindparam("these", expanding=True)
_WHERE_KNOWN = (
    (Enquiry.phone_lookup, ()),
    (Outgoing.to_lookup, ()),
    (Incoming.sender_lookup, (Incoming.id.not_in(_THESE),)),
    (OptOut.lookup, ()),
    (Restriction.lookup, ()),
    (CallHours.lookup, ()),
)
_KNOWN = union(*(select(each).where(each.in_(_LOOKUPS), *others) for each, others in _WHERE_KNOWN))


def recognise(session: Session, lookups: Sequence[str], *, besides: Sequence[int] = ()) -> set[str]:
    """The look-ups of those who were never heard of, but for the texts `besides` (ids in the inbox).

    Their numbers must be ours alone until the commit. One that is there twice is known by the second time.
    """
    asked = {"lookups": list(set(lookups)), "these": list(besides)}
    known = set(session.connection().execute(_KNOWN, asked).scalars())
    strange = set(lookups) - known
    for lookup, count in Counter(lookups).items():
        if lookup in strange and count == 1:
            absent_rows.note_none(
                session, lookup, Enquiry, Outgoing, Incoming, OptOut, Restriction, CallHours
            )
    return strange
