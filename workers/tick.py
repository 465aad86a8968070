"""The tick, a process of its own that the supervisor keeps running.

Every second, one process of all looks what is due and was not woken: ladders and claims whose clock has run,
texts that came in and were not understood, texts to be sent that no worker took. While Redis is away, that
is how people are alerted at all. What hangs must not hold up a ladder, so texts are sent in a thread of
their own.
"""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from enquiries.core import leases
from enquiries.core.db import commit, db, reading
from enquiries.intake import inbox
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging import outbox
from enquiries.oncall import follow_up
from enquiries.organisation import on_call
from enquiries.responders import duty_commands
from workers import heartbeat
from workers.periodic_jobs import Watchman
from workers.sender import Courier

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
# Whoever has the tick and is not heard of for this long has lost it to another process.
_LEASE = timedelta(seconds=10)
# A worker that was woken has taken a text long before this.
_WORKERS_TURN = timedelta(seconds=1)
_AT_ONCE = 200


class Tick:
    """`beside` is begun at the end of each turn, and must not take long."""

    def __init__(
        self, app: Flask, courier: Courier, beside: Callable[[datetime], None] = lambda now: None
    ) -> None:
        self._app = app
        self._courier = courier
        self._beside = beside
        self._name = heartbeat.name("tick")
        self._sweeper = ThreadPoolExecutor(1, thread_name_prefix="sweeper")
        self._sweep: Future[int] | None = None

    def run(self, stop: threading.Event) -> None:
        """Turn after turn, until told to stop. A database that is away is waited for."""
        while not stop.wait(EVERY):
            try:
                self.turn(datetime.now(UTC))
            except SQLAlchemyError as away:
                log.warning("tick_waits", extra={"failure": type(away).__name__})
        self.close()

    def close(self) -> None:
        self._sweeper.shutdown(wait=True)

    def turn(self, now: datetime) -> None:
        """Do all that is due, if this process has the tick."""
        with self._app.app_context():
            holds = leases.hold(db.session(), now, "tick", self._name, _LEASE)
            commit()
        if holds:
            self._understand(now)
            self._climb(now)
            self._hand_back(now)
            self._send(now)
            with self._app.app_context():
                heartbeat.beat(self._name)
            self._beside(now)

    def _understand(self, now: datetime) -> None:
        with self._app.app_context():
            for incoming in inbox.waiting(db.session(), now):
                inbox.understand(db.session(), now, incoming)
            commit()

    def _climb(self, now: datetime) -> None:
        for enquiry_id in self._due(now):
            try:
                with self._app.app_context():
                    follow_up.follow_up(db.session(), now, db.session.get_one(Enquiry, enquiry_id))
                    commit()
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                # One that fails must not keep the others waiting.
                log.exception("look_failed", extra={"enquiry_id": enquiry_id})

    def _hand_back(self, now: datetime) -> None:
        """Tell people who were off call for a while that they are on again."""
        with self._app.app_context():
            reading()
            has_ended = bool(on_call.ended_overrides(db.session(), now))
        if has_ended:
            with self._app.app_context():
                duty_commands.tell_of_turns_over(db.session(), now)
                commit()

    def _due(self, now: datetime) -> Sequence[int]:
        with self._app.app_context():
            reading()
            return db.session.scalars(
                select(Enquiry.id)
                .where(Enquiry.next_check_at <= now)
                .order_by(Enquiry.urgent.desc(), Enquiry.next_check_at, Enquiry.id)
                .limit(_AT_ONCE)
            ).all()

    def _send(self, now: datetime) -> None:
        """Unless workers do: what has been due for a second has not been taken by any."""
        if self._sweep is not None and not self._sweep.done():
            return
        with self._app.app_context():
            reading()
            oldest = outbox.oldest_due(db.session(), now - _WORKERS_TURN)
        if oldest is not None:
            self._sweep = self._sweeper.submit(self._courier.deliver)
            self._sweep.add_done_callback(_say_if_it_failed)


def _say_if_it_failed(sweep: Future[int]) -> None:
    fault = sweep.exception()
    if fault is not None:
        log.error("sweep_failed", exc_info=fault)


def run(app: Flask) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    watchman = Watchman(app)
    Tick(app, Courier(app), beside=watchman.turn).run(stop)
    watchman.close()
