"""Check that the keys open what is stored, after a rotation or the restore of a backup."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from enquiries.accounts.models import Account
from enquiries.core import crypto
from enquiries.core.crypto import DecryptionError
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Incoming, Outgoing
from enquiries.monitoring.doctor.findings import Finding, fail, ok, warn

_KEYED = (Account, Enquiry, Incoming, Outgoing)
_UNKNOWN = ""


def check(session: Session, ids: Sequence[str]) -> Iterator[Finding]:
    """`ids` are those of DATA_KEYS, the one that seals first."""
    sealed = _sealed_by(session, ids)
    if sealed[_UNKNOWN]:
        says = f"{sealed[_UNKNOWN]} rows are sealed by a missing key"
        yield fail(
            "DATA_KEYS", says, "Put the lost key back after the first; no one can be called without it"
        )
    for old in ids[1:]:
        if sealed[old]:
            yield warn("DATA_KEYS", f"{sealed[old]} rows are still sealed by {old}", "Keep that key")
        else:
            yield ok("DATA_KEYS", f"nothing is sealed by {old} any more: you can remove it")
    yield from _opens(session, ids[0])


def _sealed_by(session: Session, ids: Sequence[str]) -> Counter[str]:
    """How many rows each key sealed, and how many none of these did."""
    sealed: Counter[str] = Counter()
    for table in _KEYED:
        of_each = [func.count(case((table.key.startswith(f"{each}:", autoescape=True), 1))) for each in ids]
        total, *counts = session.execute(select(func.count(table.key), *of_each)).one()
        sealed.update(dict(zip(ids, counts, strict=True)) | {_UNKNOWN: total - sum(counts)})
    return sealed


def _opens(session: Session, first: str) -> Iterator[Finding]:
    """Tried on the newest enquiry: a key may have the right name and be another."""
    newest = session.scalar(
        select(Enquiry).where(Enquiry.key.is_not(None)).order_by(Enquiry.id.desc()).limit(1)
    )
    try:
        phone = newest.phone if newest is not None else None
    except DecryptionError:
        says = "the newest enquiry does not open"
        yield fail("DATA_KEYS", says, "These are not this database's keys: find the right ones")
        return
    yield ok("DATA_KEYS", f"{first} seals")
    if newest is not None and phone is not None and crypto.lookup(phone) != newest.phone_lookup:
        says = "is not the one this database was filled with"
        yield fail(
            "LOOKUP_KEY", says, "Put the old one back: without it, no one who texted before is recognised"
        )
