"""`make chaos`: people ask for help while everything is broken in turn; was anybody lost?

All of it runs on this machine, on loopback, and ends by itself. What was found is printed as a table; the
exit code is 1 where something was lost, forgotten, decided twice or left lying.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Final, NoReturn

from tools.chaos import run
from tools.chaos.breakage import Breakage
from tools.chaos.plan import plan
from tools.chaos.table import Result, faults_table, table
from tools.chaos.verdict import judge
from tools.runner import say
from workers import parent_death

_RUNS: Final = {"sqlite": run.on_sqlite, "postgresql": run.on_postgresql}
_SECONDS_BESIDE_THE_RUN: Final = 1200  # starting, settling, reading, stopping
_MOST_LINES: Final = 40


def main() -> int:
    parent_death.die_with_parent(signal.SIGTERM)
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, _end)
    chosen = _parsed()
    logs = Path(tempfile.mkdtemp(prefix="ringback-chaos-"))
    say(f"SEED={chosen.seed} MINUTES={chosen.minutes:g} ENQUIRIES={chosen.enquiries}")
    results = {}
    for database in _RUNS if chosen.database == "both" else (chosen.database,):
        say(f"\n{database} …")
        results[database] = _result(chosen, database, logs / database)
    say(f"\n{faults_table(results)}\n\n{table(results)}\n\nSEED={chosen.seed}")
    faults = [f"{database}: {fault}" for database, each in results.items() for fault in each.verdict.faults]
    if not faults:
        shutil.rmtree(logs)
        return 0
    _tell(faults, logs)
    return 1


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--minutes", type=float, default=2.0, help="how long people ask, for each database")
    parser.add_argument("--enquiries", type=int, default=400, help="how many ask, for each database")
    parser.add_argument("--database", choices=(*_RUNS, "both"), default="both")
    return parser.parse_args()


def _result(chosen: argparse.Namespace, database: str, directory: Path) -> Result:
    directory.mkdir()
    seconds = chosen.minutes * 60
    breakages = set(Breakage) - ({Breakage.DATABASE_CRASHED} if database == "sqlite" else set())
    planned = plan(chosen.seed, seconds, chosen.enquiries, breakages)
    signal.alarm(int(seconds) + _SECONDS_BESIDE_THE_RUN)
    evidence = _RUNS[database](directory, chosen.seed, planned)
    signal.alarm(0)
    return Result(planned, evidence, judge(evidence))


def _tell(faults: list[str], logs: Path) -> None:
    for fault in faults[:_MOST_LINES]:
        say(fault)
    if len(faults) > _MOST_LINES:
        say(f"… and {len(faults) - _MOST_LINES} more")
    say(f"What every process logged is in {logs}")


def _end(number: int, _frame: object) -> NoReturn:
    for each in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(each, signal.SIG_IGN)  # all that was started is being stopped
    raise SystemExit(f"Stopped by {signal.Signals(number).name}: nothing is judged.")


if __name__ == "__main__":
    sys.exit(main())
