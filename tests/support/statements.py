"""What is asked of the database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event

from enquiries.core.db import db


@contextmanager
def asked(app: Flask) -> Iterator[list[str]]:
    """Every statement, in order."""
    statements = list[str]()

    def note(_c: Connection, _cursor: Any, statement: str, _p: Any, _x: Any, _many: bool) -> None:
        if not statement.startswith("PRAGMA"):  # how a connection is to behave asks nothing
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)
