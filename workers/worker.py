"""A worker process, kept running by the supervisor."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from config import Config
from enquiries.core.db import commit, db
from enquiries.monitoring import checks
from workers import heartbeat, queue_worker
from workers.alarm_sender import Announcer, second_channels
from workers.periodic import Round
from workers.sender import STAYS, TextSender


class LifeSign:
    """A worker's heartbeat, which also raises an alarm where the tick has stopped.

    A stopped tick can neither raise that alarm nor announce it, so a worker does both.
    """

    def __init__(self, app: Flask, config: Config, name: str) -> None:
        self._name = name
        announcer = Announcer(app, second_channels(config))
        self._announcing = Round("announce", timedelta(0), announcer.announce)

    def beat(self) -> None:
        """Record a beat and check the tick. Call it in an application context."""
        heartbeat.beat(self._name)
        now = datetime.now(UTC)
        checks.check_tick(db.session(), now)
        commit()
        self._announcing.turn(now)

    def wait(self) -> None:
        """Wait until no announcement is under way."""
        self._announcing.wait()

    def close(self) -> None:
        self._announcing.close()


def run(app: Flask, name: str) -> None:
    config: Config = app.config["RINGBACK"]
    sender = app.extensions["sender"] = TextSender(app, stays=STAYS)
    beat = LifeSign(app, config, heartbeat.name(name)).beat
    queue_worker.run(app, config.redis_url, beat, on_stop=sender.leave)
