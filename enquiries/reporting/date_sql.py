"""Date arithmetic inside the database, with the same results on SQLite and PostgreSQL.

SQLite stores a moment as 26 characters, `2026-01-14 02:14:05.250000`, and calculates in whole seconds or in
floating point; so whole seconds are subtracted, and fractions compared as text.
"""

from sqlite3 import sqlite_version_info
from typing import Any

from sqlalchemy import Boolean, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

# The first of January 1970, from which seconds are counted, was a Thursday.
_MONDAY = 3 * 24 * 60  # minutes
_WEEK = 7 * 24 * 60
# The whole seconds since 1970 on SQLite; the first is a third faster, and SQLite has it since 3.38.
_EPOCH = ("unixepoch({})" if sqlite_version_info >= (3, 38) else "strftime('%s', {})").format


class whole_seconds(FunctionElement[int]):
    """`whole_seconds(since, until)`: the seconds from one moment to another, rounded down."""

    type = Integer()
    inherit_cache = True


class is_within(FunctionElement[bool]):
    """`is_within(since, until, seconds)`: true where `until` is at most so many seconds after `since`."""

    type = Boolean()
    inherit_cache = True


class minute_of_week(FunctionElement[int]):
    """`minute_of_week(moment)`: minutes since midnight on Monday, UTC."""

    type = Integer()
    inherit_cache = True


@compiles(whole_seconds, "sqlite")
def _whole_seconds_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    since, until = (compiler.process(each, **given) for each in element.clauses)
    return f"({_EPOCH(until)} - {_EPOCH(since)} - (substr({until}, 21) < substr({since}, 21)))"


@compiles(whole_seconds, "postgresql")
def _whole_seconds_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    since, until = (compiler.process(each, **given) for each in element.clauses)
    return f"floor(extract(epoch from {until} - {since}))::integer"


@compiles(is_within, "sqlite")
def _is_within_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    since, until, seconds = (compiler.process(each, **given) for each in element.clauses)
    begun = f"(substr({until}, 21) > substr({since}, 21))"
    return f"({_EPOCH(until)} - {_EPOCH(since)} + {begun} <= {seconds})"


@compiles(is_within, "postgresql")
def _is_within_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    since, until, seconds = (compiler.process(each, **given) for each in element.clauses)
    return f"({until} - {since} <= {seconds} * interval '1 second')"


@compiles(minute_of_week, "sqlite")
def _minute_of_week_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    (moment,) = (compiler.process(each, **given) for each in element.clauses)
    return f"(({_EPOCH(moment)} / 60 + {_MONDAY}) % {_WEEK})"


@compiles(minute_of_week, "postgresql")
def _minute_of_week_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    (moment,) = (compiler.process(each, **given) for each in element.clauses)
    return f"mod(floor(extract(epoch from {moment}))::bigint / 60 + {_MONDAY}, {_WEEK})::integer"
