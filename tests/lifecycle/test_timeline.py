"""The timeline of an enquiry: written in order, whatever the clocks of those who write it say."""

from datetime import timedelta

import pytest

from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


def test_whoever_had_to_wait_for_their_turn_comes_after_those_before_them(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.ignores_the_rest()
    enquiry_id = ringback.enquiry().id
    with ringback.session() as session:
        enquiry = session.get_one(Enquiry, enquiry_id)
        before = max(entry.at for entry in timeline.entries(session, enquiry))
        looked_at_the_clock = before - timedelta(seconds=3)
        at = timeline.lock(session, looked_at_the_clock, enquiry)
        timeline.record(session, at, enquiry, EventKind.NOTED)
        assert at == before
        assert timeline.lock(session, before + timedelta(seconds=1), enquiry) > before
        session.rollback()
