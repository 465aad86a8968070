"""`python -m tools.bench.report_pages`: how long a manager waits for reports, once past days are counted.

Seen from inside a process of its own, without a network, as `tools.bench.desk` is. Written to stdout as JSON,
in seconds: the first screen, of the last 30 days, and each table of the last 365.
"""

import gc
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Flask

from config import Config
from enquiries.app import create_app
from enquiries.core.db import db
from enquiries.organisation import centres
from enquiries.reporting.tables import TABLES
from enquiries.reporting.tally import counting
from tools.bench.desk import Desk, seconds
from workers.records.tally_keeper import TallyKeeper

_TOM: Final = "tom@example.org"  # an admin, who sees every centre
_TIMES: Final = 5
_YEAR: Final = timedelta(days=365)


def addresses(now: datetime) -> Mapping[str, str]:
    """Each table of a year, by its name."""
    return {name: f"/reports/{name}?from={now.date() - _YEAR}&to={now.date()}" for name in TABLES}


def measure(app: Flask) -> Mapping[str, object]:
    """Each is asked for some times. The first does not count: a process makes its pages ready once."""
    desk = Desk(app, _TOM)
    tables = addresses(datetime.now(UTC))
    return {
        "first screen": _seconds(desk, "/reports"),
        "tables": {name: _seconds(desk, address) for name, address in tables.items()},
    }


def _seconds(desk: Desk, address: str) -> list[float]:
    return [seconds(lambda: desk.opens(address)) for _ in range(_TIMES + 1)][1:]


def count_all(app: Flask) -> int:
    """Count every day that is over, as the periodic job does. Returns how many are left."""
    keeper = TallyKeeper(app)
    left = _missing(app)
    while True:
        keeper.keep(datetime.now(UTC))
        before, left = left, _missing(app)
        if not left or left == before:
            return left


def _missing(app: Flask) -> int:
    with app.app_context():
        session = db.session()
        facts = counting.facts_at(session, datetime.now(UTC))
        return sum(
            len(list(counting.missing_days(session, each, facts))) for each in centres.all_centres(session)
        )


def main() -> None:
    app = create_app(Config.from_env())
    gc.freeze()  # as gunicorn.conf.py has it
    count_all(app)
    sys.stdout.write(json.dumps(measure(app)) + "\n")


if __name__ == "__main__":
    main()
