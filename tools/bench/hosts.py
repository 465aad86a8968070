"""What another host brings: the same service on one, two and four, sharing one PostgreSQL and one Valkey.

A host is a group of processes on this machine: gunicorn with two, two workers, and a tick. Each has a port of
its own and as many connections that are never idle. A second host brings something only while something else
is not the limit; on a small machine the processors are, which all of them share with the database, the load
and the provider. So the figures say who used them. What is the limit elsewhere follows from what a text takes
of the database's time.

Two hosts have two ticks and four workers that want the same texts: each must go once.
"""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tools.bench import load
from tools.bench.crowd import LARGER_CROWD
from tools.bench.figures import Figure
from tools.bench.ground import POSTGRESQL, Ground
from tools.bench.ledger import Ledger
from tools.bench.load import Answers
from tools.bench.processor import DATABASE, TICK, WEB, WORKERS, Processor, said
from tools.service import Service

_HOSTS: Final = (1, 2, 4)
_CONNECTIONS: Final = 16  # to each host
_SECONDS: Final = 10
_MOST_A_SECOND: Final = 600  # more than all of them take, and too few for bundles of alerts
_REST: Final = 3  # seconds from the start until the load
_PATIENCE: Final = 90  # seconds in which what was taken is alerted and answered
_WORKERS_A_HOST: Final = 2
_TARGET: Final = 1.6
_USED_UP: Final = 0.9  # of all processors: what is left is waiting for them
_HOST: Final = (WEB, WORKERS, TICK)
_CORES: Final = os.cpu_count() or 1


@dataclass(frozen=True)
class _Run:
    """`twice` and `lost` are counted when all was quiet; the rest is of while the load lasted."""

    hosts: int
    seconds: float
    busy: float
    answers: Answers
    used: Mapping[str, float]
    twice: int
    lost: int

    @property
    def taken(self) -> int:
        return sum(answer.taken for answer in self.answers)

    @property
    def per_second(self) -> float:
        return self.taken / self.seconds

    @property
    def shares(self) -> dict[str, float]:
        """Of all processors, by kind of process."""
        used = {**self.used, "other programs": max(0.0, self.busy - sum(self.used.values()))}
        shares = {kind: each / _CORES / self.seconds for kind, each in used.items()}
        return {"hosts": sum(shares.pop(kind) for kind in _HOST), **shares}


def measure(ground: Ground) -> Iterator[Figure]:
    if ground.database != POSTGRESQL:
        return
    runs = {hosts: _run(ground, hosts) for hosts in _HOSTS}
    for run in runs.values():
        yield _rate(run)
    yield _second(runs[1], runs[2])
    for run in runs.values():
        if run.hosts > 1:
            yield _each_once(run)


def _run(ground: Ground, hosts: int) -> _Run:
    seconds = ground.some(_SECONDS)
    with LARGER_CROWD.service(ground) as service:
        ports = _start(service, hosts)
        ledger = Ledger(service)
        ledger.wait_for_workers(hosts * _WORKERS_A_HOST, _PATIENCE)
        posts = LARGER_CROWD.posts(service, seconds * _MOST_A_SECOND)
        processor = Processor(ground, service, map(_web, range(hosts)), map(_workers, range(hosts)))
        time.sleep(_REST)
        answers = load.closed(ports, posts, _CONNECTIONS, seconds, processor)
        used = {**processor.used, "load": answers.processor_seconds}
        ledger.wait_until_quiet(_PATIENCE)
        twice, lost = _repeated_and_lost(ledger, answers)
    return _Run(hosts, processor.seconds, processor.busy, answers, used, twice, lost)


def _start(service: Service, hosts: int) -> list[int]:
    """Returns the port of each host."""
    service.start_web()
    beside = [service.start_beside("wsgi:app", _web(host)) for host in range(1, hosts)]
    for host in range(hosts):
        service.launch_workers(_workers(host))
    return [service.web_port, *beside]


def _web(host: int) -> str:
    return f"web-{host}" if host else "web"


def _workers(host: int) -> str:
    return f"workers-{host}"


def _repeated_and_lost(ledger: Ledger, answers: Answers) -> tuple[int, int]:
    """How many texts the provider has beyond those that were meant, and how many people it has none for.

    Who was taken has one answer, and an alert about them went to staff.
    """
    handed = ledger.texts("outbound")
    taken = {answer.name for answer in answers if answer.taken}
    unknown = {text.sid for text in handed} - ledger.sids()
    to_people = [text.to for text in handed if text.to in taken]
    repeated = len(to_people) - len(set(to_people))
    answered, alerted = set(to_people), set(ledger.alerted_at(taken, handed))
    return len(unknown) + repeated, len(taken - answered) + len(taken - alerted)


def _rate(run: _Run) -> Figure:
    database = 1000 * run.used[DATABASE] / max(1, run.taken)
    refused = load.not_taken(run.answers)
    return Figure(
        f"{_named(run.hosts)}: texts a second; who used the {_CORES} cores; the database's time a text",
        f"{run.per_second:.0f} {refused}".strip() + f"; {said(run.shares, '.0%')}; {database:.1f} ms",
    )


def _second(first: _Run, both: _Run) -> Figure:
    ratio = both.per_second / first.per_second
    busy, alone = sum(both.shares.values()), sum(first.shares.values())
    are_used_up = busy >= _USED_UP
    limit = f"the limit is the {_CORES} cores, {busy:.0%} busy, and {alone:.0%} with one host"
    return Figure(
        "two hosts: texts a second, of what one takes",
        f"{ratio:.2f}; " + (limit if are_used_up else f"the {_CORES} cores are {busy:.0%} busy"),
        target=f"≥ {_TARGET} where the database is not the limit",
        reached=True if ratio >= _TARGET else None if are_used_up else False,
    )


def _each_once(run: _Run) -> Figure:
    return Figure(
        f"{_named(run.hosts)}: texts sent twice; people without an answer or an alert",
        f"{run.twice}; {run.lost}",
        target="0; 0",
        reached=not run.twice and not run.lost,
    )


def _named(hosts: int) -> str:
    return {1: "one host", 2: "two hosts", 4: "four hosts"}[hosts]
