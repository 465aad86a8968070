"""Find the rows of a day in a table without an index by time.

Ids follow time closely enough: a row written at midnight may be counted with the wrong day. A binary search
finds the first row of a day with about twenty look-ups in a million rows, and spares an index.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def midnight(now: datetime) -> datetime:
    """Return the midnight (UTC) at which the day of `now` began."""
    return datetime.combine(now.astimezone(UTC), time(), UTC)


def first_id(
    session: Session, ids: InstrumentedAttribute[int], at: InstrumentedAttribute[Any], moment: datetime
) -> int:
    """Return the first id of that moment or later; one past the last id where there is none."""

    def row_from(low: int) -> tuple[int, datetime]:
        found, when = session.execute(select(ids, at).where(ids >= low).order_by(ids).limit(1)).one()
        return found, when

    return lowest(session.scalar(select(func.max(ids))) or 0, row_from, moment)


def lowest(last: int, row_from: Callable[[int], tuple[int, datetime]], moment: datetime) -> int:
    """Search any rows: `last` is the last id, `row_from(low)` returns the first row from that id on."""
    low, high = 1, last + 1
    while low < high:
        middle = (low + high) // 2
        found, at = row_from(middle)
        low, high = (low, middle) if at >= moment else (found + 1, high)
    return low
