"""Why an enquiry is left out of the figures, who closed it, when its urgency was cleared; files handed out.

Revision ID: 0027
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed, rows_may_change, timeline_may_change

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

REASONS = ("advert", "abuse", "no_request", "same_person", "our_test", "other", "not_them", "unknown")
NEW_EVENTS = {"excluded", "counted"}
NEW_DEED = "downloaded"
# The last person to close each that is closed, and when the urgency of each was last cleared, by the timeline.
_CLOSED_BY = """
    UPDATE enquiry SET closed_by_id = (
        SELECT staff_id FROM timeline
        WHERE timeline.enquiry_id = enquiry.id AND what = 'closed' ORDER BY timeline.id DESC LIMIT 1
    ) WHERE state = 'closed'
"""
_CLEARED_AT = """
    UPDATE enquiry SET urgency_cleared_at = (
        SELECT max(at) FROM timeline WHERE timeline.enquiry_id = enquiry.id AND what = 'urgency_cleared'
    ) WHERE id IN (SELECT enquiry_id FROM timeline WHERE what = 'urgency_cleared')
"""


def upgrade() -> None:
    with timeline_may_change():
        allow("timeline", "what", {*allowed("timeline", "what"), *NEW_EVENTS})
    with rows_may_change("amendment"):
        allow("amendment", "deed", {*allowed("amendment", "deed"), NEW_DEED})
    _add_columns()
    op.execute(
        "UPDATE enquiry SET excluded_reason = 'unknown' WHERE outcome IN ('duplicate', 'spam', 'test')"
    )
    op.execute(_CLOSED_BY)
    op.execute(_CLEARED_AT)
    _index("ix_enquiry_closed_by", ["closed_by_id", "centre_id", "received_at"], "closed_by_id")
    _index("ix_enquiry_urgency_cleared", ["centre_id", "received_at"], "urgency_cleared_at")


def downgrade() -> None:
    for index in ("ix_enquiry_urgency_cleared", "ix_enquiry_closed_by"):
        op.drop_index(index, table_name="enquiry")
    for column in ("urgency_cleared_late", "urgency_cleared_at", "excluded_reason", "closed_by_id"):
        op.execute(f"ALTER TABLE enquiry DROP COLUMN {column}")
    with rows_may_change("amendment"):
        op.execute(f"DELETE FROM amendment WHERE deed = '{NEW_DEED}'")  # noqa: S608 (a constant)
        allow("amendment", "deed", {*allowed("amendment", "deed")} - {NEW_DEED})
    with timeline_may_change():
        op.execute("DELETE FROM timeline WHERE what IN ('excluded', 'counted')")
        allow("timeline", "what", {*allowed("timeline", "what")} - NEW_EVENTS)


def _add_columns() -> None:
    """Without the batch that copies a table on SQLite: other rows refer to enquiries."""
    words = ", ".join(f"'{reason}'" for reason in REASONS)
    for column in (
        "closed_by_id INTEGER CONSTRAINT fk_enquiry_closed_by_id_staff REFERENCES staff (id)",
        "excluded_reason VARCHAR(24) "
        f"CONSTRAINT ck_enquiry_excluded_reason CHECK (excluded_reason IN ({words})) "
        "CONSTRAINT ck_enquiry_only_some_are_left_out "
        "CHECK (excluded_reason IS NULL OR outcome IN ('duplicate', 'spam', 'test'))",
    ):
        op.execute(f"ALTER TABLE enquiry ADD COLUMN {column}")
    op.add_column("enquiry", sa.Column("urgency_cleared_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "enquiry", sa.Column("urgency_cleared_late", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def _index(name: str, columns: list[str], where: str) -> None:
    is_set = sa.text(f"{where} IS NOT NULL")
    op.create_index(name, "enquiry", columns, sqlite_where=is_set, postgresql_where=is_set)
