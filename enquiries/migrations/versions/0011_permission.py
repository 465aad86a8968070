"""What a number asked us not to do, how we know that it opted out, and texts that did not go out.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

from enquiries.migrations.words import allow, allowed, timeline_may_change

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# What was written in the place of a word that was not texted.
MARKERS = {"SAID SO": "told_staff", "NOT ME": "not_them", "ASKED STAFF": "listed_by_staff"}
NEW_WORDS = {("timeline", "what"): "text_not_sent", ("alarm", "kind"): "texts_refused"}


def one_of(*words: str, name: str) -> sa.Enum:
    """A word out of a few, checked by the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    op.create_table(
        "restriction",
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column("ban", one_of("no_texts", "no_voicemail", "takes_no_texts", name="ban"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("learnt_from", one_of("text", "form", "provider", name="learnt_from"), nullable=False),
        sa.PrimaryKeyConstraint("lookup", "ban", name="pk_restriction"),
    )
    restrict_who_said_no()
    source = one_of("texted", "told_staff", "not_them", "listed_by_staff", "provider", name="source")
    with op.batch_alter_table("opt_out") as opt_out:
        opt_out.add_column(sa.Column("source", source, nullable=False, server_default="texted"))
    for marker, how in MARKERS.items():
        op.execute(f"UPDATE opt_out SET source = '{how}', word = '' WHERE word = '{marker}'")
    with op.batch_alter_table("opt_out") as opt_out:
        opt_out.alter_column("source", server_default=None)
    with timeline_may_change():
        for (table, column), word in NEW_WORDS.items():
            allow(table, column, {*allowed(table, column), word})


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE alarm_id IN (SELECT id FROM alarm WHERE kind = 'texts_refused')")
    op.execute("DELETE FROM alarm WHERE kind = 'texts_refused'")
    with timeline_may_change():
        op.execute("DELETE FROM timeline WHERE what = 'text_not_sent'")
        for (table, column), word in NEW_WORDS.items():
            allow(table, column, {*allowed(table, column)} - {word})
    for marker, how in MARKERS.items():
        op.execute(f"UPDATE opt_out SET word = '{marker}' WHERE source = '{how}'")
    with op.batch_alter_table("opt_out") as opt_out:
        opt_out.drop_constraint(op.f("ck_opt_out_source"), type_="check")
        opt_out.drop_column("source")
    op.drop_table("restriction")


def restrict_who_said_no() -> None:
    """Who said no voicemail, or, by text, no texts. A form without a yes is kept as a no, which was not said."""
    for ban, said_no in (
        ("no_voicemail", "voicemail = 'no'"),
        ("no_texts", "text_ok = 'no' AND channel = 'sms'"),
    ):
        op.execute(
            "INSERT INTO restriction (lookup, ban, at, learnt_from) "
            f"SELECT phone_lookup, '{ban}', MIN(received_at), 'text' FROM enquiry WHERE {said_no} "
            "GROUP BY phone_lookup"
        )
