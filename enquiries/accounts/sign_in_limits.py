"""How often somebody may try: to sign in, to have a code texted.

Counted by the name that was typed, whether anybody has it or not, and by the address it came from; the counts
are kept under keyed hashes, in the database, so that they hold for all web processes and without Redis. What
is counted before it is looked at cannot be outrun by many tries at once.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from enquiries.core import counters, crypto

WITHIN = timedelta(minutes=15)
_BY_NAME = 5
_BY_ADDRESS = 40  # a whole centre may share one


class TooMany(Exception):
    """No more tries for now. Roll back: this one does not count, so that waiting helps."""


def begin(session: Session, now: datetime, what: str, name: str, address: str) -> None:
    """One more try of that kind. Raises TooMany."""
    for key, most in ((_key(what, name), _BY_NAME), (_key(what, f"from {address}"), _BY_ADDRESS)):
        counters.count(session, now, key)
        if counters.counted_since(session, key, now - WITHIN) > most:
            raise TooMany


def succeeded(session: Session, what: str, name: str) -> None:
    """It was right: what failed before is forgotten."""
    counters.uncount(session, _key(what, name))


def _key(what: str, name: str) -> str:
    return f"{what} {crypto.lookup(name.strip().lower())}"
