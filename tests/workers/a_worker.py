"""`python -m tests.workers.a_worker REDIS_URL PULSE`: a worker whose every beat writes its id to PULSE."""

import os
import sys
from pathlib import Path

from flask import Flask

from workers import queue_worker
from workers.known_job import KnownJob


class KnownHere(KnownJob):
    module = "tests.workers.jobs"


def beat() -> None:
    Path(sys.argv[2]).write_text(str(os.getpid()))


if __name__ == "__main__":
    queue_worker.run(Flask(__name__), sys.argv[1], beat, KnownHere)
