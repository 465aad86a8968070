"""Migrations: up, down and up again on both databases, and the same tables as the models'."""

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from enquiries.db import db
from tests.support.databases import Database
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


def test_go_down_to_nothing_and_up_again(app: Flask, database: Database) -> None:
    database.renew()
    with app.app_context():
        downgrade(revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade()
        check()
        db.engine.dispose()


@pytest.mark.parametrize("change", ["UPDATE timeline SET what = 'closed'", "DELETE FROM timeline"])
def test_no_entry_of_a_timeline_can_be_changed_or_taken_away(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, change: str
) -> None:
    the_enquirer.texts("HELP").expects("Thanks for texting")
    sam.expects("new call-back")
    with ringback.session() as session, pytest.raises(DBAPIError, match="only ever added to"):
        session.execute(text(change))
