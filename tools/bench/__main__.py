"""`make bench`: measure what is promised, each figure beside its floor, on this machine in one run."""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tools.bench import burst, footprint, form, growth, idle, sends, steady, webhook
from tools.bench.figures import Figure, table
from tools.bench.ground import DATABASES, Ground, ground
from tools.runner import say
from workers import tether

PARTS: Final[Mapping[str, Callable[[Ground], Iterator[Figure]]]] = {
    "idle": idle.measure,
    "steady": steady.measure,
    "burst": burst.measure,
    "webhook": webhook.measure,
    "sends": sends.measure,
    "growth": growth.measure,
    "form": form.measure,
    "footprint": footprint.measure,
}


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--database", choices=[each.lower() for each in DATABASES])
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to see that it runs")
    return parser.parse_args(arguments)


def main() -> None:
    tether.die_with_parent(signal.SIGTERM)
    chosen = parsed(sys.argv[1:])
    measured: dict[str, list[Figure]] = {}
    for database in DATABASES:
        if chosen.database in (None, database.lower()):
            with ground(database, quick=chosen.quick) as stands_on:
                measured[database] = list(_figures(stands_on, chosen.only or list(PARTS)))
    say("\n" + table(measured))


def _figures(stands_on: Ground, parts: list[str]) -> Iterator[Figure]:
    for part in parts:
        started = time.monotonic()
        for figure in PARTS[part](stands_on):
            say(f"{stands_on.database:<11}{figure.what}: {figure.found}")
            yield figure
        say(f"{stands_on.database:<11}({part} took {time.monotonic() - started:.0f} s)")


if __name__ == "__main__":
    main()
