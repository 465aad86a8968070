"""`python -m workers`: a supervisor of RINGBACK_WORKERS worker processes and the tick.

The app is created before the fork, so that all processes share it; it opens no connection until it is used.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import Final

from flask import Flask

from config import Config, ConfigWrong
from enquiries.app import create_app
from enquiries.core import log
from enquiries.rehearsal import rehearse
from workers import tick, worker
from workers.supervisor import Child, Supervisor

WORKER: Final = "worker"
TICK: Final = "tick"
_HELP: Final = """Sends texts and does what is due: RINGBACK_WORKERS worker processes and the tick, started
again when they die. SIGTERM or Ctrl-C ends all of them. Any number of hosts may run this; at least one
worker and one tick must run somewhere."""
_ONLY: Final = "the workers without the tick, or the tick alone: for containers"


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m workers", description=_HELP)
    parser.add_argument("--only", choices=(WORKER, TICK), help=_ONLY)
    return parser.parse_args(arguments)


def children(app: Flask, workers: int, only: str | None = None) -> list[Child]:
    """What to keep running: everything, or only the workers, or only the tick."""
    named = [f"{WORKER}-{number}" for number in range(1, workers + 1)]
    every = {
        WORKER: [Child(name, partial(worker.run, app, name)) for name in named],
        TICK: [Child(TICK, partial(tick.run, app))],
    }
    return every[only] if only else [*every[WORKER], *every[TICK]]


def main() -> None:
    only = parsed(sys.argv[1:]).only
    log.to_stderr()
    try:
        config = Config.from_env()
    except ConfigWrong as wrong:
        sys.exit(str(wrong))
    app = create_app(config)
    rehearse(app)
    Supervisor(children(app, config.workers, only)).run()


if __name__ == "__main__":
    main()
