"""Days on which something of the installation itself is missing: nobody who asks is lost by it."""

import psycopg
import pytest
from sqlalchemy import delete, select

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind
from enquiries.core.enums import NumberUse
from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Centre, Keyword, Number
from tests.support.databases import Database, PostgresDatabase
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


def test_without_any_number_an_enquiry_is_kept_and_its_alert_waits_until_there_is_one(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    with ringback.session() as session:
        session.execute(delete(Keyword))
        session.execute(delete(Number))
        session.commit()
    the_enquirer.texts("HELP")
    enquiry = ringback.enquiry()
    assert enquiry.state is EnquiryState.OPEN
    assert enquiry.next_check_at is not None
    with ringback.session() as session:
        assert [alarm.kind for alarm in alarms.active_alarms(session)] == [AlarmKind.TEXTS_REFUSED]
        centre = session.scalars(select(Centre).order_by(Centre.id).limit(1)).one()
        session.add(Number(number="83222", centre=centre, use=NumberUse.BOTH))
        session.commit()
    ringback.wait(minutes=1)
    the_enquirer.expects("You did the right thing")
    sam.expects("{code} new call-back")


def test_connections_that_the_database_closed_cost_no_request(
    ringback: Ringback, database: Database, the_enquirer: Phone, sam: Phone
) -> None:
    if not isinstance(database, PostgresDatabase):
        pytest.skip("SQLite has no connections that somebody else could close")
    the_enquirer.texts("HELP").ignores_the_rest()
    with psycopg.connect(database.url.replace("+psycopg", ""), autocommit=True) as another:
        another.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    answer = ringback.text(the_enquirer.number, "83222", "ME").json()
    assert (answer["status"], answer["fallback"]) == (200, None)
    the_enquirer.expects("leave a voicemail")
    sam.ignores_the_rest()
