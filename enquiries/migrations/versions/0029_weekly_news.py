"""Who wants the weekly summary, and what weekly news went out to whom.

Revision ID: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("weekly_summary_from", sa.DateTime(timezone=True), nullable=True))
    kind = sa.Enum("summary", "log_head", name="kind", native_enum=False, create_constraint=True, length=24)
    op.create_table(
        "weekly_news",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_weekly_news_staff_id_staff"),
        sa.PrimaryKeyConstraint("staff_id", "kind", "week", name="pk_weekly_news"),
    )
    waits = sa.text("next_try_at IS NOT NULL")
    op.create_index(
        "ix_weekly_news_waiting", "weekly_news", ["until"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    op.drop_table("weekly_news")
    op.drop_column("account", "weekly_summary_from")
