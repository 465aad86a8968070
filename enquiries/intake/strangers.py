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


def recognise(session: Session, texts: Sequence[Incoming]) -> None:
    """Find out which texts are the first of strangers, whose numbers are ours alone until the commit."""
    counted = Counter(each.sender_lookup for each in texts)
    once = [lookup for lookup, count in counted.items() if count == 1]  # else the first makes them known
    asked = {"lookups": once, "these": [each.id for each in texts]}
    known = set(session.connection().execute(_KNOWN, asked).scalars()) if once else set()
    for lookup in once:
        if lookup not in known:
            absent_rows.note_none(
                session, lookup, Enquiry, Outgoing, Incoming, OptOut, Restriction, CallHours
            )
