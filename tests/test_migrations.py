"""Migrations: up, down and up again on both databases, and the same tables as the models'."""

from datetime import timedelta

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from config import PROJECT
from enquiries.core.db import db
from enquiries.core.enums import Channel
from enquiries.lifecycle.exclusions import ExclusionReason
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.receive import Request, receive
from enquiries.lifecycle.states import Outcome
from enquiries.lifecycle.transitions import clear_urgency, close, make_urgent
from enquiries.migrations.words import allow, allowed
from enquiries.organisation.centres import by_slug
from enquiries.organisation.staff import staff_by_email
from enquiries.setup.file import read_setup_file
from enquiries.setup.load import load_settings
from tests.support.databases import Database
from tests.support.phone import Phone
from tests.support.ringback import A_WEDNESDAY, Ringback

pytestmark = pytest.mark.both_databases


def test_go_down_to_nothing_and_up_again(app: Flask, database: Database) -> None:
    database.renew()
    with app.app_context():
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        check()
        db.engine.dispose()


@pytest.mark.both_databases
def test_alarms_and_the_news_of_them_outlive_a_new_kind_of_alarm(app: Flask, database: Database) -> None:
    database.renew()
    with app.app_context():
        downgrade(revision="0007")
        with db.engine.begin() as connection:
            for row in (
                "INSERT INTO alarm (kind, subject, words, since, seen_at) "
                "VALUES ('no_worker', '', 'no worker', '2026-01-14 02:14', '2026-01-14 02:14')",
                "INSERT INTO notice (alarm_id, channel, news, words, at, attempts) "
                "SELECT id, 'email', 'began', words, since, 1 FROM alarm",
            ):
                connection.execute(text(row))
        for change in (upgrade, lambda: downgrade(revision="0007"), upgrade):
            change()
            with db.engine.begin() as connection:
                news = connection.execute(text("SELECT alarm_id, words, attempts FROM notice")).all()
                alarms = connection.execute(text("SELECT id, kind FROM alarm")).all()
            assert [(alarm_id, kind) for alarm_id, kind in alarms] == [(news[0][0], "no_worker")]
            assert [tuple(each[1:]) for each in news] == [("no worker", 1)]
        db.engine.dispose()


def test_no_trigger_is_lost_where_a_table_is_copied(app: Flask, database: Database) -> None:
    database.renew()
    with app.app_context():
        with db.engine.begin() as connection:
            before = triggers(connection)
            with Operations.context(MigrationContext.configure(connection)):
                allow("wait", "began", {*allowed("wait", "began"), "guessed"})
            assert triggers(connection) == before
            assert {name for name, _ in before} >= {
                *("wait_insert_is_noted", "wait_update_is_noted", "wait_delete_is_noted"),
                *("enquiry_update_is_noted", "enquiry_delete_is_noted"),
            }
            connection.rollback()
        db.engine.dispose()


def triggers(connection: Connection) -> set[tuple[str, str]]:
    """Each by its name, and of which table."""
    if connection.dialect.name == "sqlite":
        asked = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    else:
        asked = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    return {(name, table) for name, table in connection.execute(text(asked))}


@pytest.mark.parametrize("change", ["UPDATE timeline SET what = 'closed'", "DELETE FROM timeline"])
def test_no_entry_of_a_timeline_can_be_changed_or_taken_away(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, change: str
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    with ringback.session() as session, pytest.raises(DBAPIError, match="only ever added to"):
        session.execute(text(change))


def test_marks_in_the_place_of_a_word_become_how_we_know(app: Flask, database: Database) -> None:
    database.renew()
    with app.app_context():
        downgrade(revision="0011")
        downgrade(revision="-1")
        words = {"a": "STOP", "b": "SAID SO", "c": "NOT ME", "d": "ASKED STAFF"}
        with db.engine.begin() as connection:
            for lookup, word in words.items():
                connection.execute(
                    text(
                        "INSERT INTO opt_out (lookup, at, word, ambiguous) VALUES (:lookup, :at, :word, :no)"
                    ),
                    {"lookup": lookup, "at": "2026-01-14 02:14:00", "word": word, "no": False},
                )
        upgrade()
        with db.engine.connect() as connection:
            rows = connection.execute(text("SELECT lookup, source, word FROM opt_out ORDER BY lookup"))
            assert [tuple(row) for row in rows] == [
                ("a", "texted", "STOP"),
                ("b", "told_staff", ""),
                ("c", "not_them", ""),
                ("d", "listed_by_staff", ""),
            ]
        db.engine.dispose()


def test_what_was_closed_so_before_stays_left_out_for_a_reason_that_nobody_gave(
    app: Flask, database: Database
) -> None:
    database.renew()
    with app.app_context():
        session = db.session()
        load_settings(session, read_setup_file((PROJECT / "examples" / "willow.toml").read_text("utf-8")))
        sam = staff_by_email(session, "sam@example.org")
        for number, outcome in enumerate((Outcome.SPAM, Outcome.TEST, Outcome.BOOKED)):
            request = Request(
                by_slug(session, "willow-house"),
                Channel.SMS,
                f"+44770090012{number}",
                textable=True,
                country="GB",
            )
            enquiry = receive(session, A_WEDNESDAY, request)
            make_urgent(session, A_WEDNESDAY, enquiry, "said by staff")
            clear_urgency(session, A_WEDNESDAY, enquiry, sam, "is safe", within=timedelta(minutes=5))
            close(session, A_WEDNESDAY, enquiry, outcome, by=None if outcome is Outcome.TEST else sam)
        sam_id = sam.id
        db.session.commit()
        db.session.remove()
        downgrade(revision="0026")
        upgrade()
        rows = db.session.scalars(select(Enquiry).order_by(Enquiry.id)).all()
        reasons = [ExclusionReason.UNKNOWN, ExclusionReason.UNKNOWN, None]
        assert [each.excluded_reason for each in rows] == reasons
        assert [each.closed_by_id for each in rows] == [sam_id, None, sam_id]
        assert [each.urgency_cleared_at for each in rows] == [A_WEDNESDAY] * 3
        db.session.remove()
        db.engine.dispose()
