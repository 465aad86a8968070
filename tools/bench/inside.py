"""`python -m tools.bench.inside cost|whole-tables`: what is asked, seen from inside a process of its own.

`cost` takes texts without a server around: the processor time each needs and how many statements it asks.
`whole-tables` tries a text, a reply, a send, a turn of the tick, the board and search, and gives those of
their statements that read all of a table that grows. Written to stdout as JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from flask import Flask
from sqlalchemy import Connection, event

from config import Config
from enquiries.app import create_app
from enquiries.core.db import db
from tools.bench import explain, texts
from tools.bench.desk import Desk
from tools.bench.ground import SHORT_CODE
from workers.sender import TextSender
from workers.tick import Tick

_TEXTS: Final = 200
_FIRST: Final = 50_000  # strangers who wrote nothing elsewhere in this run
_NEVER_HEARD_OF: Final = _FIRST - 1
_SAM: Final = "+447700900001"
_SHOWN: Final = 150  # characters of a statement


class Door:
    """Texts come in by it, without a network."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self._config: Config = app.config["RINGBACK"]

    def text(self, sender: str, body: str) -> None:
        parameters = texts.parameters(sender=sender, to=SHORT_CODE, body=body)
        signed = texts.signed(self._config.public_base_url, self._config.twilio_auth_tokens[0], parameters)
        answer = self._client.post(texts.PATH, data=parameters, headers=signed)
        assert answer.status_code == 200, answer.status


def cost(app: Flask) -> dict[str, float]:
    door = Door(app)
    for number in range(_TEXTS):
        door.text(texts.stranger(_FIRST + number), "HELP")
    started = time.process_time()
    with asked(app) as statements:
        for number in range(_TEXTS):
            door.text(texts.stranger(_FIRST + _TEXTS + number), "HELP")
    seconds = time.process_time() - started
    return {"milliseconds": 1000 * seconds / _TEXTS, "statements": len(statements) / _TEXTS}


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
    seen = list[tuple[str, Any]]()
    for do in doing:
        latest = _latest_code(app)
        with asked(app) as statements:
            do()
        seen += statements
    tick.close()
    courier.close()
    about = explain.about_growing_tables(seen)
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


def main() -> None:
    app = create_app(Config.from_env())
    told = cost(app) if sys.argv[1] == "cost" else whole_tables(app)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
