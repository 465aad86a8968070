"""How the database finds what a statement asks for, in its own words."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection

# Tables that have more rows with each enquiry; the others hold what a setup file says.
GROWING: Final = ("enquiry", "inbox", "outbox", "alert", "claim", "code", "timeline")
_NAMES_ONE: Final = re.compile(rf"\b(?:FROM|UPDATE|JOIN) ({'|'.join(GROWING)})\b")
_WHOLE: Final = re.compile(rf"(?:SCAN|Seq Scan on) ({'|'.join(GROWING)})(?:_\d+)?\b(?! USING)")
_PARAMETER: Final = re.compile(r"%\(\w+\)s(?:::\w+(?: WITH TIME ZONE)?)?")
_SHOWN: Final = 150


def plans(connection: Connection, statements: Iterable[tuple[str, Any]]) -> Iterator[dict[str, str]]:
    """Of each different statement about a growing table: its gist, and the plan."""
    about = {gist(statement): (statement, parameters) for statement, parameters in statements}
    for said, (statement, parameters) in about.items():
        if _NAMES_ONE.search(statement) and not statement.startswith("INSERT"):
            yield {"statement": said, "plan": _plan(connection, statement, parameters)}


def reads_whole_table(plan: str) -> bool:
    """Whether it looks at every row of a growing table. A walk along an index of those that wait is none."""
    return _WHOLE.search(plan) is not None


def gist(statement: str) -> str:
    """Where it looks and for what, without the columns that it reads."""
    flat = _PARAMETER.sub("?", " ".join(statement.split()))
    flat = re.sub(r"^SELECT .*? FROM", "SELECT … FROM", flat)
    flat = re.sub(r" SET .*? WHERE", " SET … WHERE", flat)
    flat = re.sub(r" RETURNING .*", "", flat)
    flat = re.sub(r"\((?:[^()\s]+, )+[^()\s]+\)", "(…)", flat)
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def _plan(connection: Connection, statement: str, parameters: Any) -> str:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return "; ".join(row.detail for row in rows)
    lines = (
        row[0].strip() for row in connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", parameters)
    )
    return "; ".join(line.removeprefix("->  ") for line in lines if "Scan" in line)
