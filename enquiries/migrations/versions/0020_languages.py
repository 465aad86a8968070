"""The language of an enquiry, and of the poster that a keyword is printed on.

Revision ID: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("enquiry", "keyword"):
        op.add_column(table, sa.Column("language", sa.String(), nullable=False, server_default="en"))


def downgrade() -> None:
    for table in ("keyword", "enquiry"):
        with op.batch_alter_table(table) as columns:
            columns.drop_column("language")
