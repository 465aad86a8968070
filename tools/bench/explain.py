"""Statements that read every row of a table that grows, as the database itself explains them."""

import re
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection

# Tables that have more rows with each enquiry; the others hold what a setup file says.
GROWING: Final = ("enquiry", "inbox", "outbox", "alert", "claim", "code", "timeline", "wait")
_NAMES_ONE: Final = re.compile(rf"\b(?:FROM|UPDATE|JOIN) ({'|'.join(GROWING)})\b")
_WHOLE: Final = re.compile(rf"(?:SCAN|Seq Scan on) ({'|'.join(GROWING)})(?:_\d+)?\b(?! USING)")


def about_growing_tables(statements: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Each different statement about one of them, with its parameters."""
    return {
        statement: parameters
        for statement, parameters in statements
        if _NAMES_ONE.search(statement) and not statement.startswith("INSERT")
    }


def reads_whole_table(plan: str) -> bool:
    """A walk along an index of the rows that wait is none."""
    return _WHOLE.search(plan) is not None


def plan(connection: Connection, statement: str, parameters: Any) -> str:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return "; ".join(row.detail for row in rows)
    rows = connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", parameters)
    return "; ".join(row[0].strip() for row in rows)
