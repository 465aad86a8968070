"""The main job: a text becomes a call."""

from tests.support.phone import Phone
from tests.support.ringback import Ringback


def test_a_text_becomes_a_call(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("Thanks for texting", "ME or OTHER")
    sam.expects("new call-back, Willow House, for UNKNOWN. Call now.").replies("{code} Y").expects(
        "{code} is yours"
    )
    sam.replies("{code} DONE BOOKED").expects("{code} closed: booked")
