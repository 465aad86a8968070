"""Enquiries: centres, staff, rota, enquiries, texts and the timeline, which is only ever added to.

Revision ID: 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "beat",
    "centre",
    "helpline",
    "lease",
    "opt_out",
    "staff",
    "escalation_step",
    "number",
    "override",
    "shift",
    "works_at",
    "enquiry",
    "keyword",
    "claim",
    "code",
    "inbox",
    "outbox",
    "timeline",
    "alert",
)


def one_of(*words: str, name: str) -> sa.Enum:
    """A word out of a few, checked by the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def only_where(condition: str) -> dict[str, Any]:
    """An index of those rows alone."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "beat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_beat"),
    )
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text_name", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("kind", one_of("residential", "outpatient", name="kind"), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("calls_from", one_of("any", "line", name="calls_from"), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("promise_seconds", sa.Integer(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("role", one_of("provider", "referrer", name="role"), nullable=False),
        sa.Column("regulator", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.CheckConstraint("promise_seconds > 0", name="ck_centre_promise_is_positive"),
        sa.PrimaryKeyConstraint("id", name="pk_centre"),
        sa.UniqueConstraint("slug", name="uq_centre_slug"),
    )
    op.create_table(
        "helpline",
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("emergency", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("country", name="pk_helpline"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "opt_out",
        sa.Column("lookup", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name="pk_opt_out"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", one_of("responder", "manager", "admin", "auditor", name="role"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("ready_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("email", name="uq_staff_email"),
        sa.UniqueConstraint("mobile", name="uq_staff_mobile"),
    )
    op.create_table(
        "escalation_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("after_seconds", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_escalation_step_centre_id_centre"),
        sa.PrimaryKeyConstraint("id", name="pk_escalation_step"),
        sa.UniqueConstraint("centre_id", "position", name="uq_escalation_step_centre_id"),
    )
    op.create_table(
        "number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("use", one_of("public", "staff", "both", name="use"), nullable=False),
        sa.Column(
            "keyword_mode", one_of("app", "advanced_opt_out", "default", name="keyword_mode"), nullable=True
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_number_centre_id_centre"),
        sa.PrimaryKeyConstraint("id", name="pk_number"),
        sa.UniqueConstraint("number", name="uq_number_number"),
    )
    op.create_index("ix_number_centre_id", "number", ["centre_id"])

    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_override_starts_before_it_ends"),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_override_centre_id_centre"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_override_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_override"),
    )
    op.create_index("ix_override_centre_time", "override", ["centre_id", "ends_at"])

    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("end", sa.String(), nullable=False),
        sa.CheckConstraint("level > 0", name="ck_shift_level_counts_from_one"),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_shift_centre_id_centre"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_shift_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
    )
    op.create_index("ix_shift_centre_id", "shift", ["centre_id"])

    op.create_table(
        "works_at",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_works_at_centre_id_centre"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_works_at_staff_id_staff"),
        sa.PrimaryKeyConstraint("staff_id", "centre_id", name="pk_works_at"),
    )
    op.create_index("ix_works_at_centre_id", "works_at", ["centre_id"])

    op.create_table(
        "enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=True),
        sa.Column("channel", one_of("sms", "web", name="channel"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("about", one_of("self", "other", "unknown", name="about"), nullable=False),
        sa.Column("state", one_of("open", "claimed", "closed", name="state"), nullable=False),
        sa.Column(
            "outcome",
            one_of(
                "reached",
                "booked",
                "info",
                "thinking",
                "referred",
                "declined",
                "not_suitable",
                "no_bed",
                "no_funding",
                "went_elsewhere",
                "not_reached",
                "wrong_number",
                "opted_out",
                "risk_escalated",
                "safeguarding_referral",
                "duplicate",
                "spam",
                "test",
                name="outcome",
            ),
            nullable=True,
        ),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("voicemail", one_of("yes", "no", "ask", name="voicemail"), nullable=False),
        sa.Column("text_ok", one_of("yes", "no", "ask", name="text_ok"), nullable=False),
        sa.Column("textable", sa.Boolean(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("asked", one_of("about", "contact", "time", name="asked"), nullable=True),
        sa.Column("voicemail_check", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("phone_lookup", sa.String(), nullable=False),
        sa.Column("manage_lookup", sa.String(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("ask_for", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.LargeBinary(), nullable=True),
        sa.Column("funding", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("alerted_at", MOMENT, nullable=True),
        sa.Column("alert_delivered_at", MOMENT, nullable=True),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("first_call_at", MOMENT, nullable=True),
        sa.Column("reached_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("first_due_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tries_from", MOMENT, nullable=False),
        sa.Column("look_at", MOMENT, nullable=True),
        sa.Column("ladder_run", sa.Integer(), nullable=False),
        sa.Column("ladder_step", sa.Integer(), nullable=False),
        sa.Column("waits_for_opening", sa.Boolean(), nullable=False),
        sa.Column("wrote_again", sa.Boolean(), nullable=False),
        sa.Column("passed_by", sa.JSON(), nullable=False),
        sa.Column("first_choice_id", sa.Integer(), nullable=True),
        sa.Column("left_out_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'claimed') = (holder_id IS NOT NULL)", name="ck_enquiry_claimed_has_a_holder"
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name="ck_enquiry_closed_has_a_time"
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL)", name="ck_enquiry_closed_has_an_outcome"
        ),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_enquiry_centre_id_centre"),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["staff.id"], name="fk_enquiry_claimed_by_id_staff"),
        sa.ForeignKeyConstraint(["first_choice_id"], ["staff.id"], name="fk_enquiry_first_choice_id_staff"),
        sa.ForeignKeyConstraint(["holder_id"], ["staff.id"], name="fk_enquiry_holder_id_staff"),
        sa.ForeignKeyConstraint(["left_out_id"], ["staff.id"], name="fk_enquiry_left_out_id_staff"),
        sa.ForeignKeyConstraint(["number_id"], ["number.id"], name="fk_enquiry_number_id_number"),
        sa.PrimaryKeyConstraint("id", name="pk_enquiry"),
        sa.UniqueConstraint("manage_lookup", name="uq_enquiry_manage_lookup"),
        sa.UniqueConstraint("reference", name="uq_enquiry_reference"),
    )
    op.create_index("ix_enquiry_centre_received", "enquiry", ["centre_id", "received_at"])
    op.create_index("ix_enquiry_holder", "enquiry", ["holder_id"], **only_where("holder_id IS NOT NULL"))
    op.create_index("ix_enquiry_look_at", "enquiry", ["look_at"], **only_where("look_at IS NOT NULL"))
    op.create_index("ix_enquiry_phone", "enquiry", ["phone_lookup", "closed_at"])
    op.create_index("ix_enquiry_open", "enquiry", ["centre_id", "due_at"], **only_where("state = 'open'"))
    op.create_index(
        "uq_enquiry_one_active",
        "enquiry",
        ["centre_id", "phone_lookup"],
        unique=True,
        **only_where("state <> 'closed'"),
    )

    op.create_table(
        "keyword",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("about", one_of("self", "other", "unknown", name="about"), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name="fk_keyword_centre_id_centre"),
        sa.ForeignKeyConstraint(["number_id"], ["number.id"], name="fk_keyword_number_id_number"),
        sa.PrimaryKeyConstraint("id", name="pk_keyword"),
        sa.UniqueConstraint("word", "number_id", name="uq_keyword_word"),
    )
    op.create_index("ix_keyword_centre_id", "keyword", ["centre_id"])
    op.create_index("ix_keyword_number_id", "keyword", ["number_id"])

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ladder_run", sa.Integer(), nullable=False),
        sa.Column("nudged_at", MOMENT, nullable=True),
        sa.Column("dialled_at", MOMENT, nullable=True),
        sa.Column("token_lookup", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_claim_enquiry_id_enquiry"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_claim_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.UniqueConstraint("token_lookup", name="uq_claim_token_lookup"),
    )
    op.create_index("ix_claim_enquiry_id", "claim", ["enquiry_id"])
    op.create_index(
        "uq_claim_one_live", "claim", ["enquiry_id"], unique=True, **only_where("ended_at IS NULL")
    )

    op.create_table(
        "code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("free_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_code_enquiry_id_enquiry"),
        sa.PrimaryKeyConstraint("code", name="pk_code"),
    )
    op.create_index("ix_code_enquiry_id", "code", ["enquiry_id"])

    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("opt_out_type", sa.String(), nullable=False),
        sa.Column("state", one_of("new", "done", "failed", "ignored", name="state"), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("sender_lookup", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("sender", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_inbox_enquiry_id_enquiry"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_inbox_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("sid", name="uq_inbox_sid"),
    )
    op.create_index("ix_inbox_enquiry_id", "inbox", ["enquiry_id"])
    op.create_index("ix_inbox_sender_lookup", "inbox", ["sender_lookup"])
    op.create_index("ix_inbox_waiting", "inbox", ["next_try_at"], **only_where("state IN ('new', 'failed')"))

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            one_of(
                "queued",
                "sending",
                "unknown",
                "accepted",
                "sent",
                "delivered",
                "undelivered",
                "failed",
                "cancelled",
                name="state",
            ),
            nullable=False,
        ),
        sa.Column("enquiry_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("validity_seconds", sa.Integer(), nullable=False),
        sa.Column("send_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sid", sa.String(), nullable=True),
        sa.Column("error_code", sa.Integer(), nullable=True),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.Column("delivered_at", MOMENT, nullable=True),
        sa.Column("to_lookup", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("recipient", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_outbox_enquiry_id_enquiry"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_outbox_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("sid", name="uq_outbox_sid"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["priority", "send_at"],
        **only_where("state IN ('queued', 'sending', 'unknown')"),
    )
    op.create_index("ix_outbox_enquiry_id", "outbox", ["enquiry_id"])
    op.create_index("ix_outbox_recent", "outbox", ["to_lookup", "created_at"])
    op.create_index(
        "ix_outbox_gathering",
        "outbox",
        ["staff_id"],
        **only_where("kind = 'staff.bundle' AND state = 'queued'"),
    )

    op.create_table(
        "timeline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column(
            "what",
            one_of(
                "received",
                "wrote",
                "texted",
                "acknowledged",
                "answered",
                "may_be_another",
                "consented",
                "risk_found",
                "made_urgent",
                "alerting",
                "alerted",
                "alert_delivered",
                "alert_failed",
                "waits_for_opening",
                "nobody_on_call",
                "claimed",
                "taken_over",
                "passed",
                "nudged",
                "released",
                "viewed",
                "dialled",
                "call_reported",
                "attempt",
                "voicemail_left",
                "noted",
                "rescheduled",
                "opted_out",
                "opted_in",
                "not_me",
                "closed",
                "reopened",
                name="what",
            ),
            nullable=False,
        ),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_timeline_enquiry_id_enquiry"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_timeline_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
    )
    op.create_index("ix_timeline_enquiry_id", "timeline", ["enquiry_id"])

    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ladder_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name="fk_alert_enquiry_id_enquiry"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_alert_outbox_id_outbox"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_alert_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    op.create_index("ix_alert_enquiry_id", "alert", ["enquiry_id"])
    op.create_index("ix_alert_outbox_id", "alert", ["outbox_id"])
    op.create_index("ix_alert_staff", "alert", ["staff_id", "at"])
    keep_the_timeline()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")


def keep_the_timeline() -> None:
    """Entries of the timeline are never changed and never taken away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the timeline is only ever added to'; END $$"
        )
        op.execute(
            "CREATE TRIGGER timeline_is_append_only BEFORE UPDATE OR DELETE ON timeline "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER timeline_is_append_only_{change.lower()} BEFORE {change} ON timeline "
            "BEGIN SELECT RAISE(ABORT, 'the timeline is only ever added to'); END"
        )
