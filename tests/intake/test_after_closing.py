"""After an enquiry closed: thanks are quiet for 72 hours, anything else opens it again."""

import pytest

from enquiries.lifecycle.states import EnquiryState
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback


@pytest.fixture(autouse=True)
def closed(taken: str, sam: Phone) -> str:
    """Sam has rung, and closed it. The code."""
    sam.replies("{code} CALLING").expects("noted")
    sam.replies("{code} DONE BOOKED").expects("{code} closed: booked")
    return taken


@pytest.mark.parametrize("thanks", ["👍", "thank you so much for your help x"])
def test_thanks_after_the_call_are_quiet(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, thanks: str
) -> None:
    the_enquirer.texts(thanks).expects_nothing()
    sam.expects_nothing()
    assert ringback.enquiry().state is EnquiryState.CLOSED
    assert thanks in records.words_of(ringback, ringback.enquiry())


def test_anything_else_opens_it_again_under_its_code(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, closed: str
) -> None:
    the_enquirer.texts("I changed my mind, can we talk again").expects("A person will call you")
    sam.expects(f"{closed} wrote again after it was closed, Willow House. Call now")
    assert ringback.enquiry().state is EnquiryState.OPEN


@pytest.mark.usefixtures("ten_in_the_morning")
def test_whoever_had_it_last_is_asked_first(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone, closed: str
) -> None:
    ringback.wait(hours=1)
    priya.texts(f"{closed} REOPEN").expects("{code} is yours")
    priya.replies("{code} CALLING").expects("noted")
    priya.replies("{code} DONE INFO").expects("{code} closed: info")
    the_enquirer.texts("are you still there").expects("A person will call you")
    priya.expects("wrote again after it was closed")
    sam.expects_nothing()
    ringback.wait(seconds=90)
    sam.expects("wrote again after it was closed")


def test_a_time_opens_it_again_for_that_time(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, closed: str
) -> None:
    the_enquirer.texts("LATER TOMORROW 10AM").expects("Booked: we'll call you tomorrow 10am")
    sam.expects_nothing()
    ringback.wait(hours=31, minutes=46)
    sam.expects(f"{closed} new call-back").replies("{code} Y").expects("is yours")


def test_goodbye_to_the_world_is_no_goodbye(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("goodbye everyone").expects("Samaritans 116 123")
    sam.expects("{code} URGENT possible risk")
    dana.expects("{code} URGENT possible risk")


def test_up_to_the_last_minute_it_is_the_same_enquiry(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, closed: str
) -> None:
    ringback.wait(hours=71, minutes=59)
    the_enquirer.texts("hello?").expects("A person will call you")
    sam.expects(f"{closed} wrote again after it was closed")


def test_after_72_hours_even_thanks_are_a_new_enquiry(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    ringback.wait(hours=72)
    the_enquirer.texts("thanks").expects("You did the right thing", "ME or OTHER")
    sam.expects("{code} new call-back, Willow House, for UNKNOWN. Call now. Voicemail ASK")
    before, after = records.enquiries(ringback)
    assert before.state is EnquiryState.CLOSED
    assert after.state is EnquiryState.OPEN
    assert after.code == sam.code
