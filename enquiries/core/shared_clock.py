"""The clock that all hosts share: the database's. On SQLite, which serves one machine, that machine's.

What one host writes and another compares with the time, such as a lease or a heartbeat, goes by this clock,
so that the clocks of hosts need not agree. An app has it as an extension.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from flask import current_app
from sqlalchemy import ColumnElement, Interval, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from enquiries.core.base import UtcDateTime

Clock = Callable[[Session, timedelta], ColumnElement[datetime]]
"""Returns, for use in a statement, the moment so much later than when the statement runs."""

CLOCK: Final = "clock"
"""The name of the extension."""
# As SQLAlchemy stores a moment there, to the millisecond, so that the two compare as text.
_ON_SQLITE: Final = "%Y-%m-%d %H:%M:%f000"


def database_clock(session: Session, later: timedelta) -> ColumnElement[datetime]:
    """The database's clock, read after what a statement had to wait for, such as the lock of a row."""
    if session.get_bind().dialect.name == "postgresql":
        return type_coerce(func.clock_timestamp() + literal(later, Interval()), UtcDateTime())
    return func.strftime(_ON_SQLITE, "now", f"{later.total_seconds():+.3f} seconds", type_=UtcDateTime())


def moment(session: Session, later: timedelta = timedelta(0)) -> ColumnElement[datetime]:
    """Return when a statement runs, or so much later, for use in the statement."""
    clock: Clock = current_app.extensions[CLOCK]
    return clock(session, later)


def read(session: Session) -> datetime:
    """Ask what time it is (UTC)."""
    return session.execute(select(moment(session))).scalar_one()
