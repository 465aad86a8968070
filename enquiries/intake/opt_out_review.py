"""People at the list of numbers that want no more texts: looked up, added, lifted, and read again.

The list holds no numbers, so type the one you mean. A number is shown where a text from it is still kept,
after a press that is recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from enquiries.audit import trail
from enquiries.audit.models import AmendmentKind
from enquiries.core.crypto import DecryptionError
from enquiries.core.enums import Role
from enquiries.intake import failed_texts
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.timeline import lock, record
from enquiries.messaging import opt_outs
from enquiries.messaging.models import Incoming, OptOut
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.organisation import centres
from enquiries.organisation.models import Staff

_SHOWN = 100
_TEXTS = 10


@dataclass(frozen=True)
class Shown:
    """What is still kept of a number: itself, and its last texts, the newest first."""

    number: str
    texts: Sequence[tuple[datetime, str]]


def ambiguous(session: Session, by: Staff) -> Sequence[OptOut]:
    """Those who wrote QUIT, END or CANCEL to a centre of that person, the newest first.

    They may have been asking for help.
    """
    every = session.scalars(select(OptOut).where(OptOut.ambiguous).order_by(OptOut.at.desc()))
    return list(islice((each for each in every if may_read(session, each.lookup, by)), _SHOWN))


def may_read(session: Session, lookup: str, by: Staff) -> bool:
    """The people of the centre that the number's latest text went to decide about it, and admins."""
    if by.role is Role.ADMIN:
        return True
    latest = session.scalar(_texts_of(lookup).limit(1))
    return latest is not None and failed_texts.centre_of(session, latest) in centres.centres_of_staff(
        session, by
    )


def add(session: Session, now: datetime, lookup: str, by: Staff) -> bool:
    """Record that a person told staff they want no texts. Returns True where this is new."""
    is_new = opt_outs.add(session, now, lookup, OptOutSource.LISTED_BY_STAFF)
    if is_new:
        trail.note(session, now, AmendmentKind.ADDED, _name(lookup), {}, {"how": "asked staff"}, by)
    return is_new


def lift(session: Session, now: datetime, lookup: str, by: Staff) -> bool:
    """They want texts again, as they said to a member of staff. Whether there was anything to lift."""
    opted_out = session.get(OptOut, lookup)
    how = opted_out.word or opted_out.source.replace("_", " ") if opted_out else ""
    lifted = opt_outs.lift(session, lookup)
    if lifted:
        trail.note(session, now, AmendmentKind.REMOVED, _name(lookup), {"how": how}, {}, by)
    return lifted


def meant_stop(session: Session, now: datetime, lookup: str, by: Staff) -> None:
    """A person has read it: it was no call for help."""
    opted_out = session.get(OptOut, lookup, with_for_update=True)
    if opted_out is not None and opted_out.ambiguous:
        opted_out.ambiguous = False
        trail.note(session, now, AmendmentKind.DISMISSED, _name(lookup), {}, {"word": opted_out.word}, by)


def look_up(session: Session, now: datetime, lookup: str, by: Staff) -> OptOut | None:
    """Whether the list has a number that they typed. Recorded, since that says something of a person."""
    trail.note(session, now, AmendmentKind.SHOWN, _name(lookup), {}, {"how": "looked up"}, by)
    return session.get(OptOut, lookup)


def show(session: Session, now: datetime, lookup: str, by: Staff) -> Shown | None:
    """The number and what it wrote to centres of that person; None where nothing of it is kept.

    Recorded either way.
    """
    trail.note(session, now, AmendmentKind.SHOWN, _name(lookup), {}, {}, by)
    own = centres.centres_of_staff(session, by)
    of_that_number = select(Enquiry).where(Enquiry.phone_lookup == lookup).order_by(Enquiry.id)
    for enquiry in session.scalars(of_that_number).all():
        if enquiry.centre in own:
            at = lock(session, now, enquiry)
            record(session, at, enquiry, EventKind.VIEWED, by=by, how="opt-outs")
    theirs = (
        each for each in session.scalars(_texts_of(lookup)) if failed_texts.centre_of(session, each) in own
    )
    texts = list(islice(theirs, _TEXTS))
    try:
        opened = [(each.received_at, each.body or "") for each in texts]
        number = texts[0].sender if texts else None
    except DecryptionError:
        return None
    return Shown(number, opened) if number else None


def _texts_of(lookup: str) -> Select[Incoming]:
    return select(Incoming).where(Incoming.sender_lookup == lookup).order_by(Incoming.id.desc())


def _name(lookup: str) -> str:
    return f"opt-out {lookup[:8]}"
