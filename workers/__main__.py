"""`python -m workers`: a supervisor of RINGBACK_WORKERS worker processes and the tick."""

import sys
from functools import partial

from config import Config, ConfigWrong
from enquiries import log
from workers import tick, worker
from workers.supervisor import Child, Supervisor


def children(workers: int) -> list[Child]:
    named = [f"worker-{number}" for number in range(1, workers + 1)]
    return [*(Child(name, partial(worker.run, name)) for name in named), Child("tick", tick.run)]


def main() -> None:
    log.to_stderr()
    try:
        config = Config.from_env()
    except ConfigWrong as wrong:
        sys.exit(str(wrong))
    Supervisor(children(config.workers)).run()


if __name__ == "__main__":
    main()
