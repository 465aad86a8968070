"""The most texts a second that the webhook takes, and that a bare route does which writes and enqueues.

Both are served with the same settings of gunicorn, on the same database and queue, and are loaded in turns.
No workers run, since the bare route has none: what is compared is the door.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from tools.bench import load
from tools.bench.crowd import CROWD
from tools.bench.figures import Figure
from tools.bench.ground import Ground
from tools.bench.load import Answer, Post

_CONNECTIONS: Final = 16
_SECONDS: Final = 10
_TURNS: Final = 4
_MOST_A_SECOND: Final = 1200  # more than either takes: what is not sent costs only its signature


def measure(ground: Ground) -> Iterator[Figure]:
    seconds = ground.some(_SECONDS)
    with CROWD.service(ground) as service:
        service.start_web()
        bare_port = service.start_beside("tools.bench.bare:app")
        posts = CROWD.posts(service, seconds * _MOST_A_SECOND)
        bare, ours = list[Answer](), list[Answer]()
        for _ in range(_TURNS):
            bare += _load(bare_port, posts[len(bare) :], seconds / _TURNS)
            ours += _load(service.web_port, posts[len(ours) :], seconds / _TURNS)
    yield from _figures(bare, ours, seconds, ground.either(sqlite=0.6, postgresql=0.5))


def _load(port: int, posts: Sequence[Post], seconds: float) -> list[Answer]:
    return load.closed([port], posts, _CONNECTIONS, seconds)


def _figures(bare: list[Answer], ours: list[Answer], seconds: int, target: float) -> Iterator[Figure]:
    rates = [sum(answer.taken for answer in answers) / seconds for answers in (ours, bare)]
    share = rates[0] / rates[1]
    yield Figure(
        f"webhook, {_CONNECTIONS} connections: texts a second",
        f"{rates[0]:.0f} ({share:.2f} of the floor)",
        target=f"≥ {target} of the floor",
        floor=f"{rates[1]:.0f}, a bare route",
        reached=share >= target,
    )
    yield Figure(
        f"webhook, {_CONNECTIONS} connections: median, p99",
        str(load.waits(ours)),
        floor=str(load.waits(bare)),
    )
