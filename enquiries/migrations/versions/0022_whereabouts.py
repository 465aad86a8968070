"""The country in which a person says that they are.

Revision ID: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enquiry", sa.Column("whereabouts", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("enquiry") as columns:
        columns.drop_column("whereabouts")
