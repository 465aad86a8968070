"""A text while nobody has the enquiry and no call is due: whoever is on call hears of it."""

from datetime import datetime

import pytest
from sqlalchemy import select

from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Staff
from enquiries.simulator.faults import Fault, FaultKind
from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback

MISSED = "Sorry we missed you. We'll try again"


@pytest.fixture
def not_reached(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> str:
    """Sam has rung in vain two minutes ago; the next try is half an hour after that. The code."""
    ringback.move_to(datetime(2026, 1, 14, 10, 0, tzinfo=LONDON))
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    sam.replies("{code} NOANS").expects("{code} noted: no answer")
    the_enquirer.expects(MISSED)
    ringback.wait(minutes=2)
    return sam.code


@pytest.mark.parametrize("text", ["I'm here now", "sorry missed you", "HELP", "ME", "who is this?"])
def test_after_a_try_who_is_on_call_is_asked_whether_to_call_now(
    the_enquirer: Phone, sam: Phone, not_reached: str, text: str
) -> None:
    the_enquirer.texts(text).ignores_the_rest()
    sam.expects(f"{not_reached} wrote back, call now? Willow House. Next try at 10:30am today")
    sam.replies("Y").expects("{code} is yours")


@pytest.mark.parametrize("text", ["yes please call", "Call me now please", "ring me"])
def test_a_call_that_is_asked_for_now_climbs_the_ladder(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone, not_reached: str, text: str
) -> None:
    the_enquirer.texts(text).expects("a person will call you")
    sam.expects(f"{not_reached} wrote back, call now? They ask for it, Willow House")
    ringback.wait(seconds=90)
    priya.expects(f"{not_reached} wrote back, call now?").replies("{code} Y").expects("{code} is yours")
    sam.expects("{code} was taken by Priya")


@pytest.mark.parametrize("text", ["thanks", "ok 👍", "Liked “Sorry we missed you.”", "I'm driving right now"])
def test_thanks_and_what_no_person_wrote_ask_nobody(
    the_enquirer: Phone, sam: Phone, not_reached: str, text: str
) -> None:
    the_enquirer.texts(text).expects_nothing()
    sam.expects_nothing()


def test_once_in_five_minutes_is_enough(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, not_reached: str
) -> None:
    for text in ("hello", "are you there", "I'm here now"):
        the_enquirer.texts(text).ignores_the_rest()
    sam.expects(f"{not_reached} wrote back, call now?").expects_nothing()
    ringback.wait(minutes=5)
    the_enquirer.texts("hello??").ignores_the_rest()
    sam.expects(f"{not_reached} wrote back, call now?")


def test_whoever_was_asked_is_asked_again_when_the_next_try_is_due(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, not_reached: str
) -> None:
    the_enquirer.texts("I'm here now").ignores_the_rest()
    sam.expects("wrote back, call now?")
    ringback.wait(minutes=28)
    sam.expects(f"{not_reached} new call-back").replies("{code} Y").expects("is yours")


def test_who_asked_for_another_time_is_called_then(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, not_reached: str
) -> None:
    the_enquirer.texts("LATER 6PM").expects("Booked: we'll call you at 6pm today")
    the_enquirer.texts("I will be in the garden").expects("we've got your message")
    sam.expects_nothing()


def test_later_without_a_time_asks_for_one_and_nobody(
    the_enquirer: Phone, sam: Phone, not_reached: str
) -> None:
    the_enquirer.texts("LATER").expects("What time suits you?")
    sam.expects_nothing()


def test_whoever_holds_it_is_told_as_ever(the_enquirer: Phone, sam: Phone, not_reached: str) -> None:
    sam.replies("{code} Y").expects("{code} is yours")
    the_enquirer.texts("I'm here now").expects("we've got your message")
    sam.expects("{code} wrote again. Read it before you call")


def test_with_nobody_on_call_managers_of_an_open_centre_are_asked(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone, not_reached: str
) -> None:
    with ringback.session() as session:
        for member in session.scalars(select(Staff).where(Staff.mobile.in_([sam.number, priya.number]))):
            member.active = False
        session.commit()
    the_enquirer.texts("I'm here now").ignores_the_rest()
    dana.expects(f"{not_reached} wrote back, call now?")


def test_while_it_waits_for_opening_whoever_came_on_call_is_asked(
    ringback: Ringback, the_londoner: Phone, priya: Phone, leila: Phone
) -> None:
    the_londoner.texts("HELP").expects("We open at 8am today")
    the_londoner.texts("I cannot sleep").ignores_the_rest()
    leila.expects_nothing()
    priya.expects_nothing()
    ringback.wait(hours=5, minutes=46)
    priya.expects("new call-back, Willow London")


def test_an_alert_that_does_not_arrive_goes_to_managers(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, not_reached: str
) -> None:
    ringback.twilio.exchange.faults.turn_on(FaultKind.UNREACHABLE, Fault(to=(sam.number,)))
    the_enquirer.texts("I'm here now").ignores_the_rest()
    dana.expects(f"{not_reached} wrote back, call now?").expects_nothing()
    sam.ignores_the_rest()
    assert ringback.enquiry().state is EnquiryState.OPEN
