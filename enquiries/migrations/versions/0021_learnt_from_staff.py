"""Colleagues who enter an enquiry by text say how the person wants to be reached.

Revision ID: 0021
"""

from alembic import op

from enquiries.migrations.words import allow, allowed

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NEW = "staff"
TABLES = ("restriction", "call_hours")


def upgrade() -> None:
    for table in TABLES:
        allow(table, "learnt_from", {*allowed(table, "learnt_from"), NEW})


def downgrade() -> None:
    for table in TABLES:
        # what they said of safe contact stays in force
        op.execute(f"UPDATE {table} SET learnt_from = 'form' WHERE learnt_from = '{NEW}'")  # noqa: S608 (constants)
        allow(table, "learnt_from", {*allowed(table, "learnt_from")} - {NEW})
