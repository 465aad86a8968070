"""Alarms about the service itself, and the notices that carry them to the second channels."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from enquiries.alarms.rules import AlarmKind, Course, News
from enquiries.core.base import Base, words_of
from enquiries.core.enums import AlarmChannel
from enquiries.organisation.models import Centre


class Alarm(Base):
    """A cause, from `since` until it is over. At most one alarm per cause is not over."""

    __tablename__ = "alarm"
    __table_args__ = (
        Index(
            "uq_alarm_one_live",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("over_at IS NULL"),
            postgresql_where=text("over_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AlarmKind] = mapped_column(words_of(AlarmKind, "kind"))
    subject: Mapped[str]
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"))
    words: Mapped[str]
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
    said_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]

    centre: Mapped[Centre | None] = relationship()

    @property
    def course(self) -> Course:
        return Course(self.kind, self.since, self.seen_at, self.said_at)


class Notice(Base):
    """News of an alarm for one second channel; `next_try_at` is empty once it went out or was given up."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "ix_notice_waiting",
            "next_try_at",
            sqlite_where=text("next_try_at IS NOT NULL"),
            postgresql_where=text("next_try_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    alarm_id: Mapped[int] = mapped_column(ForeignKey("alarm.id"), index=True)
    channel: Mapped[AlarmChannel] = mapped_column(words_of(AlarmChannel, "channel"))
    news: Mapped[News] = mapped_column(words_of(News, "news"))
    words: Mapped[str]
    at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)

    alarm: Mapped[Alarm] = relationship(lazy="joined", innerjoin=True)
