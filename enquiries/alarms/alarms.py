"""Raise alarms, and tell managers of them by text and through the second channels.

A check reports its cause with `raise_alarm` each time it finds it. `alarms.rules` decides when people are
told and when an alarm is over; a conditional UPDATE picks one winner, so several processes may check at once.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from enquiries.alarms.models import Alarm, Notice
from enquiries.alarms.rules import AlarmKind, Cause, News
from enquiries.core.enums import Role
from enquiries.core.settings import settings_of
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import people_of, tell
from enquiries.organisation.models import Staff

_OVER_SHOWN = 50
_TEXTS = {
    News.BEGAN: TextKind.ALARM,
    News.LASTS: TextKind.ALARM,
    News.OVER: TextKind.ALARM_OVER,
}


def raise_alarm(session: Session, now: datetime, cause: Cause) -> None:
    """Record that a cause is present now. People are told by the next `notify`."""
    if not _seen_again(session, now, cause):
        try:
            with session.begin_nested():
                session.add(_new(now, cause))
        except IntegrityError:
            # another process saw it at the same moment
            _seen_again(session, now, cause)


def notify(session: Session, now: datetime, kinds: Sequence[AlarmKind] = tuple(AlarmKind)) -> None:
    """Tell people the news of alarms of these kinds, and end those that are over.

    Pass only kinds that were checked just now: an alarm whose check did not run would look over.
    """
    for alarm in active_alarms(session, kinds):
        news = alarm.course.news(now)
        over_at = now if alarm.course.is_over(now) else None
        if (news or over_at) and _move_on(session, alarm, now, over_at) and news:
            _tell(session, now, alarm, news)


def active_alarms(session: Session, kinds: Sequence[AlarmKind] = tuple(AlarmKind)) -> Sequence[Alarm]:
    """Return the alarms that are not over, oldest first; some have not been announced yet."""
    return session.scalars(
        select(Alarm)
        .where(Alarm.over_at.is_(None), Alarm.kind.in_(kinds))
        .order_by(Alarm.id)
        .execution_options(populate_existing=True)
    ).all()


def past_alarms(session: Session) -> Sequence[Alarm]:
    """Return the 50 latest alarms that are over, newest first."""
    return session.scalars(
        select(Alarm).where(Alarm.over_at.is_not(None)).order_by(Alarm.id.desc()).limit(_OVER_SHOWN)
    ).all()


def _new(now: datetime, cause: Cause) -> Alarm:
    return Alarm(
        kind=cause.kind,
        subject=cause.subject,
        centre_id=cause.centre_id,
        words=cause.words,
        since=now,
        seen_at=now,
    )


def _seen_again(session: Session, now: datetime, cause: Cause) -> bool:
    found = session.scalar(
        update(Alarm)
        .where(Alarm.kind == cause.kind, Alarm.subject == cause.subject, Alarm.over_at.is_(None))
        .values(seen_at=now, words=cause.words)
        .returning(Alarm.id)
        .execution_options(synchronize_session=False)
    )
    return found is not None


def _move_on(session: Session, alarm: Alarm, now: datetime, over_at: datetime | None) -> bool:
    """Claim this news atomically. Returns True for the single winner."""
    said_before = Alarm.said_at.is_(None) if alarm.said_at is None else Alarm.said_at == alarm.said_at
    won = session.scalar(
        update(Alarm)
        .where(Alarm.id == alarm.id, Alarm.over_at.is_(None), said_before)
        .values(said_at=alarm.said_at if over_at else now, over_at=over_at)
        .returning(Alarm.id)
        .execution_options(synchronize_session=False)
    )
    return won is not None


def _tell(session: Session, now: datetime, alarm: Alarm, news: News) -> None:
    for channel in settings_of(session).alarm_channels:
        session.add(
            Notice(alarm=alarm, channel=channel, news=news, words=alarm.words, at=now, next_try_at=now)
        )
    if alarm.kind.is_texted:
        for person in _recipients(session, alarm):
            tell(
                session,
                now,
                person,
                _TEXTS[news],
                centre=alarm.centre or next(iter(person.centres), None),
                outcome=alarm.words,
            )


def _recipients(session: Session, alarm: Alarm) -> list[Staff]:
    """Return the managers of the alarm's centre, or of every centre where it has none.

    Admins are added where no manager is left to tell, and where the alarm is that a centre has no one left;
    that alarm goes to the managers of every centre.
    """
    own = people_of(session, alarm.centre, Role.MANAGER) if alarm.centre is not None else []
    is_unstaffed = alarm.kind is AlarmKind.NOBODY_AT_ALL
    managers = own if own and not is_unstaffed else _all_active(session, Role.MANAGER)
    told = [person for person in managers if f"staff {person.id}" != alarm.subject]
    admins = _all_active(session, Role.ADMIN) if is_unstaffed or not told else []
    return [*told, *admins]


def _all_active(session: Session, role: Role) -> list[Staff]:
    return list(
        session.scalars(
            select(Staff).where(Staff.active, Staff.role == role, Staff.centres.any()).order_by(Staff.id)
        )
    )
