"""Who is due which weekly news, claimed by one sender at a time, tried again, and given up in the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from enquiries.accounts.models import Account
from enquiries.core.base import insert_for
from enquiries.core.enums import Role
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Staff
from enquiries.weekly.models import WeeklyKind, WeeklyNews
from enquiries.weekly.mondays import ToldWeek, week_to_tell

# Longer than a mail server may take to answer each step of one email.
_LEASE = timedelta(minutes=10)
_AGAIN = timedelta(minutes=5)
_KEY = (WeeklyNews.staff_id, WeeklyNews.kind, WeeklyNews.week)


@dataclass(frozen=True)
class WeeklyDelivery:
    """News of a week for one person, of the centres whose figures they may read."""

    staff: Staff
    kind: WeeklyKind
    week: ToldWeek
    centres: Sequence[Centre]

    @property
    def key(self) -> dict[str, Any]:
        return {"staff_id": self.staff.id, "kind": self.kind, "week": self.week.monday}

    def is_its(self) -> ColumnElement[bool]:
        """The row of it, for a query."""
        return (
            (WeeklyNews.staff_id == self.staff.id)
            & (WeeklyNews.kind == self.kind)
            & (WeeklyNews.week == self.week.monday)
        )


def due(session: Session, now: datetime, *, by_mail: bool) -> list[WeeklyDelivery]:
    """Return what is to go out now, the least tried first. Auditors hear of the log by email alone."""
    wanted = [*_summaries(session, now), *(_log_heads(session, now) if by_mail else ())]
    known = {(row.staff_id, row.kind, row.week): row for row in _rows(session, wanted)}
    found = [(known.get((each.staff.id, each.kind, each.week.monday)), each) for each in wanted]
    waiting = [(row.attempts if row else 0, each) for row, each in found if row is None or _is_due(row, now)]
    return [each for _, each in sorted(waiting, key=lambda found: found[0])]


def claim(session: Session, now: datetime, delivery: WeeklyDelivery) -> bool:
    """Claim atomically. Returns True for the single winner, who has ten minutes before it is tried again."""
    news = insert_for(session)(WeeklyNews).values(
        **delivery.key, until=delivery.week.until, next_try_at=now + _LEASE, attempts=1
    )
    won = session.execute(
        news.on_conflict_do_update(
            index_elements=[*_KEY],
            set_={"next_try_at": now + _LEASE, "attempts": WeeklyNews.attempts + 1},
            where=WeeklyNews.next_try_at <= now,
        ).returning(WeeklyNews.staff_id)
    )
    return won.scalar() is not None


def went_out(session: Session, now: datetime, delivery: WeeklyDelivery) -> None:
    session.execute(update(WeeklyNews).where(delivery.is_its()).values(next_try_at=None, sent_at=now))


def leave(session: Session, delivery: WeeklyDelivery) -> None:
    """It cannot be sent to them."""
    session.execute(update(WeeklyNews).where(delivery.is_its()).values(next_try_at=None))


def failed(session: Session, now: datetime, delivery: WeeklyDelivery) -> None:
    """Try again in five minutes."""
    session.execute(update(WeeklyNews).where(delivery.is_its()).values(next_try_at=now + _AGAIN))


def is_any_over(session: Session, now: datetime) -> bool:
    """Return True where something waits that is not to be tried again."""
    return session.scalar(select(WeeklyNews.staff_id).where(*_is_over(now)).limit(1)) is not None


def give_up(session: Session, now: datetime) -> int:
    """Leave what could not be sent by its end. Returns how much that was."""
    left = update(WeeklyNews).where(*_is_over(now)).values(next_try_at=None).returning(WeeklyNews.staff_id)
    return len(session.scalars(left).all())


def _is_over(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (WeeklyNews.next_try_at.is_not(None), WeeklyNews.until <= now)


def _is_due(row: WeeklyNews, now: datetime) -> bool:
    return row.next_try_at is not None and row.next_try_at <= now


def _rows(session: Session, wanted: Sequence[WeeklyDelivery]) -> Sequence[WeeklyNews]:
    if not wanted:
        return ()
    weeks = {each.week.monday for each in wanted}
    question = select(WeeklyNews).where(WeeklyNews.week.in_(weeks))
    return session.scalars(question.execution_options(populate_existing=True)).all()


def _summaries(session: Session, now: datetime) -> Iterator[WeeklyDelivery]:
    """To those who asked for it before Monday morning, and may read reports now."""
    asked = select(Staff, Account.weekly_summary_from).join(Account, Account.staff_id == Staff.id)
    asked = asked.where(Account.weekly_summary_from.is_not(None), *_active(*_READERS)).order_by(Staff.id)
    for staff, since in session.execute(asked):
        for delivery in _of(session, now, staff, WeeklyKind.SUMMARY):
            if delivery.centres and since is not None and since <= delivery.week.due_at:
                yield delivery


def _log_heads(session: Session, now: datetime) -> Iterator[WeeklyDelivery]:
    for staff in session.scalars(select(Staff).where(*_active(Role.AUDITOR)).order_by(Staff.id)):
        yield from _of(session, now, staff, WeeklyKind.LOG_HEAD)


_READERS = tuple(role for role in Role if role.reads_reports)


def _active(*roles: Role) -> tuple[ColumnElement[bool], ...]:
    return (Staff.active.is_(True), Staff.role.in_(roles))


def _of(session: Session, now: datetime, staff: Staff, kind: WeeklyKind) -> Iterator[WeeklyDelivery]:
    """By the clock of their first centre, like the usual period of their reports."""
    own = centres.centres_of_staff(session, staff)
    week = week_to_tell(now, own[0].zone if own else ZoneInfo("UTC"))
    if week is not None:
        yield WeeklyDelivery(staff, kind, week, own)
