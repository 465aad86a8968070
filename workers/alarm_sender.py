"""Sends news of alarms to the second channels, one at a time."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Flask

from config import Config
from enquiries.alarms import notices
from enquiries.alarms.models import Notice
from enquiries.core.db import commit, db
from enquiries.core.enums import AlarmChannel
from workers.alarm_channels import Announcement, Email, NotTold, SecondChannel, Webhook

log = logging.getLogger(__name__)


def second_channels(config: Config) -> dict[AlarmChannel, SecondChannel]:
    """Return the channels that are configured."""
    found: dict[AlarmChannel, SecondChannel] = {}
    if config.alarm_webhook_url:
        found[AlarmChannel.WEBHOOK] = Webhook(config.alarm_webhook_url)
    if config.smtp_url and config.alarm_email:
        found[AlarmChannel.EMAIL] = Email(config.smtp_url, config.alarm_email)
    return found


class Announcer:
    def __init__(self, app: Flask, channels: Mapping[AlarmChannel, SecondChannel]) -> None:
        self._app = app
        self._channels = channels

    def announce(self, _now: datetime) -> None:
        """Send all due notices. One that a channel does not accept is retried later."""
        while (taken := self._take()) is not None:
            notice, announcement = taken
            told = self._tell(notice, announcement)
            with self._app.app_context():
                if told:
                    notices.went_out(db.session(), notice.id)
                else:
                    notices.failed(db.session(), datetime.now(UTC), notice.id)
                commit()

    def _take(self) -> tuple[Notice, Announcement] | None:
        with self._app.app_context():
            notice = notices.take(db.session(), datetime.now(UTC))
            announcement = None if notice is None else self._written_out(notice)
            commit()
        return None if notice is None or announcement is None else (notice, announcement)

    def _tell(self, notice: Notice, announcement: Announcement) -> bool:
        channel = self._channels.get(notice.channel)
        if channel is None:
            return False
        try:
            channel.tell(announcement)
        except NotTold as why:
            log.warning("alarm_not_told", extra={"channel": notice.channel.value, "why": str(why)})
            return False
        return True

    def _written_out(self, notice: Notice) -> Announcement:
        config: Config = self._app.config["RINGBACK"]
        alarm = notice.alarm
        return Announcement(
            alarm=alarm.id,
            kind=alarm.kind,
            news=notice.news,
            words=notice.words,
            centre=alarm.centre.slug if alarm.centre is not None else "",
            since=alarm.since,
            at=notice.at,
            service=config.public_base_url,
        )
