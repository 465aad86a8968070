"""One run on one database: start all, let people ask while things break, let it settle, take evidence."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from tools.chaos import cast
from tools.chaos.breaker import Breaker
from tools.chaos.evidence import Evidence
from tools.chaos.line import Line
from tools.chaos.plan import Plan
from tools.chaos.responders import Responder
from tools.chaos.service import HOSTS, BreakableService
from tools.chaos.visitors import Visitors
from tools.chaos.witness import Witness
from tools.postgres import Postgres
from tools.runner import say

# A lease of 30 s, look-ups, and a back-off of up to a minute may follow the last fault. Receipts pile up
# while web processes are killed: as long as they become fewer, they are waited for.
_SECONDS_WITHOUT_PROGRESS: Final = 300
_BETWEEN_LOOKS: Final = 1.0


def on_sqlite(directory: Path, seed: int, plan: Plan) -> Evidence:
    return _carry_out(BreakableService(directory, None), seed, plan)


def on_postgresql(directory: Path, seed: int, plan: Plan) -> Evidence:
    postgres = Postgres(durable=True)
    try:
        postgres.start()
        return _carry_out(BreakableService(directory, postgres), seed, plan)
    finally:
        postgres.stop()


def _carry_out(service: BreakableService, seed: int, plan: Plan) -> Evidence:
    with service:
        service.start()
        line = Line(service)
        visitors = Visitors(line, service.web_url)
        responders = [Responder(member, line, service.stand_in_url, seed) for member in cast.staff()]
        for each in responders:
            each.start()
        try:
            _play(plan, visitors, Breaker(service, random.Random(seed)))  # noqa: S311 - chance, not a secret
        finally:
            visitors.leave()
            for each in responders:
                each.stop()
        witness = Witness(service.config, service.stand_in_url)
        _settle(witness)
        settled_at = datetime.now(UTC)
        service.end(*HOSTS)
        further = [*visitors.further, *(sent for each in responders for sent in each.sent)]
        return witness.evidence(visitors.asked, further, settled_at)


def _play(plan: Plan, visitors: Visitors, breaker: Breaker) -> None:
    """Everything at its time. Breaking and mending happen here, in the main thread, one after the other."""
    moments: list[tuple[float, Callable[[], None]]] = [
        # at the same moment what is over ends before what follows it begins
        *((each.until, partial(breaker.end, each.what)) for each in plan.strikes),
        *((each.at, partial(breaker.begin, each.what)) for each in plan.strikes),
        *((each.at, partial(visitors.arrive, each)) for each in plan.arrivals),
    ]
    started = time.monotonic()
    for at, happen in sorted(moments, key=lambda moment: moment[0]):
        time.sleep(max(0.0, started + at - time.monotonic()))
        happen()


def _settle(witness: Witness) -> None:
    """Until nothing of what came up so far is under way any more, or it has long become no less."""
    all_is_well_since = datetime.now(UTC)
    least = left = witness.unsettled(all_is_well_since)
    progress_at = time.monotonic()
    while left and time.monotonic() - progress_at < _SECONDS_WITHOUT_PROGRESS:
        time.sleep(_BETWEEN_LOOKS)
        left = witness.unsettled(all_is_well_since)
        if left < least:
            least, progress_at = left, time.monotonic()
    say(f"Settled, with {left} left.")
