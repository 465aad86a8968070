"""On which day the helplines of a country were last checked.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("helpline", sa.Column("checked", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("helpline", "checked")
