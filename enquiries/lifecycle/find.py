"""Find enquiries by number, holder, code or reference; and wait for one's turn with a number."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from enquiries.core.i18n import ENGLISH
from enquiries.core.transactions import absent_rows
from enquiries.lifecycle import codes
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Centre, Staff

_LOCK_NUMBER = text("SELECT pg_advisory_xact_lock(:number)")
_LOCK_FREE_NUMBERS = text(
    "SELECT number, pg_try_advisory_xact_lock(number) AS is_ours "
    "FROM unnest(CAST(:numbers AS bigint[])) AS number"
)
# Every text asks this: built once, since building a query costs as much as asking it.
_OF_NUMBER = (
    select(Enquiry)
    .where(
        Enquiry.phone_lookup == bindparam("lookup"),
        (Enquiry.state != EnquiryState.CLOSED) | (Enquiry.closed_at > bindparam("since")),
    )
    .order_by(Enquiry.state == EnquiryState.CLOSED, Enquiry.received_at.desc(), Enquiry.id.desc())
)


def lock_number(session: Session, phone_lookup: str) -> None:
    """Lock the number: its texts and forms are handled one at a time, so that they make one enquiry."""
    if waits_for_others(session):
        session.connection().execute(_LOCK_NUMBER, {"number": _number_to_lock(phone_lookup)})


def lock_free_numbers(session: Session, phone_lookups: Collection[str]) -> set[str]:
    """Lock those of these numbers that no one else has locked, without waiting. Returns which."""
    if not waits_for_others(session):
        return set(phone_lookups)
    numbers = {_number_to_lock(each): each for each in phone_lookups}
    tried = session.connection().execute(_LOCK_FREE_NUMBERS, {"numbers": list(numbers)})
    return {numbers[each.number] for each in tried if each.is_ours}


def waits_for_others(session: Session) -> bool:
    """Return True where others write at the same time: not on SQLite, whose one writer has it all."""
    return session.get_bind().dialect.name == "postgresql"


def _number_to_lock(phone_lookup: str) -> int:
    return int(phone_lookup[:15], 16)


def recent_enquiries(session: Session, now: datetime, phone_lookup: str) -> list[Enquiry]:
    """The enquiries of that number that are not closed, or closed less than 72 hours ago; latest first."""
    if absent_rows.has_none(session, phone_lookup, Enquiry):
        return []
    return list(
        session.scalars(_OF_NUMBER, {"lookup": phone_lookup, "since": now - codes.KEPT_AFTER_CLOSING})
    )


def active_enquiry(session: Session, centre: Centre, phone_lookup: str) -> Enquiry | None:
    """The enquiry of that number at that centre which is not closed. There is one at most."""
    return session.scalar(
        select(Enquiry).where(
            Enquiry.centre_id == centre.id,
            Enquiry.phone_lookup == phone_lookup,
            Enquiry.state != EnquiryState.CLOSED,
        )
    )


def language_of_latest(session: Session, phone_lookup: str) -> str:
    """The language (ISO 639) of the latest enquiry of that number; English where there is none."""
    latest = select(Enquiry.language).where(Enquiry.phone_lookup == phone_lookup)
    return session.scalar(latest.order_by(Enquiry.id.desc()).limit(1)) or ENGLISH


def held_by(session: Session, staff: Staff) -> list[Enquiry]:
    return list(session.scalars(select(Enquiry).where(Enquiry.holder_id == staff.id).order_by(Enquiry.id)))


def find_by_name(session: Session, now: datetime, name: str) -> Enquiry | None:
    """The enquiry with that reference or code; where its code is free again, the latest that had it."""
    named = name.strip().upper()
    return (
        codes.find(session, now, named)
        or session.scalar(select(Enquiry).where(Enquiry.reference == named))
        or session.scalar(select(Enquiry).where(Enquiry.code == named).order_by(Enquiry.id.desc()).limit(1))
    )
