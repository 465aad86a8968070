"""Numbers that want no more texts, from any centre."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from enquiries.core.transactions import absent_rows
from enquiries.messaging.models import OptOut
from enquiries.messaging.permission_rules import OptOutSource

_OPTED_OUT = select(OptOut.at).where(OptOut.lookup == bindparam("lookup"))


def is_opted_out(session: Session, lookup: str) -> bool:
    return session.scalar(_OPTED_OUT, {"lookup": lookup}) is not None


def find_opt_out(session: Session, lookup: str) -> OptOut | None:
    if absent_rows.has_none(session, lookup, OptOut):
        return None
    return session.get(OptOut, lookup)


def add(
    session: Session,
    now: datetime,
    lookup: str,
    source: OptOutSource,
    word: str = "",
    *,
    ambiguous: bool = False,
) -> bool:
    """No more texts to this number. Returns False where it had opted out before."""
    if is_opted_out(session, lookup):
        return False
    session.add(OptOut(lookup=lookup, at=now, source=source, word=word, ambiguous=ambiguous))
    session.flush()
    return True


def lift(session: Session, lookup: str) -> bool:
    """Return True where there was one to lift."""
    lifted = session.scalar(delete(OptOut).where(OptOut.lookup == lookup).returning(OptOut.lookup))
    return lifted is not None
