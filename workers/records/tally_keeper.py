"""Counts the waits of days that are over for reports, and counts a day again after a change in it."""

import logging
import threading
import time
from collections.abc import Mapping
from datetime import datetime

from flask import Flask

from enquiries.core.db import commit, db, reading
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.reporting.tally import counting
from enquiries.reporting.tally.counting import LocalDay

log = logging.getLogger(__name__)

_DAYS_A_TURN = 200
_BREATH = 0.05  # seconds
_PATIENCE = 5.0  # seconds for transactions that were writing before; else the next turn waits for them
_LOOKS_EVERY = 0.05  # seconds


class TallyKeeper:
    """Leaves off at once when told to stop. What a process that dies leaves is taken up by the next.

    `breath`: seconds between days, in which others write.
    """

    def __init__(self, app: Flask, breath: float = _BREATH) -> None:
        self._app = app
        self._breath = breath
        self._stop = threading.Event()

    def stop(self) -> None:
        self._stop.set()

    def keep(self, now: datetime) -> None:
        """Count days that are missing, the latest first, some hundreds at most."""
        self._extend(now)
        left = _DAYS_A_TURN
        for centre, days in self._missing(now).items():
            for day in days[:left]:
                if self._stop.wait(self._breath):
                    return
                left -= 1
                self._count(now, centre, day)

    def _extend(self, now: datetime) -> None:
        """Have changes noted up to the last midnight, and wait until no one writes who began before that."""
        with self._app.app_context():
            reading()
            latest = counting.unnoted(db.session(), now)
        if not latest:
            return
        with self._app.app_context():
            counting.extend(db.session(), latest)
            commit()
        if self._others_have_ended():
            with self._app.app_context():
                counting.settle(db.session(), latest)
                commit()

    def _others_have_ended(self) -> bool:
        with self._app.app_context():
            reading()
            writers = counting.writers_so_far(db.session())
        until = time.monotonic() + _PATIENCE
        while not self._have_ended(writers):
            if time.monotonic() > until or self._stop.wait(_LOOKS_EVERY):
                log.info("tally_waits_for_writers")
                return False
        return True

    def _have_ended(self, writers: int) -> bool:
        with self._app.app_context():
            reading()
            return counting.have_ended(db.session(), writers)

    def _missing(self, now: datetime) -> Mapping[Centre, list[LocalDay]]:
        with self._app.app_context():
            reading()
            session = db.session()
            facts = counting.facts_at(session, now)
            return {
                each: list(counting.missing_days(session, each, facts))
                for each in centres.all_centres(session)
            }

    def _count(self, now: datetime, centre: Centre, day: LocalDay) -> None:
        """In a transaction of its own, which looks again at the centre and the target."""
        with self._app.app_context():
            session = db.session()
            here = session.get_one(Centre, centre.id)
            if LocalDay.of(here, day.day) == day:
                counting.count_day(session, here, counting.facts_at(session, now), day)
            commit()
