"""What one text costs: processor time, statements, and in whose code the time goes.

Taken in one process without a server or a network around it, so that nothing else is in the figure; what
other programs do on the machine changes it little.
"""

import json
from collections.abc import Iterator

from tools.bench.burst import CODE, SETUP
from tools.bench.figures import Figure, Section, markdown
from tools.bench.ground import Ground


def measure(ground: Ground) -> Iterator[Figure | Section]:
    with ground.service([CODE]) as service:
        service.prepare(SETUP)
        told = json.loads(service.run("tools.bench.inside", "profile"))
    yield Figure(
        "a text: processor time, statements", f"{told['milliseconds']:.1f} ms, {told['statements']:.0f}"
    )
    rows = ((owner, f"{percent:.0f}%") for owner, percent in told["shares"])
    yield Section(
        f"Where the time of a text goes, {ground.database}", markdown(("whose code", "share"), rows)
    )
