"""STOP and its like: no more texts, no more calls, from any centre; START takes it back."""

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState, Outcome
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON

STOPPED = "We won't text or call you again"


@pytest.mark.parametrize("word", ["STOP", "stop all", "Unsubscribe", "REVOKE", "opt-out", "“Stop.”"])
def test_a_stranger_who_wants_nothing_gets_that(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, word: str
) -> None:
    the_enquirer.texts(word).expects(STOPPED, "Samaritans 116 123")
    sam.expects_nothing()
    assert records.enquiries(ringback) == []


@pytest.mark.parametrize("word", ["QUIT", "end", "Cancel!"])
def test_a_stranger_who_wants_to_quit_wants_help(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, word: str
) -> None:
    the_enquirer.texts(word).expects("You did the right thing")
    sam.expects("new call-back")


@pytest.mark.parametrize("word", ["STOP", "REVOKE", "QUIT", "END", "CANCEL"])
@pytest.mark.both_databases
def test_an_enquiry_ends_and_whoever_was_asked_hears_of_it(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, word: str
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts(word).expects(STOPPED)
    sam.expects("{code} asked for no call and no texts. Please do not call them.")
    ringback.wait(hours=1)
    assert ringback.enquiry().outcome is Outcome.OPTED_OUT


@pytest.mark.usefixtures("taken")
def test_whoever_has_it_is_told_not_to_ring(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("quit").expects(STOPPED)
    sam.expects("{code} asked for no call and no texts. Please do not call them.")
    assert records.happened(ringback, EventKind.OPTED_OUT) == [{"word": "QUIT", "may_ask_for_help": True}]


@pytest.mark.usefixtures("taken")
def test_stop_within_more_words_is_no_stop(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("I want to stop drinking").expects("we've got your message")
    sam.expects("wrote again")


def test_stop_is_confirmed_once(ringback: Ringback, the_enquirer: Phone) -> None:
    the_enquirer.texts("STOP").expects(STOPPED)
    the_enquirer.texts("STOP").expects_nothing()
    the_enquirer.texts("UNSUBSCRIBE").expects_nothing()


@pytest.mark.both_databases
def test_stop_to_one_centre_is_stop_to_all(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone, leila: Phone
) -> None:
    ringback.wait(hours=8)
    the_enquirer.texts("HELP").expects("within 15 min")
    ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
    the_enquirer.expects("within 30 min")
    sam.expects("new call-back, Willow House")
    priya.expects("new call-back, Willow London")
    the_enquirer.texts("STOP").expects(STOPPED).expects_nothing()
    sam.expects("{code} asked for no call")
    priya.expects("{code} asked for no call")
    assert [each.outcome for each in records.enquiries(ringback)] == [Outcome.OPTED_OUT] * 2


@pytest.mark.both_databases
def test_what_had_not_left_yet_does_not_leave(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("FAMILY").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("STOP").expects(STOPPED)
    sam.expects("asked for no call")
    ringback.wait(seconds=3)
    the_enquirer.expects_nothing()
    assert records.states_of(ringback, "enquirer.safe_contact") == ["cancelled"]


def test_who_stopped_and_writes_again_is_rung_but_not_texted(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("STOP").expects(STOPPED)
    sam.expects("asked for no call")
    the_enquirer.texts("ok").expects_nothing()
    sam.expects_nothing()
    the_enquirer.texts("please ring me after all").expects_nothing()
    sam.expects("{code} wrote again after it was closed")


def test_start_is_welcome_back(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("STOP").expects(STOPPED)
    the_enquirer.texts("Start").expects("Welcome back. A person will call you, usually within 15 min")
    sam.expects("new call-back")
    the_enquirer.texts("I need someone to talk to").expects("we've got your message")
    assert records.happened(ringback, EventKind.OPTED_IN) == [{}]


def test_start_is_answered_however_much_was_texted_before(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    for _ in range(2):
        the_enquirer.texts("I need someone to talk to").expects("we've got your message")
    the_enquirer.texts("I need someone to talk to").expects_nothing()
    for _ in range(5):
        the_enquirer.texts("STOP please").expects(STOPPED)
        the_enquirer.texts("START").expects("Welcome back")
        sam.ignores_the_rest()


def test_a_time_is_booked_however_much_was_texted_before(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    for hour in ("4", "5", "6", "7", "8"):
        the_enquirer.texts(f"LATER {hour}PM").expects(f"Booked: we'll call you at {hour}pm today")
    the_enquirer.texts("LATER 8PM").expects_nothing()
    sam.ignores_the_rest()


def test_start_promises_nothing_at_night_to_a_closed_centre(ringback: Ringback, the_londoner: Phone) -> None:
    the_londoner.texts("STOP").expects(STOPPED)
    the_londoner.texts("UNSTOP").expects("We open at 8am today and will call you")


def test_start_from_a_stranger_is_an_enquiry(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("START").expects(
        "You did the right thing. Free, confidential. A person will call you", "ME or OTHER"
    )
    sam.expects("new call-back")


def test_start_in_the_middle_is_no_riddle(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("START").expects("we've got your message")


@pytest.mark.parametrize("word", ["STOP", "QUIT"])
@pytest.mark.both_databases
def test_on_an_urgent_one_a_manager_decides(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, word: str
) -> None:
    the_enquirer.texts("i want to die").expects("Samaritans")
    dana.expects("{code} URGENT")
    sam.expects("{code} URGENT").replies("{code} Y").expects("{code} is yours")
    dana.expects("{code} was taken by Sam C")
    the_enquirer.texts(word).expects("We won't text you again")
    dana.expects("{code} ALARM Willow House: said STOP")
    sam.expects("{code} wrote again. Read it before you call")
    assert ringback.enquiry().state is EnquiryState.CLAIMED
