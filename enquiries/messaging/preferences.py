"""How a person wants to be reached: what they said is kept for their number, and in force from then on.

A NO is a restriction of the number, at every centre. Whom to ask for, and what to say to another person who
answers, are their own words, sealed. Only a clear answer of that number takes a NO back; a form, which anyone
who knows the number can send, can add one and never take one back.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import restrictions
from enquiries.messaging.models import ContactDetails, LearntFrom
from enquiries.messaging.permission_rules import Ban
from enquiries.parsing.contact_wishes import ContactWishes

_BANS = {"ring": Ban.NO_CALLS, "text": Ban.NO_TEXTS, "voicemail": Ban.NO_VOICEMAIL}


def forbid(
    session: Session, now: datetime, lookup: str, wishes: ContactWishes, learnt_from: LearntFrom
) -> dict[str, str]:
    """Keep each NO of a number. Returns what is new, for the timeline."""
    new = {}
    for way, ban in _BANS.items():
        if getattr(wishes, way) is False and not restrictions.holds(session, lookup, ban):
            restrictions.add(session, now, lookup, ban, learnt_from)
            new[way] = "no"
    if wishes.not_safe_now:
        restrictions.not_safe_now(session, now, lookup, learnt_from)
        new["safe"] = "no"
    return new


def allow_calls(session: Session, lookup: str) -> dict[str, str]:
    """They ask for a call: neither "don't ring" nor "not safe now" holds any longer. Returns what changed."""
    lifted = [restrictions.lift(session, lookup, ban) for ban in (Ban.NO_CALLS, Ban.NOT_SAFE_NOW)]
    return {"ring": "yes"} if any(lifted) else {}


def keep_details(
    session: Session, now: datetime, enquiry: Enquiry, *, ask_for: str | None, cover: str | None
) -> dict[str, str]:
    """Keep whom to ask for, and their text on what to say to another person. Returns what is new."""
    if ask_for is None and cover is None:
        return {}
    kept = details(session, enquiry.phone_lookup)
    if kept is None:
        kept = ContactDetails(lookup=enquiry.phone_lookup, at=now, key=crypto.keyring().new_key())
        session.add(kept)
    elif kept.key is None:  # it was erased
        kept.key = crypto.keyring().new_key()
    kept.at = now
    kept.ask_for = ask_for or kept.ask_for
    kept.cover = cover or kept.cover
    enquiry.ask_for = enquiry.ask_for or ask_for
    return {key: "yes" for key, said in (("ask_for", ask_for), ("cover", cover)) if said}


def details(session: Session, lookup: str) -> ContactDetails | None:
    """What is kept of that number in its person's words."""
    return session.get(ContactDetails, lookup)
