"""Taken, and then silence: a nudge after five minutes, and at ten it goes to everybody else."""

import pytest

from enquiries.domain.states import EnquiryState
from enquiries.models.timeline import What
from tests.conversations.staff_scenes import sam_has_one, what_happened
from tests.support.phone import Phone
from tests.support.ringback import Ringback


@pytest.mark.both_databases
def test_a_claim_without_a_call_is_nudged_and_then_goes_to_everybody_else(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=4, seconds=59)
    sam.expects_nothing()
    ringback.wait(seconds=1)
    sam.expects("{code} is yours and no call is logged.", "goes on at 02:24")
    ringback.wait(minutes=5)
    sam.expects("{code} went back to the queue: no call was logged and no answer came.")
    ringback.wait(minutes=3)
    dana.expects("{code} new call-back")
    priya.expects("{code} new call-back").replies("{code} Y").expects("{code} is yours")
    dana.expects("{code} was taken by Priya S at 02:27")
    sam.expects_nothing()
    assert [entry.detail for entry in what_happened(ringback, What.RELEASED)] == [{"why": "no answer"}]


def test_whoever_lost_it_may_take_it_again(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=10)
    sam.expects("no call is logged").expects("went back to the queue")
    dana.expects("new call-back")
    sam.replies("{code} Y").expects("{code} is yours")
    dana.expects("taken by Sam C at 02:24")


@pytest.mark.parametrize("said", ["NOTE engaged, trying again", "{code} Y", "on it, two minutes", "RISK"])
def test_any_words_of_the_holder_start_the_clock_again(
    ringback: Ringback, sam: Phone, dana: Phone, said: str
) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=9)
    sam.expects("no call is logged").replies(said).ignores_the_rest()
    dana.ignores_the_rest()
    ringback.wait(minutes=4)
    assert ringback.enquiry().state is EnquiryState.CLAIMED
    ringback.wait(minutes=1)
    sam.expects("no call is logged", "goes on at 02:33").replies("CALLING").expects("noted")


def test_nobody_is_nudged_once_the_call_is_logged(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=6)
    sam.expects("no call is logged").replies("{code} CALLING").expects("{code} noted.")
    ringback.wait(minutes=30)
    sam.expects_nothing()
