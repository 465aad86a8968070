"""When it was noted that a person came for treatment: figures count it, so a change of it is noted too.

Revision ID: 0031
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed, timeline_may_change

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NEW_EVENTS = {"admitted", "not_admitted"}
TRIGGER = "enquiry_update_is_noted"
COUNTED_BEFORE = (
    *("id", "channel", "source", "language", "outcome", "excluded_reason", "urgent", "urgency_cleared_late"),
    *("received_at", "reached_at", "attempts", "synthetic"),
)
WAITS_OF = "SELECT centre_id, wanted_at FROM wait WHERE enquiry_id = {}"


def upgrade() -> None:
    with timeline_may_change():
        allow("timeline", "what", {*allowed("timeline", "what"), *NEW_EVENTS})
    op.add_column("enquiry", sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True))
    _note_changes(*COUNTED_BEFORE, "admitted_at")


def downgrade() -> None:
    _note_changes(*COUNTED_BEFORE)
    op.execute("ALTER TABLE enquiry DROP COLUMN admitted_at")
    with timeline_may_change():
        op.execute("DELETE FROM timeline WHERE what IN ('admitted', 'not_admitted')")
        allow("timeline", "what", {*allowed("timeline", "what")} - NEW_EVENTS)


def _note_changes(*columns: str) -> None:
    """Have the database note a change of these columns of an enquiry, and of no others."""
    when = f"AFTER UPDATE OF {', '.join(columns)} ON enquiry"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {TRIGGER} ON enquiry")
        op.execute(f"CREATE TRIGGER {TRIGGER} {when} FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()")
        return
    op.execute(f"DROP TRIGGER {TRIGGER}")
    op.execute(
        f"CREATE TRIGGER {TRIGGER} {when} BEGIN "
        "INSERT INTO tally_change (centre_id, wanted_at) "
        "SELECT touched.centre_id, touched.wanted_at "
        f"FROM ({WAITS_OF.format('NEW.id')} UNION {WAITS_OF.format('OLD.id')}) AS touched "
        "JOIN tally_reach AS reach ON reach.centre_id = touched.centre_id "
        "WHERE touched.wanted_at < reach.noted_until; END"
    )
