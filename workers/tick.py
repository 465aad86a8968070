"""The tick, a process that the supervisor keeps running.

Every second, one process among all hosts handles what is due: ladders and claims whose time has come,
incoming texts not understood yet, and outgoing texts that no worker took. While Redis is down, this is what
alerts people. Nothing that hangs may delay a ladder, so texts are sent in a separate thread,
and read in another.
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
from enquiries.oncall import silent_claims
from enquiries.organisation import on_call
from enquiries.responders import duty_commands
from workers import heartbeat
from workers.periodic import Round
from workers.periodic_jobs import PeriodicJobs
from workers.sender import TextSender

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
# A holder that is silent for this long loses the tick to another process.
_LEASE = timedelta(seconds=10)
# A worker that was woken has taken a text long before this.
_WORKERS_TURN = timedelta(seconds=1)
_AT_ONCE = 200
_TEXTS_AT_ONCE = 50
_READ_SOON = timedelta(seconds=1)
# Enquiries that are looked at in one transaction: those who write to one of them wait for all.
_TOGETHER = 20


class Tick:
    """Handles what is due. `after_turn` is called at the end of each turn, and must return quickly.

    `name`: that of this process, unless told otherwise.
    """

    def __init__(
        self,
        app: Flask,
        sender: TextSender,
        after_turn: Callable[[datetime], None] = lambda now: None,
        name: str | None = None,
    ) -> None:
        self._app = app
        self._sender = sender
        self._after_turn = after_turn
        self._name = name or heartbeat.name("tick")
        self._sweeper = ThreadPoolExecutor(1, thread_name_prefix="sweeper")
        self._sweep: Future[int] | None = None
        self._reading = Round("read texts", timedelta(0), self._understand)

    def run(self, stop: threading.Event) -> None:
        """Take a turn every second until told to stop; wait out a database that is down."""
        while not stop.wait(EVERY):
            try:
                self.turn(datetime.now(UTC))
            except SQLAlchemyError as away:
                log.warning("tick_waits", extra={"failure": type(away).__name__})
        self.close()

    def close(self) -> None:
        self._reading.close()
        self._sweeper.shutdown(wait=True)

    def turn(self, now: datetime) -> None:
        """Handle all that is due, if this process holds the tick."""
        with self._app.app_context():
            holds = leases.hold(db.session(), "tick", self._name, _LEASE)
            commit()
        if holds:
            # what is read soon comes before the ladders: it may be that someone takes an enquiry
            self._reading.turn(now)
            self._reading.wait(_READ_SOON)
            self._climb(now)
            self._hand_back(now)
            self._send(now)
            with self._app.app_context():
                heartbeat.beat(self._name)
            self._after_turn(now)

    def _understand(self, _turn: datetime) -> None:
        """One at a time, so that no number is locked for longer than its text takes."""
        for _ in range(_TEXTS_AT_ONCE):
            now = datetime.now(UTC)  # what one says happens after what the one before said
            with self._app.app_context():
                for incoming in (found := inbox.waiting(db.session(), now, most=1)):
                    inbox.understand(db.session(), now, incoming)
                commit()
            if not found:
                return

    def _climb(self, now: datetime) -> None:
        due = self._due(now)
        for start in range(0, len(due), _TOGETHER):
            enquiry_ids = due[start : start + _TOGETHER]
            try:
                self._follow_up(now, enquiry_ids)
            except Exception:
                log.info("looks_again_one_by_one", exc_info=True)
                self._follow_up_alone(now, enquiry_ids)

    def _follow_up_alone(self, now: datetime, enquiry_ids: Sequence[int]) -> None:
        """One enquiry that fails must not delay the others."""
        for enquiry_id in enquiry_ids:
            try:
                self._follow_up(now, [enquiry_id])
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                log.exception("look_failed", extra={"enquiry_id": enquiry_id})

    def _follow_up(self, now: datetime, enquiry_ids: Sequence[int]) -> None:
        with self._app.app_context():
            found = db.session.scalars(select(Enquiry).where(Enquiry.id.in_(enquiry_ids)))
            by_id = {each.id: each for each in found}
            silent_claims.follow_up(db.session(), now, [by_id[each] for each in enquiry_ids])
            commit()

    def _hand_back(self, now: datetime) -> None:
        """Tell people who were off call for a while that they are on again."""
        with self._app.app_context():
            reading()
            has_ended = bool(on_call.ended_overrides(db.session(), now))
        if has_ended:
            with self._app.app_context():
                duty_commands.tell_of_ended_overrides(db.session(), now)
                commit()

    def _due(self, now: datetime) -> Sequence[int]:
        """Urgent ones first; but each turn has room for others, which hundreds of reminders would hold up."""
        due = select(Enquiry.id).where(Enquiry.next_check_at <= now)
        by_time = due.order_by(Enquiry.next_check_at, Enquiry.id).limit(_AT_ONCE // 2)
        with self._app.app_context():
            reading()
            urgent = db.session.scalars(by_time.where(Enquiry.urgent)).all()
            others = db.session.scalars(by_time.where(~Enquiry.urgent)).all()
            return [*urgent, *others]

    def _send(self, now: datetime) -> None:
        """Send texts that have been due for a second without a worker taking them."""
        if self._sweep is not None and not self._sweep.done():
            return
        with self._app.app_context():
            reading()
            oldest = outbox.oldest_due(db.session(), now - _WORKERS_TURN)
        if oldest is not None:
            self._sweep = self._sweeper.submit(self._sender.deliver)
            self._sweep.add_done_callback(_say_if_it_failed)


def _say_if_it_failed(sweep: Future[int]) -> None:
    fault = sweep.exception()
    if fault is not None:
        log.error("sweep_failed", exc_info=fault)


def run(app: Flask) -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    periodic = PeriodicJobs(app)
    Tick(app, TextSender(app), after_turn=periodic.turn).run(stop)
    periodic.close()
