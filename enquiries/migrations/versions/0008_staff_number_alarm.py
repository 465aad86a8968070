"""An alarm for a staff number from which codes are guessed; whether the end of a time off call was told.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NEW = "staff_number"


def upgrade() -> None:
    allow("alarm", "kind", {*allowed("alarm", "kind"), NEW})
    op.add_column("override", sa.Column("end_told", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("override", "end_told")
    of_this_kind = f"SELECT id FROM alarm WHERE kind = '{NEW}'"
    op.execute(f"DELETE FROM notice WHERE alarm_id IN ({of_this_kind})")  # noqa: S608 (a constant)
    op.execute(f"DELETE FROM alarm WHERE kind = '{NEW}'")  # noqa: S608 (a constant)
    allow("alarm", "kind", {*allowed("alarm", "kind")} - {NEW})
