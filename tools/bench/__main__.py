"""`make bench`: measure what is promised, each figure with its floor, on this machine in one run."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from config import PROJECT
from tools.bench import burst, commands, cost, footprint, form, growth, hosts, idle, machine, steady, webhook
from tools.bench.figures import Figure, table
from tools.bench.ground import DATABASES, Ground, ground
from tools.runner import say
from workers import parent_death

PARTS: Final[Mapping[str, Callable[[Ground], Iterator[Figure]]]] = {
    "form": form.measure,
    "footprint": footprint.measure,
    "commands": commands.measure,
    "cost": cost.measure,
    "idle": idle.measure,
    "steady": steady.measure,
    "ninety": steady.measure_ninety,
    "burst": burst.measure,
    "webhook": webhook.measure,
    "hosts": hosts.measure,
    "growth": growth.measure,
}
_PAGE: Final = PROJECT / "docs" / "performance.md"
_BEGIN, _END = "<!-- measured -->\n", "<!-- end of measured -->\n"


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--database", choices=[each.lower() for each in DATABASES])
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to see that it runs")
    parser.add_argument("--write", action="store_true", help=f"put the tables into {_PAGE.name}")
    return parser.parse_args(arguments)


def main() -> None:
    parent_death.die_with_parent(signal.SIGTERM)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))  # and so cleans up behind itself
    chosen = parsed(sys.argv[1:])
    load_before = os.getloadavg()[0]
    measured: dict[str, list[Figure]] = {}
    for database in DATABASES:
        if chosen.database in (None, database.lower()):
            with ground(database, quick=chosen.quick) as stands_on:
                measured[database] = list(_measured(stands_on, chosen.only or list(PARTS)))
    text = report(measured, f"{machine.described()} {machine.quietness(load_before)}")
    say("\n" + text)
    if chosen.write:
        _PAGE.write_text(replaced(_PAGE.read_text(), text))


def report(measured: Mapping[str, list[Figure]], of: str) -> str:
    """All of it in Markdown; `of` says on which machine."""
    return f"Measured {of}\n\n{table(measured)}\n"


def replaced(page: str, text: str) -> str:
    """The page with what was measured before replaced by this."""
    before, _, rest = page.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{text}\n{_END}{rest.partition(_END)[2]}"


def _measured(stands_on: Ground, parts: list[str]) -> Iterator[Figure]:
    for part in parts:
        started = time.monotonic()
        for found in PARTS[part](stands_on):
            say(f"{stands_on.database:<11}{found.what}: {found.found}")
            yield found
        say(f"{stands_on.database:<11}({part} took {time.monotonic() - started:.0f} s)")


if __name__ == "__main__":
    main()
