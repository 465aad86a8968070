"""A time that somebody chose stands: beside words of danger, after a try in vain, when it is handed on."""

from datetime import datetime

import pytest

from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback

AT_SIX = datetime(2026, 1, 14, 18, 0, tzinfo=LONDON)
PLANNED = "{code} URGENT possible risk, Willow House. Call planned at 6pm today: read what they wrote"


@pytest.fixture(autouse=True)
def morning(ringback: Ringback) -> None:
    ringback.move_to(datetime(2026, 1, 14, 10, 0, tzinfo=LONDON))


@pytest.fixture
def at_six(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Ringback:
    """They asked to be called at six, and it is ten past."""
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("LATER 6PM thanks").expects("Booked: we'll call you at 6pm today")
    sam.expects("{code} asked for another time")
    ringback.wait(hours=8)
    return ringback


@pytest.mark.parametrize(
    "text",
    [
        "call me at 6pm. i want to die",
        "he hits me, please ring after 6pm when he is out",
        "i want to die. phone me back at 6",
    ],
)
def test_a_first_text_of_danger_with_a_time_in_it(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, text: str
) -> None:
    the_enquirer.texts(text).ignores_the_rest()
    sam.expects(PLANNED)
    dana.expects(PLANNED)
    assert ringback.enquiry().due_at == AT_SIX


def test_danger_after_a_time_was_chosen(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("LATER 6PM").expects("Booked")
    sam.expects("asked for another time")
    the_enquirer.texts("i want to die").expects("Samaritans")
    sam.expects(PLANNED)
    dana.expects(PLANNED)
    assert ringback.enquiry().due_at == AT_SIX


def test_until_somebody_has_it_the_ladder_goes_on_and_at_the_time_begins_anew(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone, dana: Phone
) -> None:
    the_enquirer.texts("i want to die, call me at 11am").ignores_the_rest()
    sam.expects("Call planned at 11am today")
    dana.expects("Call planned at 11am today")
    ringback.wait(seconds=90)
    priya.expects("Call planned at 11am today")
    for each in (sam, priya, dana):
        each.ignores_the_rest()
    ringback.wait(minutes=59)
    sam.expects("{code} URGENT possible risk, Willow House. Call now").replies("{code} Y")
    sam.expects("{code} is yours")
    for each in (sam, priya, dana):
        each.ignores_the_rest()


def test_the_list_names_what_is_urgent_before_its_time(the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
    the_enquirer.texts("i want to die, call me at 6pm").ignores_the_rest()
    sam.expects(PLANNED).replies("LIST").expects("1 waiting")
    dana.ignores_the_rest()


def test_dont_call_at_a_time_is_no_time(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("he hits me. dont call me at 6pm").ignores_the_rest()
    sam.expects("{code} URGENT possible risk, Willow House. Call now")
    dana.ignores_the_rest()
    assert ringback.enquiry().due_at == ringback.now


def test_further_tries_keep_the_time_of_day(at_six: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    sam.expects("new call-back").replies("{code} NOANS").expects("Next try at 6:30pm today")
    the_enquirer.expects("We'll try again at 6:30pm today")
    at_six.wait(minutes=30)
    sam.expects("new call-back").replies("{code} NOANS").expects("Next try tomorrow 6pm")
    the_enquirer.expects("We'll try again tomorrow 6pm")


def test_half_an_hour_is_no_time_of_day(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("LATER 30M").expects("Booked: we'll call you at 10:30am today")
    assert ringback.enquiry().window is None
    sam.ignores_the_rest()


def test_who_takes_it_early_and_passes_leaves_it_for_its_time(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("LATER 6PM").expects("Booked")
    sam.expects("asked for another time").replies("{code} Y").expects("{code} is yours")
    sam.replies("{code} PASS").expects("noted")
    priya.expects_nothing()
    assert ringback.enquiry().due_at == AT_SIX
