"""What a number asked us not to do: kept by its keyed hash, for every centre, also after closing.

It is written when the person says NO, and lifted only by a clear answer of that number to our question. A
form can be sent by anyone who knows the number: it can add a NO, never take one back.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from enquiries.core.base import insert_for
from enquiries.messaging.models import LearntFrom, Restriction
from enquiries.messaging.permission_rules import Ban

NOT_SAFE_FOR = timedelta(hours=1)


def add(session: Session, now: datetime, lookup: str, ban: Ban, learnt_from: LearntFrom) -> None:
    """It holds from now on; where it holds already, since when stays."""
    session.execute(
        insert_for(session)(Restriction)
        .values(lookup=lookup, ban=ban, at=now, learnt_from=learnt_from)
        .on_conflict_do_nothing()
    )


def not_safe_now(session: Session, now: datetime, lookup: str, learnt_from: LearntFrom) -> None:
    """Nothing goes to that number for an hour from now on."""
    insert = insert_for(session)(Restriction).values(
        lookup=lookup, ban=Ban.NOT_SAFE_NOW, at=now, until=now + NOT_SAFE_FOR, learnt_from=learnt_from
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=[Restriction.lookup, Restriction.ban], set_={"until": now + NOT_SAFE_FOR}
        )
    )


def holds(session: Session, lookup: str, ban: Ban) -> bool:
    """Return True where that number said so, at whatever centre and whenever."""
    return session.get(Restriction, (lookup, ban), populate_existing=True) is not None


def lift(session: Session, lookup: str, ban: Ban) -> bool:
    """Returns whether there was one to lift."""
    held = delete(Restriction).where(Restriction.lookup == lookup, Restriction.ban == ban)
    return session.scalar(held.returning(Restriction.ban)) is not None
