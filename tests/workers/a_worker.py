"""`python -m tests.workers.a_worker REDIS_URL PULSE`: a worker whose every beat writes its id to PULSE.

With `stopped` behind it, it is told to stop in the middle of the first line that it logs.
"""

import logging
import os
import signal
import sys
from pathlib import Path

from flask import Flask

from tests.workers import jobs
from workers import queue_worker
from workers.known_job import KnownJob


class KnownHere(KnownJob):
    module = "tests.workers.jobs"


def beat() -> None:
    Path(sys.argv[2]).write_text(str(os.getpid()))


class Stopped(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        logging.getLogger("rq.worker").removeHandler(self)
        try:
            signal.raise_signal(signal.SIGTERM)
        except Exception:
            self.handleError(record)  # as every handler of logging does


if __name__ == "__main__":
    if sys.argv[3:] == ["stopped"]:
        logging.getLogger("rq.worker").addHandler(Stopped())
    queue_worker.run(Flask(__name__), sys.argv[1], beat, KnownHere, on_stop=jobs.tell_to_stop)
