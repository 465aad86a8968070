"""`python -m tools.bench.inside cost|whole-tables`: what is asked, seen from inside a process of its own.

`cost` takes first texts without a server around: the processor time each needs, and how many statements it
asks. First each alerts another person, then all alert the same, as after a broadcast.
`whole-tables` tries a text, a reply, a send, a turn of the tick, the board and search, and gives those of
their statements that read all of a table that grows. Written to stdout as JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from flask import Flask
from sqlalchemy import Connection, event
from werkzeug.test import EnvironBuilder, run_wsgi_app

from config import Config
from enquiries.app import create_app
from enquiries.core.db import db
from tools.bench import explain, texts
from tools.bench.crowd import CROWD
from tools.bench.desk import Desk
from tools.bench.ground import SHORT_CODE
from workers.sender import TextSender
from workers.tick import Tick

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_TEXTS: Final = 200
_FIRST: Final = 50_000  # strangers who wrote nothing elsewhere in this run
_NEVER_HEARD_OF: Final = _FIRST - 1
_SAM: Final = "+447700900001"
_SHOWN: Final = 150  # characters of a statement


@dataclass(frozen=True)
class Asked:
    """`many`: for several sets of parameters at once."""

    statement: str
    parameters: Any
    many: bool


class Door:
    """Texts come in by it, without a network."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._config: Config = app.config["RINGBACK"]

    def text(self, sender: str, body: str, to: str = SHORT_CODE) -> None:
        self.take(self.request(sender, body, to))

    def request(self, sender: str, body: str, to: str) -> "WSGIEnvironment":
        """What a server would hand over."""
        parameters = texts.parameters(sender=sender, to=to, body=body)
        signed = texts.signed(self._config.public_base_url, self._config.twilio_auth_tokens[0], parameters)
        builder = EnvironBuilder(texts.PATH, method="POST", data=parameters, headers=[*signed.items()])
        return builder.get_environ()

    def take(self, request: "WSGIEnvironment") -> None:
        _, status, _ = run_wsgi_app(self._app, request, buffered=True)
        assert status.startswith("200"), status


def costs(app: Flask) -> dict[str, dict[str, float]]:
    door = Door(app)
    _cost(app, door, _FIRST, CROWD.address)  # what a process does once
    return {
        "to_one_each": _cost(app, door, _FIRST + _TEXTS, CROWD.address),
        "all_to_one": _cost(app, door, _FIRST + 2 * _TEXTS, lambda _: CROWD.address(0)),
    }


def _cost(app: Flask, door: Door, first: int, address: Callable[[int], tuple[str, str]]) -> dict[str, float]:
    """Of a text of each of the strangers from the nth on; `address` has the code and the keyword of each."""
    requests = []
    for number in range(first, first + _TEXTS):
        to, keyword = address(number)
        requests.append(door.request(texts.stranger(number), keyword, to))
    with asked(app) as statements:
        started = time.process_time()
        for request in requests:
            door.take(request)
        seconds = time.process_time() - started
    # how a connection is to behave asks nothing
    count = sum(not each.statement.startswith("PRAGMA") for each in statements)
    return {"milliseconds": 1000 * seconds / _TEXTS, "statements": count / _TEXTS}


def whole_tables(app: Flask) -> dict[str, Any]:
    door, courier = Door(app), TextSender(app)
    tick = Tick(app, courier)
    sender = texts.stranger(_NEVER_HEARD_OF)
    doing: list[Callable[[], object]] = [
        lambda: door.text(sender, "HELP"),
        lambda: door.text(sender, "ME"),
        lambda: _send(courier),
        lambda: door.text(_SAM, "LIST"),
        lambda: door.text(_SAM, f"{latest} Y"),
        lambda: tick.turn(datetime.now(UTC)),
        *Desk(app).asks().values(),
    ]
    seen = list[Asked]()
    for do in doing:
        latest = _latest_code(app)
        with asked(app) as statements:
            do()
        seen += statements
    tick.close()
    courier.close()
    about = explain.about_growing_tables((each.statement, each.parameters) for each in seen if not each.many)
    with app.app_context(), db.engine.connect() as connection:
        plans = {each: explain.plan(connection, each, parameters) for each, parameters in about.items()}
    return {
        "asked": len(plans),
        "read_all": [_flat(each) for each in plans if explain.reads_whole_table(plans[each])],
    }


def _flat(statement: str) -> str:
    return " ".join(statement.split())[:_SHOWN].replace("|", "/")


def _send(courier: TextSender) -> None:
    courier.deliver()
    courier.wait()


@contextmanager
def asked(app: Flask) -> Iterator[list[Asked]]:
    """Every statement that is asked meanwhile."""
    statements = list[Asked]()

    def note(_c: Connection, _cursor: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        statements.append(Asked(statement, parameters, many))

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


def main() -> None:
    app = create_app(Config.from_env())
    told = costs(app) if sys.argv[1] == "cost" else whole_tables(app)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
