"""The chain over the timeline; an alarm where the log was changed.

Neither table can be changed, emptied or written over from now on. The chain itself is begun by the tick.

Revision ID: 0026
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

NEW_ALARM = "log_changed"
# What a row of each has that no other may have.
TABLES = {
    "timeline": "id = NEW.id",
    "timeline_chain": "position = NEW.position OR entry_id = NEW.entry_id",
}
REFUSES = "BEGIN SELECT RAISE(ABORT, 'the timeline is only ever added to'); END"


def upgrade() -> None:
    allow("alarm", "kind", {*allowed("alarm", "kind"), NEW_ALARM})
    kind = sa.Enum(
        "start", "older", "entry", "quiet", name="kind", native_enum=False, create_constraint=True, length=24
    )
    op.create_table(
        "timeline_chain",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_timeline_chain"),
        sa.UniqueConstraint("entry_id", name="uq_timeline_chain_entry_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        keep_on_postgresql()
    else:
        keep_on_sqlite()


def keep_on_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER timeline_chain_is_append_only BEFORE UPDATE OR DELETE ON timeline_chain "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def keep_on_sqlite() -> None:
    """INSERT OR REPLACE deletes without a trigger, unless the connection asks for it: so it is refused itself."""
    for change in ("UPDATE", "DELETE"):
        name = f"timeline_chain_is_append_only_{change.lower()}"
        op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON timeline_chain {REFUSES}")
    for table, is_known in TABLES.items():
        op.execute(
            f"CREATE TRIGGER {table}_is_not_written_over BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {is_known}) {REFUSES}"
        )


def downgrade() -> None:
    op.drop_table("timeline_chain")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER timeline_is_not_emptied ON timeline")
    else:
        op.execute("DROP TRIGGER timeline_is_not_written_over")
    of_this_kind = f"SELECT id FROM alarm WHERE kind = '{NEW_ALARM}'"
    op.execute(f"DELETE FROM notice WHERE alarm_id IN ({of_this_kind})")
    op.execute(f"DELETE FROM alarm WHERE kind = '{NEW_ALARM}'")
    allow("alarm", "kind", {*allowed("alarm", "kind")} - {NEW_ALARM})
