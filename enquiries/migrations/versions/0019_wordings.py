"""A centre's own wording of texts to the public, and who signed which wording off.

Revision ID: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "centre_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), server_default="en", nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_centre_wording_centre_id_centre"),
        sa.PrimaryKeyConstraint("id", name="pk_centre_wording"),
        sa.UniqueConstraint("centre_id", "kind", "language", name="uq_centre_wording_centre_id"),
    )
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), server_default="en", nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_sign_off_centre_id_centre"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_sign_off_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_off"),
    )
    op.create_index("ix_sign_off_text", "sign_off", ["centre_id", "kind", "language"])


def downgrade() -> None:
    op.drop_table("sign_off")
    op.drop_table("centre_wording")
