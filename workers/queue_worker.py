"""Runs jobs from Redis in this process until told to stop, and outlives outages of Redis.

RQ's own worker ends when Redis is down at its start, and backs off for up to a minute in a later outage; this
one retries every second, since an enquirer may be waiting. After an outage that emptied Redis it registers
again. It accepts no commands over Redis and leaves no tracebacks there, which could quote a number.
"""

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import redis
from flask import Flask
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import worker_registration
from rq.exceptions import StopRequested
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker, WorkerStatus

from enquiries.core.queue import QUEUES
from workers.known_job import KnownJob
from workers.watchdog import Pulse

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES: Final = 1.0
# RQ waits for a job 15 s less than this, and 10 s more than that wait for any answer: 20 s until a connection
# that never answers is given up.
WORKER_TTL: Final = 25


QUIET: Final = 60.0  # seconds between lines about Redis being down


class QueueWorker(SimpleWorker):
    """One session with Redis, each job in an application context of its own."""

    max_connection_wait_time = SECONDS_BETWEEN_TRIES

    def __init__(
        self,
        app: Flask,
        connection: redis.Redis,
        pulse: Pulse,
        job_class: type[KnownJob],
        on_stop: Callable[[], None] = lambda: None,
    ) -> None:
        self.app = app
        self.on_stop = on_stop
        self.pulse = pulse
        self.stopping = False
        super().__init__(
            QUEUES,
            connection=connection,
            job_class=job_class,
            serializer=JSONSerializer,
            worker_ttl=WORKER_TTL,
            default_result_ttl=0,
            log_job_description=False,
        )

    def execute_job(self, job: Job, queue: Queue) -> None:
        with self.app.app_context():
            super().execute_job(job, queue)

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        log.error("job_failed", exc_info=exc_info, extra={"job": job.func_name})

    def handle_job_failure(
        self,
        job: Job,
        queue: Queue,
        started_job_registry: Any = None,
        exc_string: str = "",
        execution: Any = None,
    ) -> None:
        super().handle_job_failure(job, queue, started_job_registry, exc_string="", execution=execution)

    def heartbeat(self, timeout: int | None = None, pipeline: Any = None) -> None:
        """Also stop where the signal came while a line was logged: logging swallows exceptions."""
        self.pulse.felt()
        if self.stopping and self.get_state() != WorkerStatus.BUSY:
            raise StopRequested
        super().heartbeat(timeout, pipeline)
        if pipeline is None and not self.connection.hexists(self.key, "birth"):
            self._register_again()

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the job in hand. RQ's own would write to Redis here, and fail that job if it is away."""
        self.stopping = self._stop_requested = True
        self.on_stop()
        if self.get_state() != WorkerStatus.BUSY:
            raise StopRequested

    def subscribe(self) -> None:
        """Do not subscribe: on this channel RQ lets any writer to Redis shut a worker down."""

    def _register_again(self) -> None:
        with self.connection.pipeline() as pipeline:
            pipeline.hset(self.key, mapping=self.serialize())
            worker_registration.register(self, pipeline)
            pipeline.execute()


def run(
    app: Flask,
    redis_url: str,
    beat: Callable[[], None],
    job_class: type[KnownJob] = KnownJob,
    on_stop: Callable[[], None] = lambda: None,
) -> None:
    """Run jobs until SIGTERM or SIGINT; call `beat`, in a context of the app, every few seconds.

    `on_stop` is called when the signal comes, also while a job runs: it tells that job to end soon.
    """
    connection = redis.Redis.from_url(redis_url, retry=Retry(NoBackoff(), 0), socket_connect_timeout=2)
    once = OncePerOutage()
    for logger in (log, logging.getLogger("rq.worker")):
        logger.addFilter(once)
    _end_on_signals()
    with Pulse(app, beat) as pulse:
        while not _session(app, connection, pulse, job_class, on_stop):
            time.sleep(SECONDS_BETWEEN_TRIES)


def _session(
    app: Flask,
    connection: redis.Redis,
    pulse: Pulse,
    job_class: type[KnownJob],
    on_stop: Callable[[], None],
) -> bool:
    """Run jobs until the connection is lost or a signal comes. Returns True where it was a signal."""
    pulse.felt()
    worker = None
    try:
        worker = QueueWorker(app, connection, pulse, job_class, on_stop)
        worker.work(logging_level="WARNING")
    except (redis.ConnectionError, redis.TimeoutError) as lost:
        log.warning("waiting for Redis: %s", lost)
    except StopRequested:
        return True
    finally:
        _end_on_signals()
    return worker is not None and worker.stopping


def _end_on_signals() -> None:
    """Exit at once on a signal: outside a session no job is running."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


class OncePerOutage(logging.Filter):
    """Passes one line a minute about a lost connection, and all other lines.

    Without its traceback, which RQ would write every second while Redis is down.
    """

    def __init__(self) -> None:
        super().__init__()
        self._quiet_until = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if not _is_about_a_lost_connection(record):
            return True
        record.exc_info = None
        due = time.monotonic() >= self._quiet_until
        if due:
            self._quiet_until = time.monotonic() + QUIET
        return due


def _is_about_a_lost_connection(record: logging.LogRecord) -> bool:
    told = [*(record.args or ()), record.exc_info[1] if record.exc_info else None]
    return any(isinstance(each, redis.ConnectionError | redis.TimeoutError) for each in told)
