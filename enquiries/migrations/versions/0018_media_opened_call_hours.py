"""Staff open what came with a text, which is noted; the hours in which a number may be called.

Revision ID: 0018
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed, timeline_may_change

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NEW_EVENT = "media_opened"
LEARNT_FROM = sa.Enum(
    "text", "form", "provider", name="learnt_from", native_enum=False, create_constraint=True, length=24
)


def upgrade() -> None:
    with timeline_may_change():
        allow("timeline", "what", {*allowed("timeline", "what"), NEW_EVENT})
    op.create_table(
        "call_hours",
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("learnt_from", LEARNT_FROM, nullable=False),
        sa.PrimaryKeyConstraint("lookup", name="pk_call_hours"),
    )


def downgrade() -> None:
    op.drop_table("call_hours")
    with timeline_may_change():
        op.execute(f"DELETE FROM timeline WHERE what = '{NEW_EVENT}'")
        allow("timeline", "what", {*allowed("timeline", "what")} - {NEW_EVENT})
