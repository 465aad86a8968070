"""How many texts a second a courier hands over to a provider that answers in 150 ms.

The floor is the same number of threads that do nothing but call the provider through the same client. Both
run in a process of their own, with no web and no other worker beside them, and the stand-in sends no
receipts meanwhile.
"""

import json
from collections.abc import Iterator
from typing import Final

from tools.bench import crowd, load
from tools.bench.figures import Figure
from tools.bench.ground import Ground
from tools.bench.sending import THREADS
from tools.bench.service import PROVIDER_MILLISECONDS, Service

_ENQUIRIES: Final = 700  # two texts for each
_CONNECTIONS: Final = 8
_SECONDS: Final = 60


def measure(ground: Ground) -> Iterator[Figure]:
    count = ground.some(_ENQUIRIES)
    with crowd.service(ground, receipts=False) as service:
        service.start_web()
        load.closed(service.ports.web_port, crowd.posts(service, count), _CONNECTIONS, _SECONDS)
        service.end("web")
        ours = _rate(service, "courier")
        bare = _rate(service, "bare")
    yield Figure(
        f"sends, {THREADS} threads: texts a second at {PROVIDER_MILLISECONDS} ms",
        f"{ours:.0f} ({ours / bare:.2f} of the floor)",
        target="100",
        floor=f"{bare:.0f}, calls alone",
        reached=ours >= 100,
    )


def _rate(service: Service, how: str) -> float:
    told = json.loads(service.run("tools.bench.sending", how))
    return float(told["texts"]) / float(told["seconds"])
