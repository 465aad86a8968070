"""A code is taken before its enquiry is written: which enquiry it names is checked at the commit.

Revision ID: 0023
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_NAME = "fk_code_enquiry_id_enquiry"


def upgrade() -> None:
    _refer(deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    _refer()


def _refer(**when: object) -> None:
    with op.batch_alter_table("code") as table:
        table.drop_constraint(_NAME, type_="foreignkey")
        table.create_foreign_key(_NAME, "enquiry", ["enquiry_id"], ["id"], **when)
