"""Words of danger: a way to help at once, URGENT to whoever is on call and to managers, at any hour."""

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback

URGENT = "{code} URGENT possible risk, Willow House"


def test_a_first_text_of_danger(ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
    the_enquirer.texts("i took too many pills").expects(
        "Call 999 now, do not wait for us", "Lie on your side"
    )
    the_enquirer.expects_nothing()
    sam.expects(URGENT)
    dana.expects(URGENT)
    assert (ringback.enquiry().urgent, ringback.enquiry().risk) == (True, "overdose")
    assert records.happened(ringback, EventKind.RISK_FOUND)[0]["tiers"] == ["overdose"]


def test_danger_to_somebody_else_is_answered_for_them(the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
    the_enquirer.texts("my son took too many pills").expects("Stay with them. Put them on their side")
    sam.expects(URGENT)
    dana.expects(URGENT)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("i want to die", "Samaritans 116 123 or text SHOUT to 85258"),
        ("he hits me and wont let me leave", "press 55 when asked"),
        ("im shaking and seeing things", "Please do not stop suddenly on your own"),
        ("i am only 15", "Childline 0800 1111"),
    ],
)
def test_each_danger_has_its_own_help(
    the_enquirer: Phone, sam: Phone, dana: Phone, text: str, answer: str
) -> None:
    the_enquirer.texts(text).expects(answer)
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_the_worst_is_answered(ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
    the_enquirer.texts("im shaking, i took all my tablets and want to die").expects("Tell 999 what was taken")
    sam.expects(URGENT)
    dana.expects(URGENT)
    assert ringback.enquiry().risk == "overdose,self_harm,withdrawal"


def test_danger_on_an_enquiry_that_somebody_has(
    ringback: Ringback, taken: str, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("i cant go on, i want to die").expects("Samaritans")
    sam.expects(f"{taken} URGENT possible risk in a new text. Read it, call now").expects_nothing()
    dana.expects(f"{taken} URGENT possible risk")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


def test_danger_while_nobody_has_taken_it_yet(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("i took too many pills").expects("Call 999 now")
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_danger_does_not_wait_for_the_chosen_time(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    the_enquirer.texts("LATER 6PM").expects("Booked")
    sam.expects("asked for another time")
    ringback.wait(hours=1)
    the_enquirer.texts("i want to die").expects("Samaritans")
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_a_time_with_danger_in_it_is_not_waited_for(the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
    the_enquirer.texts("call me at 6pm. i want to die").expects("Samaritans")
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_who_is_not_safe_to_talk_may_say_when_and_all_who_know_hear_of_it(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("he hits me").expects("Not safe to talk? Reply LATER")
    dana.expects(URGENT)
    sam.expects(URGENT).replies("{code} Y").expects("{code} is yours")
    dana.expects("{code} was taken by Sam C")
    the_enquirer.texts("LATER 9AM").expects("Booked: we'll call you at 9am today")
    sam.expects("{code} asked for another time: at 9am today")
    dana.expects("{code} asked for another time: at 9am today")
    ringback.wait(hours=6, minutes=46)
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_danger_does_not_wait_for_opening_hours(
    ringback: Ringback, the_londoner: Phone, leila: Phone, priya: Phone
) -> None:
    the_londoner.texts("i want to die").expects("Samaritans", "We will call you")
    leila.expects("{code} URGENT possible risk, Willow London")
    priya.expects_nothing()


def test_danger_at_a_closed_centre_that_had_said_when_it_opens(
    ringback: Ringback, the_londoner: Phone, leila: Phone
) -> None:
    the_londoner.texts("HELP").expects("We open at 8am today")
    leila.expects_nothing()
    the_londoner.texts("i cant go on").expects("Samaritans")
    leila.expects("{code} URGENT possible risk, Willow London")


def test_after_stop_danger_is_answered_and_called(the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
    the_enquirer.texts("STOP").expects("won't text or call you again")
    the_enquirer.texts("i took too many pills").expects("Call 999 now")
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_who_wanted_no_texts_is_helped_too(
    ringback: Ringback, taken: str, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("no texts")
    sam.expects("{code} wrote again")
    the_enquirer.texts("i want to die").expects("Samaritans")
    sam.expects("URGENT")
    dana.expects("URGENT")


def test_danger_is_answered_each_time(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("i want to die").expects("Samaritans")
    dana.expects(URGENT)
    the_enquirer.texts("please. i want to die").expects("Samaritans")
    the_enquirer.texts("i took too many pills").expects("Call 999 now")
    sam.expects(URGENT).replies("{code} CALLING").expects("{code} is yours")
    dana.expects("{code} was taken by Sam C")
    ringback.wait(hours=1)
    sam.expects("{code} is yours")
    the_enquirer.texts("i still want to die").expects("Samaritans")
    sam.expects("{code} URGENT")
    dana.expects("{code} URGENT")


def test_five_texts_in_a_minute_do_not_page_five_times(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("i want to die").expects("Samaritans")
    the_enquirer.texts("i want to die, please").expects("Samaritans")
    for _ in range(3):
        the_enquirer.texts("i want to die, please").expects_nothing()
    sam.expects(URGENT).expects_nothing()
    dana.expects(URGENT).expects_nothing()
    assert len(records.happened(ringback, EventKind.RISK_FOUND)) == 5


def test_danger_is_answered_beyond_three_answers_an_hour(
    the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back")
    for _ in range(2):
        the_enquirer.texts("I cannot sleep and want to talk").expects("we've got your message")
    the_enquirer.texts("i took too many pills").expects("Call 999 now")
    sam.expects(URGENT)
    dana.expects(URGENT)


@pytest.mark.parametrize(
    "pieces",
    [
        ("i took all my", "pills tonight"),
        ("I am going to kill", "myself"),
        ("i want to", "die"),
        ("i cant", "go on any more"),
        ("please", "i want", "to", "die"),
    ],
)
def test_danger_in_pieces_is_read_together(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, pieces: tuple[str, ...]
) -> None:
    for piece in pieces:
        ringback.wait(seconds=10)
        the_enquirer.texts(piece)
    sam.expects(URGENT)
    dana.expects(URGENT)
    the_enquirer.ignores_the_rest()
    sam.ignores_the_rest()


def test_what_was_said_is_not_found_again_in_the_next_text(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    for text in ("i want to", "die", "are you there", "hello"):
        the_enquirer.texts(text).ignores_the_rest()
    assert len(records.happened(ringback, EventKind.RISK_FOUND)) == 1
    sam.ignores_the_rest()
    dana.ignores_the_rest()


def test_pieces_an_hour_apart_do_not_belong_together(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("i took all my").ignores_the_rest()
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    sam.replies("{code} CALLING").expects("noted")
    ringback.wait(minutes=61)
    the_enquirer.texts("pills tonight").ignores_the_rest()
    assert not ringback.enquiry().urgent
    sam.ignores_the_rest()


def test_what_only_sounds_like_danger_is_not(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("not suicidal, just dying for a fag and some help").expects("You did the right thing")
    sam.expects("new call-back")
