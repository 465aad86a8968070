"""Taking an enquiry: exactly one wins, and everybody else knows who."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from sqlalchemy import func, select

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Claim
from enquiries.lifecycle.states import EnquiryState
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import hire, sam_has_one, somebody_asks, what_happened

pytestmark = pytest.mark.both_databases


def test_every_way_of_saying_it_takes_it(ringback: Ringback, sam: Phone) -> None:
    the_enquirer = somebody_asks(ringback)
    for said in (
        "y",
        "Take",
        "CLAIM!",
        "mine, thanks",
        "{code} Y",
        "{code}y",
        "Y{code}",
        "yes {code}",
        "ok {code}",
    ):
        sam.expects("new call-back").replies(said).expects("{code} is yours", "Call from here: http")
        sam.replies("LATER 5M").expects("{code} noted: later")
        the_enquirer.expects("We'll call you at")
        ringback.wait(minutes=5)
    sam.expects("new call-back")


def test_yes_and_ok_take_nothing_without_the_code(ringback: Ringback, sam: Phone) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    for said in ("ok", "Yes", "okay thanks"):
        sam.replies(said).expects("Not understood")
    assert ringback.enquiry().state is EnquiryState.OPEN


def test_whoever_was_asked_hears_that_it_is_taken_and_nobody_else(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    ringback.wait(seconds=90)
    dana.expects("new call-back")
    sam.replies("y").expects("{code} is yours")
    dana.expects("{code} was taken by Sam C at 02:15. Nothing more to do.")
    priya.expects_nothing()


@pytest.mark.parametrize("said", ["{code} Y", "y"])
def test_the_loser_is_told_who_has_it_and_since_when(
    ringback: Ringback, sam: Phone, dana: Phone, said: str
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    ringback.wait(seconds=90)
    dana.expects("new call-back")
    sam.replies("{code} Y").expects("{code} is yours")
    dana.expects("taken by Sam C")
    ringback.wait(minutes=2)
    dana.replies(said).expects("{code} was taken by Sam C at 02:15")
    sam.expects_nothing()


def test_the_same_person_again_is_told_that_it_is_theirs(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    link = sam.link
    sam.replies("{code} Y").expects("{code} is yours")
    assert sam.link == link
    assert len(what_happened(ringback, EventKind.CLAIMED)) == 1


def test_somebody_may_take_it_over_and_the_holder_is_told(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    sam_has_one(ringback, sam)
    link = sam.link
    dana.replies(f"{sam.code} y").expects("{code} was taken by Sam C at 02:14")
    ringback.wait(minutes=1)
    dana.replies("{code} TAKE OVER").expects("{code} is yours")
    assert dana.link != link
    sam.expects("{code} was taken by Dana B at 02:15")
    sam.replies("{code} DONE").expects("{code} has been with Dana B since 02:15", "TAKE OVER")
    sam.replies("takeover {code}").expects("{code} is yours")
    dana.expects("{code} was taken by Sam C at 02:15")


def test_taking_over_what_nobody_has_takes_it(ringback: Ringback, sam: Phone) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("{code} take over").expects("{code} is yours")


def test_what_is_closed_cannot_be_taken(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("DONE").expects("{code} closed")
    dana.replies(f"{sam.code} Y").expects("{code} is not open. Reply LIST")
    dana.replies("{code} TAKE OVER").expects("{code} is not open")


def test_of_twenty_who_take_it_at_once_one_has_it(ringback: Ringback, sam: Phone) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    crowd = [sam, *(hire(ringback, f"Robin {chr(65 + n)}", f"+4477009002{n:02}") for n in range(19))]

    def takes(phone: Phone) -> None:
        text = {"from": phone.number, "to": phone.to, "body": f"{sam.code} Y"}
        requests.post(f"{ringback.twilio.url}/simulator/inbound", json=text, timeout=30).raise_for_status()

    with ThreadPoolExecutor(len(crowd)) as threads:
        list(threads.map(takes, crowd))
    ringback.settle()

    [winner] = [phone for phone in crowd if any("is yours" in text for text in phone.unread())]
    winner.expects("{code} is yours")
    for loser in crowd:
        if loser is not winner:
            loser.expects("{code} was taken by", "at 02:14")
    if winner is not sam:
        sam.expects("{code} was taken by")  # as everybody who was asked
    with ringback.session() as session:
        assert session.scalar(select(func.count(Claim.id))) == 1
