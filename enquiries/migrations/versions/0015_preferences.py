"""How we may get back to a number: no calls, not now, whom to ask for, what to say to another person.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NEW_BANS = {"no_calls", "not_safe_now"}


def upgrade() -> None:
    op.add_column("restriction", sa.Column("until", MOMENT))
    allow("restriction", "ban", {*allowed("restriction", "ban"), *NEW_BANS})
    op.create_table(
        "contact_details",
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("ask_for", sa.LargeBinary()),
        sa.Column("cover", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("lookup", name="pk_contact_details"),
    )


def downgrade() -> None:
    op.drop_table("contact_details")
    op.execute("DELETE FROM restriction WHERE ban IN ('no_calls', 'not_safe_now')")
    allow("restriction", "ban", {*allowed("restriction", "ban")} - NEW_BANS)
    with op.batch_alter_table("restriction") as restriction:
        restriction.drop_column("until")
