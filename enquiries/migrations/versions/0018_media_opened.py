"""Staff open what came with a text, which is noted on the timeline.

Revision ID: 0018
"""

from alembic import op

from enquiries.migrations.words import allow, allowed, timeline_may_change

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NEW_EVENT = "media_opened"


def upgrade() -> None:
    with timeline_may_change():
        allow("timeline", "what", {*allowed("timeline", "what"), NEW_EVENT})


def downgrade() -> None:
    with timeline_may_change():
        op.execute(f"DELETE FROM timeline WHERE what = '{NEW_EVENT}'")
        allow("timeline", "what", {*allowed("timeline", "what")} - {NEW_EVENT})
