"""Columns of the enquiry by the names that people use for them.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAMES = {
    "look_at": "next_check_at",
    "left_out_id": "excluded_staff_id",
    "first_choice_id": "last_holder_id",
    "first_due_at": "wanted_at",
}
TO_STAFF = ("left_out_id", "first_choice_id")


def upgrade() -> None:
    _rename(NAMES)


def downgrade() -> None:
    _rename({new: old for old, new in NAMES.items()})


def _rename(names: dict[str, str]) -> None:
    for old, new in names.items():
        op.execute(f"ALTER TABLE enquiry RENAME COLUMN {old} TO {new}")
        if "look_at" in (old, new):
            op.drop_index(f"ix_enquiry_{old}", table_name="enquiry")
            is_set = sa.text(f"{new} IS NOT NULL")
            op.create_index(
                f"ix_enquiry_{new}", "enquiry", [new], sqlite_where=is_set, postgresql_where=is_set
            )
        # SQLite cannot rename a constraint, and looks none up by its name
        elif op.get_bind().dialect.name == "postgresql" and {old, new} & set(TO_STAFF):
            op.execute(f"ALTER TABLE enquiry RENAME CONSTRAINT fk_enquiry_{old}_staff TO fk_enquiry_{new}_staff")
