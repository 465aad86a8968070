"""Change, in a migration, which words a checked column may hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

# Those of a table, and those of other tables that read it.
_TRIGGERS = sa.text(
    "SELECT name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND (tbl_name = :table OR sql LIKE '% ' || :table || ' %')"
)


def allowed(table: str, column: str) -> list[str]:
    """Return the words that a column may hold now. Raises LookupError where it has no check."""
    for check in sa.inspect(op.get_bind()).get_check_constraints(table):
        if check["name"] == f"ck_{table}_{column}":
            return re.findall(r"'(\w+)'", check["sqltext"])
    raise LookupError(f"{table}.{column} has no constraint")


def allow(table: str, column: str, words: set[str]) -> None:
    """Set the words that a column may hold. SQLite copies the table for it."""
    written = ", ".join(f"'{word}'" for word in sorted(words))
    with _references_put_aside(table), table_copied(table), op.batch_alter_table(table) as changed:
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
    """Put aside, for the length of a migration, the triggers that keep entries as they are.

    An entry that is in the chain must stay as it is even then: what a migration changes in it is found.
    """
    with rows_may_change("timeline"):
        yield


@contextmanager
def rows_may_change(table: str) -> Iterator[None]:
    """Put aside, for a part of a migration, the triggers of a table that is only ever added to."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    with table_copied(table):
        yield


@contextmanager
def table_copied(table: str) -> Iterator[None]:
    """Put aside the triggers on SQLite while it copies a table, by which it forgets those of the table.

    It renames the copy only while no trigger of another table reads what is not there. Every migration that
    copies `wait` or `enquiry` does so within this.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        yield
        return
    triggers = connection.execute(_TRIGGERS, {"table": table}).all()
    for name, _ in triggers:
        op.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        op.execute(sa.text(statement.replace(":", r"\:")))
