"""News of alarms for the second channels: claimed by one sender, retried, and given up after a day."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from enquiries.alarms.models import Notice

_LEASE = timedelta(minutes=1)
_LONGEST_BACK_OFF = timedelta(minutes=5)
_GIVEN_UP_AFTER = timedelta(days=1)


def take(session: Session, now: datetime) -> Notice | None:
    """Claim the oldest due notice for a minute. Returns None where none is due."""
    due = session.scalar(
        select(Notice.id)
        .where(Notice.next_try_at <= now)
        .order_by(Notice.next_try_at, Notice.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    won = session.scalar(
        update(Notice)
        .where(Notice.id == due, Notice.next_try_at <= now)
        .values(next_try_at=now + _LEASE, attempts=Notice.attempts + 1)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return None if won is None else session.get(Notice, won, populate_existing=True)


def went_out(session: Session, notice_id: int) -> None:
    session.get_one(Notice, notice_id).next_try_at = None


def failed(session: Session, now: datetime, notice_id: int) -> None:
    """Schedule a retry after five seconds, then ten, up to five minutes. Gives up a day after the news."""
    notice = session.get_one(Notice, notice_id)
    again = now + min(timedelta(seconds=5 * 2 ** min(notice.attempts - 1, 6)), _LONGEST_BACK_OFF)
    notice.next_try_at = again if again < notice.at + _GIVEN_UP_AFTER else None
