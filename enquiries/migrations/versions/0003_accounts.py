"""Accounts: what staff sign in with, and the centres at which a text is enough.

Revision ID: 0003_accounts
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_accounts"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # Without the batch that copies a table on SQLite: a column with a default needs none.
    op.add_column(
        "centre", sa.Column("sign_in_by_text", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("link_lookup", sa.String(), nullable=True),
        sa.Column("link_ends_at", MOMENT, nullable=True),
        sa.Column("totp_counter", sa.Integer(), nullable=True),
        sa.Column("texted_code_ends_at", MOMENT, nullable=True),
        sa.Column("signed_in_at", MOMENT, nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("recovery_codes", sa.LargeBinary(), nullable=True),
        sa.Column("texted_code", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_account_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("staff_id", name="uq_account_staff_id"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_account_fs_uniquifier"),
        sa.UniqueConstraint("link_lookup", name="uq_account_link_lookup"),
    )


def downgrade() -> None:
    op.drop_table("account")
    op.drop_column("centre", "sign_in_by_text")
