"""Checks the log each night, and raises an alarm where something in it does not fit."""

import logging
import threading
from datetime import UTC, datetime, time, timedelta

from flask import Flask

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.chain.log_check import LogCheck
from enquiries.core import counters
from enquiries.core.db import commit, db, reading
from enquiries.reporting.tally import tally_check
from workers.records.timeline_sealer import TimelineSealer

log = logging.getLogger(__name__)

_AT = time(3, 30, tzinfo=UTC)
_CHECKED = "log checked"
_FINDINGS_LOGGED = 20
_BREATH = 0.005  # seconds, between pages: a million entries are no hurry


class _Stopped(Exception):
    """The process is to end."""


class LogChecker:
    """Works through the log once a night, and leaves off at once when told to stop."""

    def __init__(self, app: Flask, sealer: TimelineSealer) -> None:
        self._app = app
        self._sealer = sealer
        self._stop = threading.Event()

    def stop(self) -> None:
        """Leave off. The next process begins again."""
        self._stop.set()

    def check(self, now: datetime) -> None:
        """Check everything, where it has not been since the last 03:30 (UTC)."""
        with self._app.app_context():
            reading()
            checked_at = counters.get_checkpoint(db.session(), _CHECKED)
        if checked_at is not None and checked_at >= _last_night(now):
            return
        try:
            findings = self._findings()
        except _Stopped:
            return
        self._sealer.look_everywhere()
        with self._app.app_context():
            if findings:
                alarms.raise_alarm(db.session(), now, Cause(AlarmKind.LOG_CHANGED, "log changed"))
            counters.set_checkpoint(db.session(), _CHECKED, now)
            commit()

    def _findings(self) -> int:
        """Returns how many there are. The first of them are logged, and the head of the chain."""
        found = 0
        with self._app.app_context():
            reading(one_moment=True)
            check = LogCheck(db.session(), tally_check.check, pace=self._pace)
            for each in check.run():
                found += not each.is_note
                if found <= _FINDINGS_LOGGED:
                    level = logging.INFO if each.is_note else logging.ERROR
                    log.log(level, "log_finding", extra={"where": each.where, "what": each.what})
        log.info("log_checked", extra={"findings": found, "head": check.head})
        return found

    def _pace(self) -> None:
        if self._stop.wait(_BREATH):
            raise _Stopped


def _last_night(now: datetime) -> datetime:
    """The latest 03:30 that has passed."""
    today = datetime.combine(now.astimezone(UTC).date(), _AT)
    return today if today <= now else today - timedelta(days=1)
