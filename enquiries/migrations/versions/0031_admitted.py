"""When it was noted that a person came for treatment; and days count who closed enquiries received in them.

Revision ID: 0031
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed, timeline_may_change

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NEW_EVENTS = {"admitted", "not_admitted"}
COUNTED_BEFORE = (
    *("id", "channel", "source", "language", "outcome", "excluded_reason", "urgent", "urgency_cleared_late"),
    *("received_at", "reached_at", "attempts", "synthetic"),
)
COUNTED = (*COUNTED_BEFORE, "admitted_at", "closed_by_id", "centre_id")
WAITS_OF = "SELECT centre_id, wanted_at FROM wait WHERE enquiry_id = {}.id"
DAY_OF = "SELECT {0}.centre_id, {0}.received_at"
CLOSED = ("closed_by_id", "centre_id", "received_at")
COUNTED_OF_CLOSINGS = ("outcome", "synthetic", "excluded_staff_id")


def upgrade() -> None:
    with timeline_may_change():
        allow("timeline", "what", {*allowed("timeline", "what"), *NEW_EVENTS})
    op.add_column("enquiry", sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True))
    _note_changes(COUNTED, WAITS_OF, DAY_OF)
    _index_closings(*CLOSED)
    _forget_tallies()


def downgrade() -> None:
    _forget_tallies()
    _index_closings(*CLOSED, *COUNTED_OF_CLOSINGS)
    _note_changes(COUNTED_BEFORE, WAITS_OF)
    op.execute("ALTER TABLE enquiry DROP COLUMN admitted_at")
    with timeline_may_change():
        op.execute("DELETE FROM timeline WHERE what IN ('admitted', 'not_admitted')")
        allow("timeline", "what", {*allowed("timeline", "what")} - NEW_EVENTS)


def _forget_tallies() -> None:
    """Those that were counted without what is counted now. The periodic job counts the days again."""
    op.execute("DELETE FROM tally_count")
    op.execute("DELETE FROM tally_day")


def _index_closings(*columns: str) -> None:
    op.drop_index("ix_enquiry_closed_by", table_name="enquiry")
    is_set = sa.text("closed_by_id IS NOT NULL")
    op.create_index(
        "ix_enquiry_closed_by", "enquiry", list(columns), sqlite_where=is_set, postgresql_where=is_set
    )


def _note_changes(columns: tuple[str, ...], *touched: str) -> None:
    """Have the database note a change of these columns of an enquiry, at the moments that it touches.

    The first of `touched` names the columns.
    """
    for name, when, rows in _changes(columns):
        moments = " UNION ".join(each.format(row) for row in rows for each in touched)
        if op.get_bind().dialect.name == "postgresql":
            _note_on_postgresql(name, when, moments)
        else:
            _note_on_sqlite(name, when, moments)


def _changes(columns: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield (
        "enquiry_update_is_noted",
        f"AFTER UPDATE OF {', '.join(columns)} ON enquiry",
        ("NEW", "OLD"),
    )
    yield "enquiry_delete_is_noted", "AFTER DELETE ON enquiry", ("OLD",)


def _note_on_sqlite(name: str, when: str, moments: str) -> None:
    op.execute(f"DROP TRIGGER {name}")
    op.execute(
        f"CREATE TRIGGER {name} {when} BEGIN "
        "INSERT INTO tally_change (centre_id, wanted_at) "
        f"SELECT touched.centre_id, touched.wanted_at FROM ({moments}) AS touched "
        "JOIN tally_reach AS reach ON reach.centre_id = touched.centre_id "
        "WHERE touched.wanted_at < reach.noted_until; END"
    )


def _note_on_postgresql(name: str, when: str, moments: str) -> None:
    """A transaction that sees one moment only may not see how far changes are noted: all of its own are."""
    op.execute(f"DROP TRIGGER {name} ON enquiry")
    op.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO tally_change (centre_id, wanted_at) "
        f"SELECT touched.centre_id, touched.wanted_at FROM ({moments}) AS touched "
        "LEFT JOIN tally_reach AS reach ON reach.centre_id = touched.centre_id "
        "WHERE touched.wanted_at < reach.noted_until "
        "OR current_setting('transaction_isolation') <> 'read committed'; "
        "RETURN NULL; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")
