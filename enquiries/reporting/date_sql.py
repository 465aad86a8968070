"""Date arithmetic inside the database, with the same results on SQLite and PostgreSQL.

SQLite stores a moment as 26 characters, `2026-01-14 02:14:05.250000`, and calculates in whole seconds or in
floating point; so whole seconds are subtracted, and fractions compared as text.
"""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class whole_seconds(FunctionElement[int]):
    """`whole_seconds(since, until)`: the seconds from one moment to another, rounded down."""

    type = Integer()
    inherit_cache = True


class minute_of_day(FunctionElement[int]):
    """`minute_of_day(moment)`: minutes since midnight, UTC."""

    type = Integer()
    inherit_cache = True


@compiles(whole_seconds, "sqlite")
def _whole_seconds_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    since, until = (compiler.process(each, **given) for each in element.clauses)
    return (
        f"(strftime('%s', {until}) - strftime('%s', {since}) - (substr({until}, 21) < substr({since}, 21)))"
    )


@compiles(whole_seconds, "postgresql")
def _whole_seconds_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    since, until = (compiler.process(each, **given) for each in element.clauses)
    return f"floor(extract(epoch from {until} - {since}))::integer"


@compiles(minute_of_day, "sqlite")
def _minute_of_day_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    (moment,) = (compiler.process(each, **given) for each in element.clauses)
    return f"(substr({moment}, 12, 2) * 60 + substr({moment}, 15, 2))"


@compiles(minute_of_day, "postgresql")
def _minute_of_day_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    (moment,) = (compiler.process(each, **given) for each in element.clauses)
    clock = f"({moment} AT TIME ZONE 'UTC')"
    return f"(extract(hour from {clock}) * 60 + extract(minute from {clock}))::integer"
