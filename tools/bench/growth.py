"""How fast it stays: a month's report, the webhook, the board and search, with ever more stored.

Last, how the database finds what is asked of it then: nothing that a text, a reply, a send or the tick waits
for may read a whole table that grows.
"""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Final

import requests

from tools.bench import load, seeding, texts
from tools.bench.figures import Figure, Waits, say, waits_within
from tools.bench.ground import Ground
from tools.bench.ledger import Ledger, Text
from tools.service import Service

_SIZES: Final = (10_000, 100_000, 1_000_000)
_TEXTS: Final = 150
_REPORTS: Final = 2
_REPORT_TARGET: Final = 1.0  # seconds
_FIRST_SCREEN_TARGET: Final = 0.3  # seconds
_DESK_TARGET: Final = 0.1  # seconds
_SAM: Final = "+447700900001"
_SECONDS_TO_ALERT: Final = 20


def measure(ground: Ground) -> Iterator[Figure]:
    with ground.service() as service:
        service.start_web()
        _leave_a_model(service)
        for place, size in enumerate(map(ground.some, _SIZES)):
            seeding.grow(service.config.database_url, size, datetime.now(UTC))
            yield _report(service, size)
            yield _webhook(service, size, first=1 + place * _TEXTS)
            yield from _desk(service, size)
            yield from _reports(service, size)
        service.end("web")
        seeding.call_off(service.config.database_url)
        told = json.loads(service.run("tools.bench.inside", "whole-tables"))
    yield Figure(
        "statements that read all of a table that grows",
        f"{len(told['read_all'])} of {told['asked']}" + "".join(f"; `{each}`" for each in told["read_all"]),
        target="none",
        reached=not told["read_all"],
    )


def _leave_a_model(service: Service) -> None:
    """One enquiry that was received, alerted and closed, for the others to be copies of."""
    service.start_workers()
    texts.text_in(service, texts.stranger(0), "HELP")
    ledger = Ledger(service)
    code = _first_alert(ledger).body.split()[0]
    texts.text_in(service, _SAM, f"{code} DONE BOOKED")
    ledger.wait_until_quiet(10)
    requests.post(f"{service.stand_in_url}/simulator/settle", params={"timeout": 20}, timeout=30)
    service.end("workers")


def _first_alert(ledger: Ledger) -> Text:
    deadline = time.monotonic() + _SECONDS_TO_ALERT
    while time.monotonic() < deadline:
        for text in ledger.texts("outbound"):
            if text.to == _SAM:
                return text
        time.sleep(0.2)
    raise RuntimeError(f"no alert within {_SECONDS_TO_ALERT} s")


def _report(service: Service, size: int) -> Figure:
    """Of the last month that is over; the floor is the same command for a month without enquiries."""
    last = datetime.now(UTC).date().replace(day=1) - timedelta(days=1)
    found = _seconds(service, last.replace(day=1).isoformat(), last.isoformat())
    floor = _seconds(service, "2001-01-01", "2001-01-31")
    return Figure(
        f"{size:,} stored: a month's report",
        say(found),
        target=f"≤ {_REPORT_TARGET:g} s",
        floor=f"{say(floor)} to start and find nothing",
        reached=found <= _REPORT_TARGET,
    )


def _seconds(service: Service, first: str, last: str) -> float:
    """The quickest of a few runs, the start of the command included."""

    def once() -> float:
        started = time.monotonic()
        service.flask("report", "response-times", "--from", first, "--to", last)
        return time.monotonic() - started

    return min(once() for _ in range(_REPORTS))


def _desk(service: Service, size: int) -> Iterator[Figure]:
    """The board with all those that wait since the webhook was measured, and search."""
    for what, seconds in json.loads(service.run("tools.bench.desk")).items():
        waits = Waits(seconds, of=len(seconds))
        yield waits_within(_DESK_TARGET, f"{size:,} stored: {what}", waits)


def _reports(service: Service, size: int) -> Iterator[Figure]:
    """The first screen, of the last month, and of the tables of a year the slowest."""
    told = json.loads(service.run("tools.bench.report_pages"))
    slowest = max(told["tables"], key=lambda name: median(told["tables"][name]))
    for target, what, seconds in (
        (_FIRST_SCREEN_TARGET, "the first screen of reports", told["first screen"]),
        (_REPORT_TARGET, f"the slowest table of a year ({slowest})", told["tables"][slowest]),
    ):
        yield waits_within(target, f"{size:,} stored: {what}", Waits(seconds, of=len(seconds)))


def _webhook(service: Service, size: int, first: int) -> Figure:
    posts = texts.posts(service, range(first, first + _TEXTS))
    waits = load.waits(load.closed([service.web_port], posts, 1, seconds=60))
    return Figure(f"{size:,} stored: webhook, one at a time, median, p99", str(waits))
