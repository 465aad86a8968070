"""The database of a demo history: its own, and marked for good as one."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from enquiries.core import counters
from enquiries.core.base import Base
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Incoming
from enquiries.organisation.models import Centre, Number, Staff
from enquiries.organisation.snapshot import DEMO_MARK
from enquiries.setup.changes import load_file
from enquiries.setup.file import read_setup_file

_SETUP: Final = Path(__file__).with_name("setup.toml")
_NOT_EMPTY: Final[Iterable[type[Base]]] = (Centre, Number, Staff, Enquiry, Incoming)


class NotItsOwn(Exception):
    """The database has something in it already. The message says what to do about it."""


def refuse_unless_empty(session: Session) -> None:
    """Raise NotItsOwn unless the database is migrated and empty."""
    if counters.get_checkpoint(session, DEMO_MARK) is not None:
        raise NotItsOwn("there is a demo history in this database already: make another in an empty one")
    if any(session.scalar(select(exists(select(kind)))) for kind in _NOT_EMPTY):
        raise NotItsOwn(
            "this database has centres, staff or enquiries of its own: a demo history needs an empty one, "
            "so set DATABASE_URL to a new one and run ./ringback db upgrade"
        )


def prepare(session: Session, now: datetime, ends_at: datetime) -> None:
    """Mark it, and load the two centres, their people, rota and ladder, as of `now`. Raises NotItsOwn.

    `ends_at` (UTC): what is older is made up, and pages say so.
    """
    refuse_unless_empty(session)
    counters.set_checkpoint(session, DEMO_MARK, ends_at)
    load_file(session, now, read_setup_file(_SETUP.read_text("utf-8")))
