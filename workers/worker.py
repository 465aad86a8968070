"""One worker process: `python -m workers.worker NAME`, kept running by the supervisor."""

import sys

from config import Config
from enquiries.app import create_app
from workers import queue_worker, signs_of_life
from workers.courier import Courier


def main() -> None:
    config = Config.from_env()
    app = create_app(config)
    app.extensions["courier"] = Courier(app)
    name = signs_of_life.name(sys.argv[1] if len(sys.argv) > 1 else "worker")
    queue_worker.run(app, config.redis_url, beat=lambda: signs_of_life.beat(name))


if __name__ == "__main__":
    main()
