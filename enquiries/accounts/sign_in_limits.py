"""Limits on attempts to sign in, and to have a code texted.

Attempts are counted by the name typed, existing or not, and by IP address. Counts are stored under keyed
hashes in the database, so that they hold for all web processes and without Redis. An attempt is counted
before it is checked, so that concurrent attempts cannot slip past the limit.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core import counters, crypto

WITHIN = timedelta(minutes=15)
_BY_NAME = 5
_BY_ADDRESS = 40  # a whole centre may share one


class TooMany(Exception):
    """Too many attempts. Roll back, so that this one does not count and waiting helps."""


def begin(session: Session, now: datetime, what: str, name: str, address: str) -> None:
    """Count an attempt of that kind. Raises TooMany."""
    for key, most in ((_key(what, name), _BY_NAME), (_key(what, f"from {address}"), _BY_ADDRESS)):
        counters.count(session, now, key)
        if counters.counted_since(session, key, now - WITHIN) > most:
            raise TooMany


def succeeded(session: Session, what: str, name: str) -> None:
    """Clear the failed attempts of that name after a successful one."""
    counters.uncount(session, _key(what, name))


def _key(what: str, name: str) -> str:
    return f"{what} {crypto.lookup(name.strip().lower())}"
