"""Take one made-up text before the processes that serve are forked, so that no person's is the first.

The first text of a process takes longer: statements are compiled, the setup is read, patterns are prepared.
What the parent has prepared, all its children have. Nothing of it is kept: the transaction is rolled back,
and its connection is closed before the fork.
"""

import logging
import secrets
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.db import db
from enquiries.intake import inbox
from enquiries.organisation.models import Number

log = logging.getLogger(__name__)

_NOBODY = "+447700900000"  # of Ofcom's numbers for drama: no person has it
_WORDS = "help my brother please, ring me after 6"


def rehearse(app: Flask) -> None:
    """Never raises: a database that is not there yet is waited for by those who need it."""
    try:
        with app.app_context():
            _take_one(db.session())
    except Exception as fault:
        log.info("not_rehearsed", extra={"error": type(fault).__name__})
    finally:
        with app.app_context():  # that of the text has ended, and its transaction with it
            db.engine.dispose()


def _take_one(session: Session) -> None:
    now = datetime.now(UTC)
    to = session.scalar(select(Number.number).order_by(Number.id).limit(1))
    if to is None:
        return
    sid = f"rehearsal-{secrets.token_hex(8)}"
    said = {"MessageSid": sid, "From": _NOBODY, "To": to, "Body": _WORDS}
    inbox.take_together(session, [inbox.read(now, said)])
    session.flush()
