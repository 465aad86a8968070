"""Waits: each span in which a call was wanted, as far as the timeline of old bears it out.

Revision ID: 0024
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from alembic import op

from enquiries.core.base import UtcDateTime
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.waits import FIELDS, Began, Ended, Evidence, Span, all_of
from enquiries.migrations.words import allow, allowed, timeline_may_change

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

NEW_EVENT = "came_late"
BEGAN = ("asked", "booked", "next_try", "wrote_again", "moved", "unknown")
ENDED = ("called", "overdue", "closed", "moved")
EVIDENCE = ("network", "dialled", "said", "reported")
_AT_A_TIME = 1000

MOMENT = sa.DateTime(timezone=True)
_ENTRIES = sa.text(
    "SELECT e.id, e.centre_id, e.received_at, e.wanted_at, e.first_call_at, t.at, t.what, t.staff_id, t.detail "
    "FROM enquiry e JOIN timeline t ON t.enquiry_id = e.id ORDER BY e.id, t.id"
).columns(
    received_at=UtcDateTime(), wanted_at=UtcDateTime(), first_call_at=UtcDateTime(), at=UtcDateTime(), detail=sa.JSON()
)  # fmt: skip
_MOMENTS = ("began_at", "wanted_at", "alerted_at", "claimed_at", "called_at", "ended_at")
_WAIT = sa.table(
    "wait",
    sa.column("enquiry_id"),
    *(sa.column(name, UtcDateTime() if name in _MOMENTS else None) for name in FIELDS),
)


def upgrade() -> None:
    with timeline_may_change():
        allow("timeline", "what", {*allowed("timeline", "what"), NEW_EVENT})
    _create()
    _fill()


def downgrade() -> None:
    op.drop_table("wait")
    with timeline_may_change():
        op.execute(f"DELETE FROM timeline WHERE what = '{NEW_EVENT}'")
        allow("timeline", "what", {*allowed("timeline", "what")} - {NEW_EVENT})


def _create() -> None:
    op.create_table(
        "wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("began", _words("began", BEGAN), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("wanted_at", MOMENT, nullable=False),
        sa.Column("promise_seconds", sa.Integer(), nullable=False),
        sa.Column("alerted_at", MOMENT, nullable=True),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("called_at", MOMENT, nullable=True),
        sa.Column("evidence", _words("evidence", EVIDENCE), nullable=True),
        sa.Column("ended", _words("ended", ENDED), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("(ended IS NULL) = (ended_at IS NULL)", name=op.f("ck_wait_ended_has_a_time")),
        sa.CheckConstraint(
            "(called_at IS NULL) = (evidence IS NULL)", name=op.f("ck_wait_called_has_evidence")
        ),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_wait_enquiry_id_enquiry"),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_wait_centre_id_centre"),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["staff.id"], name="fk_wait_claimed_by_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_wait"),
    )
    still = sa.text("ended IS NULL")
    op.create_index("uq_wait_number", "wait", ["enquiry_id", "number"], unique=True)
    op.create_index(
        "uq_wait_one_open",
        "wait",
        ["enquiry_id"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )
    op.create_index("ix_wait_centre_wanted", "wait", ["centre_id", "wanted_at"])


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _fill() -> None:
    connection = op.get_bind()
    centres = {row.slug: row for row in connection.execute(sa.text("SELECT id, slug, promise_seconds FROM centre"))}
    rows: list[dict[str, Any]] = []
    entries = connection.execute(_ENTRIES, execution_options={"yield_per": _AT_A_TIME})
    for enquiry_id, of_one in groupby(entries, key=attrgetter("id")):
        rows += [{"enquiry_id": enquiry_id, **asdict(span)} for span in _waits(centres, list(of_one))]
        if len(rows) >= _AT_A_TIME:
            _write(rows)
    _write(rows)


def _write(rows: list[dict[str, Any]]) -> None:
    if rows:
        op.get_bind().execute(_WAIT.insert(), rows)
    rows.clear()


def _waits(centres: Mapping[str, Any], entries: list[Any]) -> Iterator[Span]:
    now_at = next(each for each in centres.values() if each.id == entries[0].centre_id)
    found = all_of([_entry(each) for each in entries], now_at, centres)
    if not found:
        yield _as_the_columns_say(now_at, entries[0])
        return
    first, enquiry = found[0], entries[0]
    if first.wanted_at == first.began_at < enquiry.wanted_at and not _was_rescheduled(entries):
        first = replace(first, began=Began.UNKNOWN, wanted_at=enquiry.wanted_at)
    yield first
    yield from found[1:]


def _entry(row: Any) -> Any:
    return SimpleNamespace(
        at=row.at, what=EventKind(row.what), staff_id=row.staff_id, detail=row.detail
    )


def _was_rescheduled(entries: list[Any]) -> bool:
    return any(entry.what == EventKind.RESCHEDULED for entry in entries)


def _as_the_columns_say(centre: Any, enquiry: Any) -> Span:
    """Its timeline does not begin with its receipt, as of enquiries older than that rule."""
    called_at = enquiry.first_call_at
    return Span(
        number=1,
        centre_id=enquiry.centre_id,
        began=Began.UNKNOWN,
        began_at=enquiry.received_at,
        wanted_at=enquiry.wanted_at,
        promise_seconds=centre.promise_seconds,
        called_at=called_at,
        evidence=Evidence.REPORTED if called_at else None,
        ended=Ended.CALLED if called_at else None,
        ended_at=called_at,
    )
