"""The board: what search and the queue look for is indexed; moving an enquiry and clearing its urgency.

Revision ID: 0006
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import timeline_may_change

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = (
    "received", "wrote", "texted", "acknowledged", "answered", "may_be_another", "consented", "risk_found",
    "made_urgent", "alerting", "alerted", "alert_delivered", "alert_failed", "waits_for_opening",
    "nobody_on_call", "claimed", "taken_over", "passed", "nudged", "released", "viewed", "dialled",
    "call_reported", "attempt", "voicemail_left", "noted", "rescheduled", "opted_out", "opted_in", "not_me",
    "closed", "reopened",
)
NEW = ("urgency_cleared", "moved")


def only_where(condition: str) -> dict[str, Any]:
    """An index of those rows alone."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_index("ix_enquiry_received", "enquiry", ["received_at", "id"])
    op.create_index("ix_enquiry_centre_outcome", "enquiry", ["centre_id", "outcome", "received_at"])
    op.create_index(
        "ix_enquiry_centre_closed", "enquiry", ["centre_id", "closed_at"], **only_where("state = 'closed'")
    )
    op.create_index("ix_enquiry_code", "enquiry", ["code"])
    with timeline_may_change():
        allow(*BEFORE, *NEW)


def downgrade() -> None:
    with timeline_may_change():
        op.execute("UPDATE timeline SET what = 'noted' WHERE what IN ('urgency_cleared', 'moved')")
        allow(*BEFORE)
    for index in ("code", "centre_closed", "centre_outcome", "received"):
        op.drop_index(f"ix_enquiry_{index}", "enquiry")


def allow(*words: str) -> None:
    """Let these be what an entry of the timeline says. SQLite copies the table for it."""
    written = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table("timeline") as timeline:
        timeline.drop_constraint(op.f("ck_timeline_what"), type_="check")
        timeline.create_check_constraint(op.f("ck_timeline_what"), f"what IN ({written})")
