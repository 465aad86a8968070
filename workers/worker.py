"""One worker process: `python -m workers.worker NAME`, kept running by the supervisor."""

from config import Config
from enquiries.app import create_app
from workers import queue_worker


def main() -> None:
    config = Config.from_env()
    queue_worker.run(create_app(config), config.redis_url, beat=lambda: None)


if __name__ == "__main__":
    main()
