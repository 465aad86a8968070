"""The digits that name an enquiry in texts.

Four digits, free again 72 hours after the enquiry closed. Five when so few of the four-digit ones are free
that sixty guesses find none; and from then on as many as it takes, for an enquiry is never refused for want
of a code.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from enquiries.core.base import insert_on
from enquiries.lifecycle.models import Code, Enquiry

KEPT_AFTER_CLOSING = timedelta(hours=72)
# where one in twenty is free, one search in twenty finds none; where one in five is, one in 600,000
_TRIES = 60
LONGEST = 9
_IN_A_TEXT = 6
# None begins with 0: people drop it when they type.
_SHORTEST = 4


def lease(session: Session, now: datetime, enquiry: Enquiry) -> None:
    """Give the enquiry, which must have an id, a code that no other has."""
    for digits in range(_SHORTEST, LONGEST + 1):
        for _ in range(_TRIES):
            candidate = str(secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1))
            if _take(session, now, candidate, enquiry.id):
                enquiry.code = candidate
                return
    raise RuntimeError("no code is free, not even one of nine digits")


def free_later(session: Session, now: datetime, enquiry: Enquiry) -> None:
    session.execute(
        update(Code).where(Code.enquiry_id == enquiry.id).values(free_at=now + KEPT_AFTER_CLOSING)
    )


def keep(session: Session, enquiry: Enquiry) -> None:
    """The enquiry is open again: its code stays with it."""
    session.execute(update(Code).where(Code.enquiry_id == enquiry.id).values(free_at=None))


def are_kept(enquiry: Enquiry, now: datetime) -> bool:
    """Return True while the code still belongs to this enquiry: later it may name another."""
    return enquiry.closed_at is None or now - enquiry.closed_at <= KEPT_AFTER_CLOSING


def find(session: Session, now: datetime, code: str) -> Enquiry | None:
    """The enquiry that the code names: open, or closed less than 72 hours ago."""
    return session.scalar(
        select(Enquiry)
        .join(Code, Code.enquiry_id == Enquiry.id)
        .where(Code.code == code, (Code.free_at.is_(None)) | (Code.free_at > now))
    )


def in_a_text(enquiries: Sequence[Enquiry]) -> str:
    """As many of their codes as a text has room for."""
    return " ".join(each.code for each in enquiries[:_IN_A_TEXT])


def _take(session: Session, now: datetime, code: str, enquiry_id: int) -> bool:
    take = _take_statement(session.get_bind().dialect.name)
    took = session.connection().execute(take, {"code": code, "enquiry_id": enquiry_id, "now": now})
    return took.scalar() is not None


@cache
def _take_statement(dialect: str) -> Any:
    """Built once for each database: building it costs as much as asking it."""
    taken = insert_on(dialect)(Code).values(
        code=bindparam("code"), enquiry_id=bindparam("enquiry_id"), free_at=None
    )
    return taken.on_conflict_do_update(
        index_elements=[Code.code],
        set_={"enquiry_id": taken.excluded.enquiry_id, "free_at": None},
        where=Code.free_at <= bindparam("now"),
    ).returning(Code.code)
