"""May a person be called, texted, left a voicemail, now? The one place that says so.

The outbox asks it when a text is posted and again before it leaves; the board, the call page and the alert
show what it answers.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, String, bindparam, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.crypto import DecryptionError
from enquiries.core.phone import Sender
from enquiries.core.transactions import absent_rows
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import sender_numbers
from enquiries.messaging.models import OptOut, Restriction
from enquiries.messaging.permission_rules import (
    Ban,
    ContactFacts,
    ContactPermission,
    Purpose,
    RefusalReason,
    decide,
)

_OPTED_OUT = "opted out"
_ASKED: BindParameter[Sequence[str]] = bindparam("lookups", expanding=True)
# One question for both tables: it is asked for every text.
_STANDING = union_all(
    select(OptOut.lookup, literal(_OPTED_OUT).label("what")).where(OptOut.lookup.in_(_ASKED)),
    select(Restriction.lookup, type_coerce(Restriction.ban, String)).where(
        Restriction.lookup.in_(_ASKED), or_(Restriction.until.is_(None), Restriction.until > bindparam("now"))
    ),
)


class TextRefused(Exception):
    """The person may not be texted, and why."""

    def __init__(self, why: RefusalReason) -> None:
        super().__init__(why.sentence)
        self.why = why


def contact_permission(
    session: Session, now: datetime, who: Enquiry | Sender, purpose: Purpose = Purpose.UNASKED
) -> ContactPermission:
    """How a person may be reached at `now` (UTC): the person of an enquiry, or a number that has none."""
    if isinstance(who, Sender):
        lookup = crypto.lookup(who.address)
        known = _known_of_sender(who, _standing(session, now, [lookup]).get(lookup, ()))
    else:
        standing = _standing(session, now, [who.phone_lookup]).get(who.phone_lookup, ())
        known = _known(session, who, standing)
    return decide(known, purpose)


def contact_permissions(
    session: Session, now: datetime, enquiries: Sequence[Enquiry], purpose: Purpose = Purpose.UNASKED
) -> dict[int, ContactPermission]:
    """The same for several at once, by the ids of the enquiries."""
    facts = contact_facts(session, now, enquiries)
    return {each: decide(known, purpose) for each, known in facts.items()}


def contact_facts(session: Session, now: datetime, enquiries: Sequence[Enquiry]) -> dict[int, ContactFacts]:
    """What decides how the people of these enquiries may be reached, by the ids of the enquiries."""
    standing = _standing(session, now, {each.phone_lookup for each in enquiries}) if enquiries else {}
    return {each.id: _known(session, each, standing.get(each.phone_lookup, ())) for each in enquiries}


def _standing(session: Session, now: datetime, lookups: Collection[str]) -> dict[str, set[str]]:
    """What holds for each number at every centre; numbers for which nothing does are left out."""
    found: dict[str, set[str]] = {}
    asked = [each for each in lookups if not absent_rows.has_none(session, each, OptOut, Restriction)]
    for lookup, what in session.execute(_STANDING, {"lookups": asked, "now": now}) if asked else ():
        found.setdefault(lookup, set()).add(what)
    return found


def _known(session: Session, enquiry: Enquiry, standing: Collection[str]) -> ContactFacts:
    return ContactFacts(
        can_be_called=_has_number(enquiry),
        textable=enquiry.textable,
        text=enquiry.text_ok,
        voicemail=enquiry.voicemail,
        held=enquiry.texts_held,
        erased=enquiry.key is None,
        has_sender=enquiry.key is None or sender_numbers.can_reach(session, enquiry),
        opted_out=_OPTED_OUT in standing,
        bans=_bans(standing),
    )


def _has_number(enquiry: Enquiry) -> bool:
    """Return True where it came from a number. What cannot be unsealed cannot be called."""
    try:
        return (enquiry.phone or "").startswith("+")
    except DecryptionError:
        return False


def _known_of_sender(sender: Sender, standing: Collection[str]) -> ContactFacts:
    return ContactFacts(
        can_be_called=sender.address.startswith("+"),
        textable=sender.textable,
        opted_out=_OPTED_OUT in standing,
        bans=_bans(standing),
    )


def _bans(standing: Collection[str]) -> Collection[Ban]:
    return [Ban(what) for what in standing if what != _OPTED_OUT]
