"""One worker process, kept running by the supervisor."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from config import Config
from enquiries.core.db import commit, db
from enquiries.monitoring import checks
from workers import heartbeat, queue_worker
from workers.alarm_sender import Announcer, second_channels
from workers.periodic import Round
from workers.sender import Courier


class LifeSign:
    """What a worker says with each beat: that it lives, and whether the tick does.

    A tick that has stopped cannot say so, nor take it to the second channel: here both are a worker's.
    """

    def __init__(self, app: Flask, config: Config, name: str) -> None:
        self._name = name
        announcer = Announcer(app, second_channels(config))
        self._announcing = Round("announce", timedelta(0), announcer.announce)

    def beat(self) -> None:
        """In a context of the app."""
        heartbeat.beat(self._name)
        now = datetime.now(UTC)
        checks.check_tick(db.session(), now)
        commit()
        self._announcing.turn(now)

    def wait(self) -> None:
        """Until nothing is on its way outside."""
        self._announcing.wait()

    def close(self) -> None:
        self._announcing.close()


def run(app: Flask, name: str) -> None:
    config: Config = app.config["RINGBACK"]
    app.extensions["courier"] = Courier(app)
    queue_worker.run(app, config.redis_url, LifeSign(app, config, heartbeat.name(name)).beat)
