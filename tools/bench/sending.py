"""`python -m tools.bench.sending courier|bare`: sends texts by the settings it is given, and says how fast.

`courier` sends what is due in the outbox, as a worker does; `bare` only calls the provider, as often.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from flask import Flask

from config import Config
from enquiries.app import create_app
from enquiries.messaging.gateway import Gateway, TextToSend
from tools.bench import texts
from workers.sender import Courier

THREADS: Final = 32
_BARE_TEXTS: Final = 1400
_BODY: Final = "You did the right thing. A person will call you, usually within 15 min. STOP to end."


def by_courier(app: Flask) -> int:
    courier = Courier(app, THREADS)
    count = courier.deliver()
    courier.wait()
    courier.close()
    return count


def barely(app: Flask) -> int:
    gateway: Gateway = app.extensions["gateway"]
    with ThreadPoolExecutor(THREADS) as pool:
        return len(list(pool.map(lambda number: gateway.send(_text(number)), range(_BARE_TEXTS))))


def _text(number: int) -> TextToSend:
    return TextToSend(
        reference=number,
        to=texts.stranger(number),
        sender="83222",
        body=_BODY,
        validity_seconds=600,
        receipts_to="http://127.0.0.1:9/",
    )


def main() -> None:
    app = create_app(Config.from_env())
    started = time.monotonic()
    count = by_courier(app) if sys.argv[1] == "courier" else barely(app)
    seconds = time.monotonic() - started
    sys.stdout.write(json.dumps({"texts": count, "seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
