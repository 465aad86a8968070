"""`python -m tools.bench.inside profile|plans`: what a text costs, seen from inside a process of its own.

`profile` takes texts without a server around and says what processor time each needs, how many statements it
asks, and in whose code the time goes. `plans` says how the database finds the rows for whatever a text, a
reply, a send, a turn of the tick, the board and search ask of tables that grow. Written to stdout as JSON.
"""

import cProfile
import json
import pstats
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from flask import Flask
from sqlalchemy import Connection, event

from config import Config
from enquiries.app import create_app
from enquiries.core.db import db
from tools.bench import explain, texts
from tools.bench.burst import CODE
from tools.bench.desk import Desk
from workers.sender import Courier
from workers.tick import Tick

_TEXTS: Final = 200
_FIRST: Final = 50_000  # strangers who wrote nothing elsewhere in this run
_NEVER_HEARD_OF: Final = _FIRST - 1
_SAM: Final = "+447700900001"
_SHOWN: Final = 12


class Door:
    """Texts come in by it, without a network."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self._config: Config = app.config["RINGBACK"]

    def text(self, sender: str, body: str) -> None:
        parameters = texts.parameters(sender=sender, to=CODE, body=body)
        signed = texts.signed(self._config.public_base_url, self._config.twilio_auth_tokens[0], parameters)
        answer = self._client.post(texts.PATH, data=parameters, headers=signed)
        assert answer.status_code == 200, answer.status


def profile(app: Flask) -> dict[str, Any]:
    door = Door(app)
    for number in range(_TEXTS):
        door.text(texts.stranger(_FIRST + number), "HELP")
    started = time.process_time()
    with asked(app) as statements:
        for number in range(_TEXTS):
            door.text(texts.stranger(_FIRST + _TEXTS + number), "HELP")
    seconds = time.process_time() - started
    profiler = cProfile.Profile()
    with profiler:
        for number in range(_TEXTS):
            door.text(texts.stranger(_FIRST + 2 * _TEXTS + number), "HELP")
    return {
        "milliseconds": 1000 * seconds / _TEXTS,
        "statements": len(statements) / _TEXTS,
        "shares": _shares(pstats.Stats(profiler)),
    }


def plans(app: Flask) -> list[dict[str, str]]:
    door, courier = Door(app), Courier(app)
    tick = Tick(app, courier)
    sender = texts.stranger(_NEVER_HEARD_OF)
    doing: dict[str, Callable[[], object]] = {
        "a first text": lambda: door.text(sender, "HELP"),
        "another text": lambda: door.text(sender, "ME"),
        "sending": lambda: _send(courier),
        "LIST": lambda: door.text(_SAM, "LIST"),
        "a claim": lambda: door.text(_SAM, f"{latest} Y"),
        "the tick": lambda: tick.turn(datetime.now(UTC)),
        **Desk(app).asks(),
    }
    found = []
    for what, do in doing.items():
        latest = _latest_code(app)
        with asked(app) as statements:
            do()
        with app.app_context(), db.engine.connect() as connection:
            found += [{"for": what, **each} for each in explain.plans(connection, statements)]
    tick.close()
    courier.close()
    return found


def _send(courier: Courier) -> None:
    courier.deliver()
    courier.wait()


@contextmanager
def asked(app: Flask) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that is asked meanwhile, with its parameters."""
    statements = list[tuple[str, Any]]()

    def note(_c: Connection, _cursor: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        if not many:
            statements.append((statement, parameters))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def _latest_code(app: Flask) -> str:
    with app.app_context(), db.engine.connect() as connection:
        return str(
            connection.exec_driver_sql("SELECT code FROM enquiry ORDER BY id DESC LIMIT 1").scalar_one()
        )


def _shares(stats: pstats.Stats) -> list[tuple[str, float]]:
    """In whose code the time went, most first: percent."""
    spent = Counter[str]()
    entries: dict[tuple[str, int, str], tuple[Any, ...]] = stats.stats  # type: ignore[attr-defined]
    for (file, _line, name), (_, _, own_seconds, *_) in entries.items():
        spent[_owner(file, name)] += own_seconds
    total = sum(spent.values())
    return [(owner, 100 * seconds / total) for owner, seconds in spent.most_common(_SHOWN)]


def _owner(file: str, name: str) -> str:
    """Our part of the tree, the package, or the function where it is written in C."""
    if file == "~":
        return name.strip("<>{}").removeprefix("built-in method ").removeprefix("method ")
    parts = Path(file).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "enquiries" if "enquiries" in parts else "standard library"


def main() -> None:
    app = create_app(Config.from_env())
    told = plans(app) if sys.argv[1] == "plans" else profile(app)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
