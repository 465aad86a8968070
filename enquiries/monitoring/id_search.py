"""Finding the rows of a day in a table that has no index by time.

Ids are given in the order of time, near enough: a row that was written while the day changed may be counted
with the wrong day. So the first row of a day is found by halving, with about twenty look-ups by id in a
million rows, and no index has to be kept up with each insert.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def midnight(now: datetime) -> datetime:
    """When the day of `now` began, in UTC."""
    return datetime.combine(now.astimezone(UTC), time(), UTC)


def first_id(
    session: Session, ids: InstrumentedAttribute[int], at: InstrumentedAttribute[Any], moment: datetime
) -> int:
    """The id from which rows are of that moment or later; one past the last where none is."""

    def row_from(low: int) -> tuple[int, datetime]:
        found, when = session.execute(select(ids, at).where(ids >= low).order_by(ids).limit(1)).one()
        return found, when

    return lowest(session.scalar(select(func.max(ids))) or 0, row_from, moment)


def lowest(last: int, row_from: Callable[[int], tuple[int, datetime]], moment: datetime) -> int:
    """The same of any rows: `last` is the last id, `row_from(low)` the first row with that id or a higher."""
    low, high = 1, last + 1
    while low < high:
        middle = (low + high) // 2
        found, at = row_from(middle)
        low, high = (low, middle) if at >= moment else (found + 1, high)
    return low
