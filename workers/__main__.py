"""`python -m workers`: a supervisor of RINGBACK_WORKERS worker processes and the tick.

The app is created before the fork, so that all processes share it; it opens no connection until it is used.
"""

import sys
from functools import partial

from flask import Flask

from config import Config, ConfigWrong
from enquiries.app import create_app
from enquiries.core import log
from workers import tick, worker
from workers.supervisor import Child, Supervisor


def children(app: Flask, workers: int) -> list[Child]:
    named = [f"worker-{number}" for number in range(1, workers + 1)]
    return [
        *(Child(name, partial(worker.run, app, name)) for name in named),
        Child("tick", partial(tick.run, app)),
    ]


def main() -> None:
    log.to_stderr()
    try:
        config = Config.from_env()
    except ConfigWrong as wrong:
        sys.exit(str(wrong))
    Supervisor(children(create_app(config), config.workers)).run()


if __name__ == "__main__":
    main()
