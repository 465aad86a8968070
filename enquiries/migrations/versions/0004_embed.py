"""The form on other sites: who may show it; and texts that wait until a person has looked.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "centre", sa.Column("embed_origins", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )
    op.add_column("enquiry", sa.Column("texts_held", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("enquiry", "texts_held")
    op.drop_column("centre", "embed_origins")
