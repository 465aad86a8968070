"""Waking workers through RQ.

The database is the source of truth; a job only says "look now". So enqueueing never raises and hardly ever
waits: no retries, short time-outs, and after a failure Redis is left alone for two seconds. The tick finds
texts that no worker was woken for.
"""

import logging
import threading
import time
from typing import Protocol

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy.orm import Session

from enquiries.core.enums import Priority

ALERTS = "alerts"
DEFAULT = "default"
QUEUES = (ALERTS, DEFAULT)  # the first is emptied before the second is read
DELIVER = "workers.jobs.deliver"

_TIMEOUT = 0.25  # seconds, to connect and to answer
_WAKE = "wake"  # in `Session.info`
_REST = 2.0  # seconds without asking, after a failure

log = logging.getLogger(__name__)


def connect(url: str) -> Redis:
    """Return a client that does not retry and times out after a quarter of a second."""
    return Redis.from_url(
        url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT, retry=Retry(NoBackoff(), 0)
    )


def lengths(url: str) -> dict[str, int] | None:
    """Return how many jobs each queue holds; None while Redis does not answer."""
    try:
        with connect(url) as redis:
            return {name: Queue(name, connection=redis).count for name in QUEUES}
    except (RedisError, OSError):
        return None


class Posted(Protocol):
    """A text in the outbox; it has no id before it is flushed."""

    id: int
    priority: int


def wake_after_commit(session: Session, text: Posted) -> None:
    """Have `commit` wake a worker for the most urgent text posted in this transaction."""
    first: Posted | None = session.info.get(_WAKE)
    if first is None or text.priority < first.priority:
        session.info[_WAKE] = text


def take_wake(session: Session) -> Posted | None:
    """Remove and return the most urgent text posted since the last call; None where none was."""
    text: Posted | None = session.info.pop(_WAKE, None)
    return text


class Waker:
    """Enqueues wake-ups; pauses for two seconds after Redis did not answer."""

    def __init__(self, url: str) -> None:
        redis = connect(url)
        self._queues = {name: Queue(name, connection=redis, serializer=JSONSerializer) for name in QUEUES}
        self._ask_again = 0.0
        self._lock = threading.Lock()

    def wake(self, priority: Priority, message_id: int) -> bool:
        """Return True where a job is queued that will deliver the text. Never raises.

        A job delivers all that is due when it runs, so a job already waiting covers this text too.
        """
        if time.monotonic() < self._ask_again:
            return False
        queue = self._queues[DEFAULT if priority is Priority.REPLY else ALERTS]
        try:
            if not queue.is_empty():
                return True
            queue.enqueue(DELIVER, message_id, result_ttl=0, failure_ttl=3600, job_timeout=60)
        except (RedisError, OSError) as failure:
            self._rest(failure)
            return False
        return True

    def _rest(self, failure: Exception) -> None:
        with self._lock:
            self._ask_again = time.monotonic() + _REST
        log.warning("redis_away", extra={"failure": type(failure).__name__})
