"""Waking workers through RQ.

The database is the truth; a job only says "look now". So enqueueing never raises and hardly ever waits: no
retries, short time-outs, and after a failure a few seconds in which Redis is not even asked. What was not
woken is found by the tick.
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
QUEUES = (ALERTS, DEFAULT)  # the first is emptied before the second is looked at
DELIVER = "workers.jobs.deliver"

_TIMEOUT = 0.25  # seconds, to connect and to answer
_WAKE = "wake"  # in `Session.info`
_REST = 2.0  # seconds without asking, after a failure

log = logging.getLogger(__name__)


def connect(url: str) -> Redis:
    """A client that gives up at once instead of trying again."""
    return Redis.from_url(
        url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT, retry=Retry(NoBackoff(), 0)
    )


def lengths(url: str) -> dict[str, int] | None:
    """How many jobs each queue holds; None while Redis does not answer."""
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
    """Have a worker woken for this text by the commit, or for a more urgent one of the transaction."""
    first: Posted | None = session.info.get(_WAKE)
    if first is None or text.priority < first.priority:
        session.info[_WAKE] = text


def take_wake(session: Session) -> Posted | None:
    """The most urgent text posted since this was last asked, for which to wake a worker, who takes all."""
    text: Posted | None = session.info.pop(_WAKE, None)
    return text


class Waker:
    """Enqueues wake-ups; silent for a moment after Redis did not answer."""

    def __init__(self, url: str) -> None:
        redis = connect(url)
        self._queues = {name: Queue(name, connection=redis, serializer=JSONSerializer) for name in QUEUES}
        self._ask_again = 0.0
        self._lock = threading.Lock()

    def wake(self, priority: Priority, message_id: int) -> bool:
        """Whether a worker was woken for the text, or will be by a job that waits. Never raises.

        A job takes all that is due when it runs: one that has not begun finds this text too.
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
