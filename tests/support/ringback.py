"""The whole service in one process, for tests: doors, queue, workers, tick, and the stand-in for Twilio.

Everything is real but the clock, which stands still until a test moves it. Texts come in signed over HTTP,
through the stand-in, and go out to it; `settle` lets everything that is due happen.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import requests
import time_machine
from flask import Flask
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import ColumnElement, Executable, bindparam, func, literal, select
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from enquiries.chain import column_check
from enquiries.core import queue
from enquiries.core.base import UtcDateTime
from enquiries.core.db import db, reading
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import InboxState, Incoming, Outgoing
from enquiries.messaging.states import MessageState
from enquiries.simulator.server import SimulatorServer
from tests.support.phone import Phone
from workers.known_job import KnownJob
from workers.periodic_jobs import PeriodicJobs
from workers.sender import TextSender
from workers.tick import Tick
from workers.worker import LifeSign

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONDON = ZoneInfo("Europe/London")
A_WEDNESDAY = datetime(2026, 1, 14, 2, 14, tzinfo=LONDON)
# what comes with a text, as the stand-in reads it
Media = Sequence[Mapping[str, str]]
_MOST_ROUNDS = 20
# how often a watched service is looked at while time passes
_ROUND = timedelta(seconds=60)


_NOW = bindparam("now", type_=UtcDateTime())
_SENT_LATER = Outgoing.state.in_([MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN])
_READ_LATER = Incoming.state.in_([InboxState.NEW, InboxState.FAILED])
# when the next of each falls due: texts, enquiries, texts that came in
_NEXT = select(
    select(func.min(Outgoing.send_at)).where(_SENT_LATER, Outgoing.send_at > _NOW).scalar_subquery(),
    select(func.min(Enquiry.next_check_at)).where(Enquiry.next_check_at > _NOW).scalar_subquery(),
    select(func.min(Incoming.next_try_at)).where(_READ_LATER, Incoming.next_try_at > _NOW).scalar_subquery(),
)
# whether any of them is due
_DUE = select(
    select(Outgoing.id).where(_SENT_LATER, Outgoing.send_at <= _NOW).exists(),
    select(Enquiry.id).where(Enquiry.next_check_at <= _NOW).exists(),
    select(Incoming.id).where(_READ_LATER, Incoming.next_try_at <= _NOW).exists(),
)


def clock_of_the_test(session: Session, later: timedelta) -> ColumnElement[datetime]:
    """The database's clock can't be moved: all processes of a test go by the test's."""
    return literal(datetime.now(UTC) + later, UtcDateTime())


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """A test has its own words."""


class WebServer:
    """The app on a port of its own, with a thread a request."""

    def __init__(self, app: Flask, url: str) -> None:
        port = int(url.rpartition(":")[2])
        self._server = make_server("127.0.0.1", port, _whole(app), threaded=True, request_handler=_Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="web")
        self.url = url

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _whole(app: Flask) -> "WSGIApplication":
    """Each answer is read whole before it is sent: a browser that leaves meanwhile leaves no file open."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return list(parts)

    return answer


class _QueuedJobs:
    """Runs what was really queued, in this thread.

    Without the books that RQ keeps of each job and worker: those cost more than a text does, and are kept in
    the tests of workers.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        # patient, unlike those of the service: a busy machine is no failure
        self._redis = Redis.from_url(app.config["RINGBACK"].redis_url)
        self._queues = [Queue(name, connection=self._redis) for name in queue.QUEUES]

    def run(self) -> None:
        """Run jobs until there is none left."""
        while found := Queue.dequeue_any(
            self._queues, None, self._redis, job_class=KnownJob, serializer=JSONSerializer
        ):
            job, _ = found
            with self._app.app_context():
                job.perform()

    def close(self) -> None:
        self._redis.close()


class Ringback:
    """What a test drives: `ringback.phone(…)`, `ringback.wait(minutes=5)`, `ringback.enquiry()`."""

    def __init__(
        self,
        app: Flask,
        sender: TextSender,
        twilio: SimulatorServer,
        clock: time_machine.Traveller,
        url: str,
    ) -> None:
        self.app = app
        self.twilio = twilio
        self.url = url
        self._sender = sender
        self._clock = clock
        self._tick = Tick(app, sender)
        self._periodic: PeriodicJobs | None = None
        self._life = LifeSign(app, app.config["RINGBACK"], "worker-1@test")
        self.tick_runs = True
        # by the test itself, so that timelines need not bear out what the columns of enquiries say
        self.changed_by_hand = False
        self.workers_run = True
        self._jobs = _QueuedJobs(app)
        self._http = requests.Session()
        self._http.trust_env = False
        self._phones: dict[str, Phone] = {}

    def watch(self) -> None:
        """From now on the service also watches itself, as it does when it really runs."""
        self._periodic = PeriodicJobs(self.app)
        self._tick = Tick(self.app, self._sender, after_turn=self._periodic.turn)

    def stop_watching(self) -> None:
        """In good order, as on SIGTERM."""
        if self._periodic is not None:
            self._periodic.close()
            self._periodic = None

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def phone(self, number: str, to: str = "83222") -> Phone:
        """The phone of that number, which texts `to`. Always the same one."""
        if number not in self._phones:
            self._phones[number] = Phone(self, number, to)
        return self._phones[number]

    def text(self, sender: str, to: str, body: str, **parameters: str) -> requests.Response:
        """A text from a phone, as the stand-in brings it to us, and all that follows at once."""
        return self._bring({"from": sender, "to": to, "body": body, "parameters": parameters})

    def text_with(self, media: Media, sender: str, to: str, body: str) -> requests.Response:
        """A text with pictures and the like."""
        return self._bring({"from": sender, "to": to, "body": body, "media": [*media]})

    def _bring(self, text: dict[str, Any]) -> requests.Response:
        answer = self._http.post(f"{self.twilio.url}/simulator/inbound", json=text, timeout=20)
        self.settle(after_one_step=True)
        return answer

    def move_to(self, moment: datetime) -> None:
        """Move the clock, and let nothing happen on the way."""
        self._clock.move_to(moment)

    def wait(self, **length: float) -> None:
        """Let time pass, and everything happen that falls due on the way, at its time."""
        end = self.now + timedelta(**length)
        while (moment := self._next_due()) is not None and moment <= end:
            self._clock.move_to(max(moment, self.now))
            self.settle()
        self._clock.move_to(end)
        self.settle()

    def settle(self, *, after_one_step: bool = False) -> None:
        """Until nothing is left to do at this moment; after one step, workers have mostly done it all."""
        for _ in range(_MOST_ROUNDS):
            self._work()
            self._finish_sending()
            if after_one_step and self._is_quiet():
                return
            self._turn()
            if self.workers_run:
                self._jobs.run()
            if self._ask(_DUE)[0]:
                self._sender.deliver()
            self._finish_sending()
            if self._is_idle():
                return
        raise AssertionError("there is always something left to do")

    def _finish_sending(self) -> None:
        """Wait for results and receipts: what writes them would have the next step wait for the database."""
        self._sender.wait()
        self.twilio.exchange.scheduler.settle(10)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """To look into the database."""
        with self.app.app_context():
            yield db.session()

    def enquiry(self) -> Enquiry:
        """The one enquiry there is."""
        with self.session() as session:
            return session.scalars(select(Enquiry)).one()

    def unexpected_texts(self) -> list[str]:
        """What phones got that no test expected."""
        got = {message.to for message in self.twilio.exchange.log.all() if message.direction != "inbound"}
        return [f"{number}: {text}" for number in got for text in self.phone(number).unread()]

    def unborne_columns(self) -> list[str]:
        """Times and states of enquiries that their timelines do not bear out."""
        with self.app.app_context():
            reading()
            return [str(each) for each in column_check.check(db.session())]

    def close(self) -> None:
        self._tick.close()
        self.stop_watching()
        self._life.close()
        self._jobs.close()
        self._http.close()

    def _turn(self) -> None:
        if self.tick_runs:
            self._tick.turn(self.now)
            if self._periodic is not None:
                self._periodic.wait()
        self._beat()

    def _beat(self) -> None:
        """The sign of life of a worker, which also takes news of alarms outside."""
        if self._periodic is not None and self.workers_run:
            with self.app.app_context():
                self._life.beat()
            self._life.wait()

    def _work(self) -> None:
        if not self.workers_run:
            return
        self._beat()
        self._jobs.run()

    def _next_due(self) -> datetime | None:
        waiting = [*self._ask(_NEXT)]
        if self._periodic is not None:
            waiting.append(self.now + _ROUND)
        return min((moment for moment in waiting if moment is not None), default=None)

    def _is_quiet(self) -> bool:
        """Whether the tick would find nothing: what workers did was all, and nobody watches."""
        return (
            self._periodic is None and not any(self._ask(_DUE)) and not self.twilio.exchange.scheduler.pending
        )

    def _is_idle(self) -> bool:
        texts, checks, _ = self._ask(_DUE)
        return not texts and not checks and not self.twilio.exchange.scheduler.pending

    def _ask(self, question: Executable) -> Sequence[Any]:
        """Asked at each step of each test, so without the costs of a session."""
        with self.app.app_context():
            reading()
            return db.session.connection().execute(question, {"now": self.now}).one()
