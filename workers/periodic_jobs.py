"""The periodic jobs that the tick starts: checks, alarms, missed texts, log, tally, weekly mail, probe, and
the heartbeat.

Each job runs in its own thread. A provider, web server or mail server that hangs delays that job alone, and
never a ladder.
"""

import logging
from datetime import datetime, timedelta

import requests
from flask import Flask

from config import Config
from enquiries.chain import sealing
from enquiries.core.db import commit, db, reading
from enquiries.monitoring import checks
from workers.alarm_sender import Announcer, second_channels
from workers.missed_texts import Fetcher
from workers.periodic import Round
from workers.records.log_checker import LogChecker
from workers.records.tally_keeper import TallyKeeper
from workers.records.timeline_sealer import TimelineSealer
from workers.synthetic_probe import SyntheticProbe
from workers.weekly_mail import WeeklyMailer

log = logging.getLogger(__name__)

_AT_ONCE = timedelta(seconds=1)
_SOON = timedelta(seconds=5)
_MINUTE = timedelta(minutes=1)
_STEP = timedelta(seconds=2)
_TIMEOUT = 10.0  # seconds


class PeriodicJobs:
    """Starts each periodic job when it is due."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._config: Config = app.config["RINGBACK"]
        self._thorough_at: datetime | None = None
        self._sealer = TimelineSealer(app)
        self._log_checker = LogChecker(app, self._sealer)
        self._weekly_mailer = WeeklyMailer(app)
        self._tally_keeper = TallyKeeper(app)
        self._rounds = list(self._planned())

    def turn(self, now: datetime) -> None:
        """Start the jobs that are due."""
        for each in self._rounds:
            each.turn(now)

    def wait(self) -> None:
        """Wait until no job is running."""
        for each in self._rounds:
            each.wait()

    def close(self) -> None:
        """Stop in good order, so that the missing checks raise no alarm."""
        self._log_checker.stop()
        self._weekly_mailer.stop()
        self._tally_keeper.stop()
        for each in self._rounds:
            each.close()
        if self._thorough_at is not None:
            with self._app.app_context():
                checks.stand_down(db.session())
                commit()

    def _planned(self) -> list[Round]:
        config = self._config
        announcer = Announcer(self._app, second_channels(config))
        rounds = [
            Round("look", _SOON, self._look),
            Round("fetch", _MINUTE, Fetcher(self._app).fetch),
            Round("announce", _SOON, announcer.announce),
            Round("seal", _AT_ONCE, self._sealer.seal),
            Round("check log", _MINUTE, self._log_checker.check),
            Round("weekly mail", _MINUTE, self._weekly_mailer.send),
            Round("tally", _MINUTE, self._tally_keeper.keep),
        ]
        if config.synthetic_number and config.synthetic_every:
            rounds.append(Round("walk", _STEP, SyntheticProbe(self._app).step))
        if config.heartbeat_url:
            rounds.append(Round("heartbeat", _MINUTE, self._ping))
        return rounds

    def _look(self, now: datetime) -> None:
        thoroughly = self._thorough_at is None or now >= self._thorough_at
        if thoroughly:
            self._thorough_at = now + _MINUTE
        # A read-only transaction of its own, so that slow checks block no writer.
        with self._app.app_context():
            reading()
            sight = checks.run_checks(db.session(), now, thoroughly=thoroughly)
        with self._app.app_context():
            checks.raise_alarms(db.session(), now, sight)
            commit()

    def _ping(self, now: datetime) -> None:
        """Ping the external dead-man's switch, but only while enquiries get through."""
        with self._app.app_context():
            reading()
            well = checks.is_well(db.session(), now)
            last = sealing.last_link(db.session())
        if not well:
            log.warning("heartbeat_withheld")
            return
        assert self._config.heartbeat_url is not None
        try:
            # the head of the log's chain is kept out there, where no one here can change it
            head = {"chain_position": str(last.position), "chain_hash": last.hash} if last is not None else {}
            url = self._config.heartbeat_url
            requests.get(url, params=head, timeout=_TIMEOUT).raise_for_status()
        except requests.RequestException as failure:
            log.warning("heartbeat_not_taken", extra={"failure": type(failure).__name__})
