"""Days on which something of the installation itself is missing: nobody who asks is lost by it."""

from sqlalchemy import delete

from enquiries.domain.states import EnquiryState
from enquiries.models.centre import Keyword, Number
from enquiries.models.timeline import What
from tests.conversations.staff_scenes import what_happened
from tests.support.phone import Phone
from tests.support.ringback import Ringback


def test_without_any_number_an_enquiry_is_kept_and_its_alert_is_seen_to_fail(
    ringback: Ringback, the_enquirer: Phone
) -> None:
    with ringback.session() as session:
        session.execute(delete(Keyword))
        session.execute(delete(Number))
        session.commit()
    the_enquirer.texts("HELP")
    enquiry = ringback.enquiry()
    assert enquiry.state is EnquiryState.OPEN
    assert enquiry.look_at is not None
    assert what_happened(ringback, What.ALERT_FAILED)
