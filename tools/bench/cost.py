"""What one text costs: processor time and statements.

Taken in one process without a server or a network around it, so that nothing else is in the figure; what
other programs do on the machine changes it little.
"""

import json
from collections.abc import Iterator

from tools.bench.figures import Figure
from tools.bench.ground import Ground


def measure(ground: Ground) -> Iterator[Figure]:
    with ground.service() as service:
        told = json.loads(service.run("tools.bench.inside", "cost"))
    yield Figure(
        "a text: processor time, statements", f"{told['milliseconds']:.1f} ms, {told['statements']:.0f}"
    )
