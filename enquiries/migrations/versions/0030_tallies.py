"""Tallies: what the waits of whole days came to, and notes of the changes after which that no longer holds.

Revision ID: 0030
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = ("tally_count", "tally_day", "tally_change", "tally_reach")
# What figures count of each: a change of anything else is not noted.
OF_WAIT = (
    *("enquiry_id", "number", "centre_id", "began_at", "wanted_at", "promise_seconds"),
    *("alerted_at", "claimed_at", "claimed_by_id", "called_at", "evidence", "ended"),
)
OF_ENQUIRY = (
    *("id", "channel", "source", "language", "outcome", "excluded_reason", "urgent", "urgency_cleared_late"),
    *("received_at", "reached_at", "attempts", "synthetic"),
)
CLOSED = ("closed_by_id", "centre_id", "received_at")
COUNTED_OF_CLOSINGS = ("outcome", "synthetic", "excluded_staff_id")
# A wait counts differently once a later one of its enquiry is called: so each change is one of all of them.
WAITS_OF = "SELECT centre_id, wanted_at FROM wait WHERE enquiry_id = {}"
AS_IT_WAS = "SELECT OLD.centre_id, OLD.wanted_at"


def upgrade() -> None:
    _create()
    _index_closings(*CLOSED, *COUNTED_OF_CLOSINGS)
    for table, change, columns, touched in _noted():
        name = f"{table}_{change.lower()}_is_noted"
        of_columns = f" OF {', '.join(columns)}" if columns else ""
        when = f"AFTER {change}{of_columns} ON {table}"
        if op.get_bind().dialect.name == "postgresql":
            _note_on_postgresql(name, when, touched)
        else:
            _note_on_sqlite(name, when, touched)


def downgrade() -> None:
    for table, change, _, _ in _noted():
        name = f"{table}_{change.lower()}_is_noted"
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}")
        else:
            op.execute(f"DROP TRIGGER {name}")
    for table in TABLES:
        op.drop_table(table)
    _index_closings(*CLOSED)


def _index_closings(*columns: str) -> None:
    """With all that counting them reads, so that it reads no enquiry."""
    op.drop_index("ix_enquiry_closed_by", table_name="enquiry")
    is_set = sa.text("closed_by_id IS NOT NULL")
    op.create_index(
        "ix_enquiry_closed_by", "enquiry", list(columns), sqlite_where=is_set, postgresql_where=is_set
    )


def _noted() -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Each change: of which table and columns, and what it touches, as centre and moment."""
    of_new, of_old = WAITS_OF.format("NEW.enquiry_id"), WAITS_OF.format("OLD.enquiry_id")
    yield "wait", "INSERT", (), of_new
    yield "wait", "UPDATE", OF_WAIT, f"{of_new} UNION {of_old} UNION {AS_IT_WAS}"
    yield "wait", "DELETE", (), f"{of_old} UNION {AS_IT_WAS}"
    yield "enquiry", "UPDATE", OF_ENQUIRY, f"{WAITS_OF.format('NEW.id')} UNION {WAITS_OF.format('OLD.id')}"
    yield "enquiry", "DELETE", (), WAITS_OF.format("OLD.id")


def _note_on_sqlite(name: str, when: str, touched: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} {when} BEGIN "
        "INSERT INTO tally_change (centre_id, wanted_at) "
        f"SELECT touched.centre_id, touched.wanted_at FROM ({touched}) AS touched "
        "JOIN tally_reach AS reach ON reach.centre_id = touched.centre_id "
        "WHERE touched.wanted_at < reach.noted_until; END"
    )


def _note_on_postgresql(name: str, when: str, touched: str) -> None:
    """A transaction that sees one moment only may not see how far changes are noted: all of its own are."""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO tally_change (centre_id, wanted_at) "
        f"SELECT touched.centre_id, touched.wanted_at FROM ({touched}) AS touched "
        "LEFT JOIN tally_reach AS reach ON reach.centre_id = touched.centre_id "
        "WHERE touched.wanted_at < reach.noted_until "
        "OR current_setting('transaction_isolation') <> 'read committed'; "
        "RETURN NULL; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _create() -> None:
    op.create_table(
        "tally_reach",
        sa.Column("centre_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("noted_until", MOMENT, nullable=False),
        sa.Column("safe_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_tally_reach_centre_id_centre"),
        sa.PrimaryKeyConstraint("centre_id", name="pk_tally_reach"),
    )
    op.create_table(
        "tally_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("wanted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tally_change"),
    )
    op.create_index("ix_tally_change_centre_wanted", "tally_change", ["centre_id", "wanted_at"])
    op.create_table(
        "tally_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("urgent_seconds", sa.Integer(), nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_tally_day_centre_id_centre"),
        sa.PrimaryKeyConstraint("id", name="pk_tally_day"),
        sa.UniqueConstraint("centre_id", "day", name="uq_tally_day_centre_id"),
    )
    op.create_index("ix_tally_day_centre_starts", "tally_day", ["centre_id", "starts_at"])
    op.create_table(
        "tally_count",
        sa.Column("day_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["day_id"], ["tally_day.id"], name="fk_tally_count_day_id_tally_day"),
        sa.PrimaryKeyConstraint("day_id", "part", "number", "text", "value", name="pk_tally_count"),
        sqlite_with_rowid=False,
    )
