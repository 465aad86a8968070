"""Passing: not me, and whoever is next is asked at once."""

import pytest

from enquiries.lifecycle.states import EnquiryState
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, sam_has_one, somebody_asks


def test_every_way_of_passing_brings_the_next_step_now(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("n").expects("{code} noted.")
    dana.expects("new call-back").replies("PASS {code}").expects("{code} noted.")
    priya.expects("new call-back").replies("{code} no sorry thanks").expects("Not understood")
    priya.replies("{code} No").expects("{code} noted.")
    for phone in (sam, dana, priya):
        phone.expects("{code} was passed by everyone at Willow House and has waited 0 min")
    ringback.wait(minutes=5)
    dana.expects("{code} has waited 5 min")


def test_a_bare_no_passes_nothing(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("No").expects("Not understood")
    dana.expects_nothing()


@pytest.mark.both_databases
def test_steps_after_a_pass_keep_their_own_times(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    somebody_asks(ringback)
    ringback.wait(seconds=30)
    sam.expects("new call-back").replies("n").expects("noted")
    dana.expects("new call-back", "Next person 02:17")
    ringback.wait(seconds=149)
    priya.expects_nothing()
    ringback.wait(seconds=1)
    priya.expects("new call-back")


@pytest.mark.both_databases
def test_a_claim_passed_is_released_and_everybody_else_asked(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    sam_has_one(ringback, sam)
    sam.replies("{code} PASS").expects("{code} noted.")
    priya.expects("new call-back")
    assert ringback.enquiry().state is EnquiryState.OPEN
    ringback.wait(minutes=3)
    dana.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    priya.expects("{code} has waited 3 min").expects("{code} was taken by Dana B at 10:03")
    sam.expects_nothing()


def test_what_another_has_cannot_be_passed(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    dana.replies(f"{sam.code} N").expects("{code} has been with Sam C since 02:14")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


def test_what_is_closed_cannot_be_passed(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("DONE").expects("closed")
    sam.replies("{code} PASS").expects("{code} is not open")


def test_when_everybody_has_passed_managers_hear_of_it_for_ever(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    somebody_asks(ringback)
    for phone in (sam, dana, priya):
        phone.expects("new call-back").replies("{code} N").expects("{code} noted.")
    for phone in (sam, dana, priya):
        phone.expects("{code} was passed by everyone")
    for waited in range(5, 65, 5):
        ringback.wait(minutes=5)
        dana.expects(f"{{code}} has waited {waited} min")


def test_a_second_pass_of_the_same_person_moves_nothing(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("n").expects("noted")
    dana.expects("new call-back")
    sam.replies("{code} N").expects("noted")
    priya.expects_nothing()
