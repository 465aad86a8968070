"""Settings on pages: who changed what, and the targets of an installation.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def one_of(*words: str, name: str) -> sa.Enum:
    """A word out of a few, checked by the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("of", one_of("alert", "claim", "first_call", name="of"), nullable=False),
        sa.Column("percent", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.CheckConstraint("seconds > 0", name="ck_target_seconds_are_positive"),
        sa.PrimaryKeyConstraint("of", "percent", name="pk_target"),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("through", one_of("page", "file", name="through"), nullable=False),
        sa.Column(
            "deed", one_of("added", "changed", "removed", "shown", "dismissed", name="deed"), nullable=False
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_amendment_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_amendment"),
    )
    op.create_index("ix_amendment_what", "amendment", ["what", "id"])
    only_ever_added_to()


def only_ever_added_to() -> None:
    refusal = "amendments are only ever added to"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_amendment_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER amendment_is_append_only BEFORE UPDATE OR DELETE ON amendment "
            "FOR EACH ROW EXECUTE FUNCTION refuse_amendment_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER amendment_is_append_only_{change.lower()} BEFORE {change} ON amendment "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )


def downgrade() -> None:
    op.drop_table("amendment")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_amendment_change()")
    op.drop_table("target")
