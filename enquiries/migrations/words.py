"""Change, in a migration, which words a checked column may hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op


def allowed(table: str, column: str) -> list[str]:
    """Return the words that a column may hold now. Raises LookupError where it has no check."""
    for check in sa.inspect(op.get_bind()).get_check_constraints(table):
        if check["name"] == f"ck_{table}_{column}":
            return re.findall(r"'(\w+)'", check["sqltext"])
    raise LookupError(f"{table}.{column} has no constraint")


def allow(table: str, column: str, words: set[str]) -> None:
    """Set the words that a column may hold. SQLite copies the table for it."""
    written = ", ".join(f"'{word}'" for word in sorted(words))
    with _references_put_aside(table), op.batch_alter_table(table) as changed:
        changed.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        changed.create_check_constraint(op.f(f"ck_{table}_{column}"), sa.text(f"{column} IN ({written})"))


@contextmanager
def _references_put_aside(table: str) -> Iterator[None]:
    """Take out the notices while SQLite rebuilds `alarm`: it drops no table that other rows refer to."""
    if table != "alarm" or op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute("CREATE TEMPORARY TABLE kept_notice AS SELECT * FROM notice")
    op.execute("DELETE FROM notice")
    yield
    op.execute("INSERT INTO notice SELECT * FROM kept_notice")
    op.execute("DROP TABLE kept_notice")


@contextmanager
def timeline_may_change() -> Iterator[None]:
    """Entries are never changed and never taken away, but for the length of a migration."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE timeline DISABLE TRIGGER timeline_is_append_only")
        yield
        op.execute("ALTER TABLE timeline ENABLE TRIGGER timeline_is_append_only")
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER timeline_is_append_only_{change.lower()}")
    yield
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER timeline_is_append_only_{change.lower()} BEFORE {change} ON timeline "
            "BEGIN SELECT RAISE(ABORT, 'the timeline is only ever added to'); END"
        )
