"""The time that a person chose for a call, and the time of day that goes with it.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "enquiry", sa.Column("at_chosen_time", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("enquiry", sa.Column("window_start", sa.Integer(), nullable=True))
    op.add_column("enquiry", sa.Column("window_end", sa.Integer(), nullable=True))
    op.add_column("enquiry", sa.Column("ladder_from", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("ladder_from", "window_end", "window_start", "at_chosen_time"):
        op.drop_column("enquiry", column)
