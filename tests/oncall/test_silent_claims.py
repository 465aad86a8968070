"""Taken, and then silence: a nudge after five minutes, and at ten it goes to everybody else."""

import pytest
from sqlalchemy import update

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Centre
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import sam_has_one, somebody_asks, what_happened


@pytest.mark.both_databases
def test_a_claim_without_a_call_is_nudged_and_then_goes_to_everybody_else(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=4, seconds=59)
    sam.expects_nothing()
    ringback.wait(seconds=1)
    sam.expects("{code} is yours and no call is logged.", "goes back to the queue at 02:24")
    ringback.wait(minutes=5)
    sam.expects("{code} went back to the queue: no call was logged and you did not reply.")
    ringback.wait(minutes=3)
    dana.expects("{code} new call-back")
    priya.expects("{code} new call-back").replies("{code} Y").expects("{code} is yours")
    dana.expects("{code} has waited 13 min").expects("{code} was taken by Priya S at 02:27")
    # Sam did not pass, and is on call
    sam.expects("{code} has waited 13 min").expects("taken by Priya S").expects_nothing()
    assert [entry.detail for entry in what_happened(ringback, EventKind.RELEASED)] == [{"why": "no answer"}]


def test_whoever_lost_it_may_take_it_again(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=10)
    sam.expects("no call is logged").expects("went back to the queue")
    dana.expects("new call-back")
    sam.replies("{code} Y").expects("{code} is yours")
    dana.expects("taken by Sam C at 02:24")


@pytest.mark.parametrize("said", ["NOTE engaged, trying again", "{code} Y", "RISK", "{code} RISK he cries"])
def test_a_text_of_the_holder_about_it_starts_the_clock_again(
    ringback: Ringback, sam: Phone, dana: Phone, said: str
) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=9)
    sam.expects("no call is logged").replies(said).ignores_the_rest()
    dana.ignores_the_rest()
    ringback.wait(minutes=4)
    assert ringback.enquiry().state is EnquiryState.CLAIMED
    ringback.wait(minutes=1)
    sam.expects("no call is logged", "goes back to the queue at 02:29").replies("CALLING").expects("noted")


@pytest.mark.parametrize(
    "said",
    [
        "on it, two minutes",
        "LIST",
        "",
        "I'm driving right now. I'll see your message when I get where I'm going.",
        "Thank you for your message. I am on annual leave until Monday.",
        "{other} Y",
        "{other} NOTE engaged",
    ],
)
def test_any_other_text_of_the_holder_does_not(
    ringback: Ringback, sam: Phone, dana: Phone, said: str
) -> None:
    sam_has_one(ringback, sam)
    held = sam.code
    somebody_asks(ringback, "+447700900301")
    other = sam.expects("new call-back").code
    for _ in range(2):
        ringback.wait(minutes=4)
        sam.texts(said.replace("{other}", other))
    ringback.wait(minutes=2)
    assert any(text.startswith(f"{held} went back to the queue") for text in sam.unread())
    dana.expects(f"{held} new call-back").ignores_the_rest()
    for phone in (sam, ringback.phone("+447700900002")):
        phone.ignores_the_rest()


@pytest.mark.parametrize("said", ["{code} Y", "{code} NOTE just a moment"])
def test_whatever_its_holder_texts_a_claim_without_a_call_ends_with_the_promise(
    ringback: Ringback, sam: Phone, dana: Phone, said: str
) -> None:
    sam_has_one(ringback, sam)
    for _ in range(14):
        ringback.wait(minutes=1)
        sam.replies(said)
    assert ringback.enquiry().state is EnquiryState.CLAIMED
    sam.ignores_the_rest()
    ringback.wait(minutes=1)
    sam.expects("no call is logged", "goes back to the queue at 02:29")
    sam.expects("{code} went back to the queue: no call was logged in the 15 min you had it")
    dana.expects("{code} new call-back")
    assert [entry.detail for entry in what_happened(ringback, EventKind.RELEASED)] == [
        {"why": "no call in time"}
    ]


def test_where_little_is_promised_the_holder_is_asked_in_time(ringback: Ringback, sam: Phone) -> None:
    with ringback.session() as session:
        session.execute(update(Centre).values(promise_seconds=240))
        session.commit()
    sam_has_one(ringback, sam)
    ringback.wait(minutes=2)
    sam.expects("{code} is yours and no call is logged", "goes back to the queue at 02:18")
    ringback.wait(minutes=2)
    sam.expects("no call was logged in the 4 min you had it")
    ringback.phone("+447700900003").expects("new call-back")


def test_nobody_is_nudged_once_the_call_is_logged(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=6)
    sam.expects("no call is logged").replies("{code} CALLING").expects("{code} noted.")
    ringback.wait(minutes=30)
    sam.expects_nothing()
