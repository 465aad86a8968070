"""An alarm for a staff number from which codes are guessed; whether the end of a time off call was told.

Revision ID: 0008
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BEFORE = (
    "waiting", "nobody_at_all", "nobody_on_call", "unreachable", "not_read", "texts_late", "texts_stuck",
    "no_worker", "ladder_stopped", "bad_signatures", "walk_failed",
)  # fmt: skip
NEW = "staff_number"


def upgrade() -> None:
    allow(*BEFORE, NEW)
    op.add_column("override", sa.Column("end_told", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("override", "end_told")
    of_this_kind = f"SELECT id FROM alarm WHERE kind = '{NEW}'"
    op.execute(f"DELETE FROM notice WHERE alarm_id IN ({of_this_kind})")  # noqa: S608 (a constant)
    op.execute(f"DELETE FROM alarm WHERE kind = '{NEW}'")  # noqa: S608 (a constant)
    allow(*BEFORE)


def allow(*words: str) -> None:
    """Let these be the kinds of alarms. SQLite copies the table for it."""
    written = ", ".join(f"'{word}'" for word in words)
    with notices_put_aside(), op.batch_alter_table("alarm") as alarm:
        alarm.drop_constraint(op.f("ck_alarm_kind"), type_="check")
        alarm.create_check_constraint(op.f("ck_alarm_kind"), sa.text(f"kind IN ({written})"))


@contextmanager
def notices_put_aside() -> Iterator[None]:
    """SQLite drops no table that rows of another refer to, not even for a moment."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute("CREATE TEMPORARY TABLE kept_notice AS SELECT * FROM notice")
    op.execute("DELETE FROM notice")
    yield
    op.execute("INSERT INTO notice SELECT * FROM kept_notice")
    op.execute("DROP TABLE kept_notice")
