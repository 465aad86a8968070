"""The main job: a text becomes a call."""

import pytest

from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


def test_a_text_becomes_a_call(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing", "ME or OTHER")
    sam.expects("new call-back, Willow House, for UNKNOWN. Call now.").replies("{code} Y").expects(
        "{code} is yours"
    )
    sam.replies("{code} DONE BOOKED").expects("{code} closed: booked")


def test_nobody_answers(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    ringback.wait(seconds=89)
    dana.expects_nothing()
    ringback.wait(seconds=1)
    dana.expects("new call-back")
    ringback.wait(seconds=90)
    priya.expects("new call-back")
    sam.expects("{code} has waited 3 min")
    ringback.wait(minutes=6)
    dana.expects("{code} has waited 4 min").expects("{code} has waited 7 min")
    sam.expects("{code} has waited 6 min").expects("{code} has waited 9 min")
    priya.expects_nothing()


def test_enquirer_answers(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("ME").expects("voicemail or text you")
    the_enquirer.texts("NO")
    sam.replies("y").expects("{code} is yours. Voicemail NO")
    the_enquirer.texts("LATER").expects("What time suits you?")
    sam.expects("wrote again")
    the_enquirer.texts("6pm").expects("Booked: we'll call you at 6pm today")
    sam.expects("{code} asked for another time: at 6pm today")
