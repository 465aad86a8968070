"""What one text costs: processor time and statements.

Taken in one process without a server or a network around it, so that nothing else is in the figure; what
other programs do on the machine changes it little.
"""

import json
from collections.abc import Iterator
from typing import Final

from tools.bench.crowd import CROWD
from tools.bench.figures import Figure
from tools.bench.ground import Ground

_MILLISECONDS: Final = 3.5
_STATEMENTS: Final = 15


def measure(ground: Ground) -> Iterator[Figure]:
    with CROWD.service(ground) as service:
        told = json.loads(service.run("tools.bench.inside", "cost"))
    each, all_to_one = told["to_one_each"], told["all_to_one"]
    yield Figure(
        "a first text, alerting one person each: processor time, statements",
        _said(each),
        target=f"≤ {_MILLISECONDS} ms, ≤ {_STATEMENTS}",
        reached=each["milliseconds"] <= _MILLISECONDS and each["statements"] <= _STATEMENTS,
    )
    yield Figure("a first text, all alerting the same person: processor time, statements", _said(all_to_one))


def _said(cost: dict[str, float]) -> str:
    return f"{cost['milliseconds']:.1f} ms, {cost['statements']:.0f}"
