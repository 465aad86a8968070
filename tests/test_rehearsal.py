"""What is rehearsed before the fork leaves nothing behind, and never stops the service from starting."""

import pytest
from sqlalchemy import func, select

from enquiries.lifecycle.models import Code, Enquiry, TimelineEntry
from enquiries.messaging.models import Incoming, Outgoing
from enquiries.rehearsal import rehearse
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


def rows(ringback: Ringback) -> list[int | None]:
    tables = (Enquiry, Code, TimelineEntry, Incoming, Outgoing)
    with ringback.session() as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_it_leaves_nothing_behind(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    before = rows(ringback)
    rehearse(ringback.app)
    assert rows(ringback) == before
    sam.expects_nothing()


def test_it_takes_the_text_to_its_end(ringback: Ringback, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    rehearse(ringback.app)
    assert [each for each in caplog.messages if "rehears" in each or "understood" in each] == []
