"""Further texts of one person join their enquiry: nothing is overwritten, nobody is flooded."""

import pytest

from enquiries.core.enums import About
from enquiries.lifecycle.events import EventKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback


def test_a_second_text_joins_the_first(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("I live on my own and it got worse").expects("we've got your message")
    sam.expects_nothing()
    assert records.words_of(ringback, ringback.enquiry()) == ["HELP", "I live on my own and it got worse"]


@pytest.mark.usefixtures("taken")
def test_whoever_has_it_is_told_that_there_is_more_to_read(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("please dont ring me").expects("we won't ring you")
    sam.expects("{code} wrote again. TEXT ONLY. Read it before you text: http")


def test_the_keyword_again_is_no_new_enquiry_and_no_riddle(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("HELP").expects("Thanks, we've got your message and a person will call you")
    sam.expects_nothing()
    assert len(records.enquiries(ringback)) == 1


@pytest.mark.usefixtures("taken")
def test_a_relative_on_the_same_phone_overwrites_nothing(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("my son").expects("we've got your message")
    sam.expects("{code} wrote again")
    assert ringback.enquiry().about is About.SELF
    assert records.happened(ringback, EventKind.MAY_BE_ANOTHER) == [{"about": "other"}]


@pytest.mark.parametrize("thanks", ["Thank you so much", "👍", "OK bye x"])
@pytest.mark.usefixtures("taken")
def test_thanks_are_quiet(ringback: Ringback, the_enquirer: Phone, sam: Phone, thanks: str) -> None:
    the_enquirer.texts(thanks).expects_nothing()
    sam.expects_nothing()
    assert thanks in records.words_of(ringback, ringback.enquiry())


def test_we_say_once_a_day_that_we_did_not_understand(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER")
    sam.expects("new call-back").replies("{code} LATER TOMORROW 10AM").expects("{code} noted: later")
    the_enquirer.expects("We'll call you tomorrow 10am")
    the_enquirer.texts("purple").expects("Sorry, we didn't understand that. A person will still call you")
    sam.expects("{code} wrote again")
    ringback.wait(hours=23)
    the_enquirer.texts("purple").expects("Thanks, we've got your message")
    sam.expects("{code} wrote again")
    ringback.wait(hours=2)
    the_enquirer.texts("purple").expects("Sorry, we didn't understand that")
    sam.expects("{code} wrote again")


def test_three_automatic_answers_an_hour_are_enough(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back").replies("{code} CALLING").expects("{code} is yours")
    for _ in range(2):
        the_enquirer.texts("I cannot sleep and want to talk").expects("we've got your message")
    for _ in range(3):
        the_enquirer.texts("I cannot sleep and want to talk").expects_nothing()
    for _ in range(5):
        sam.expects("{code} wrote again")
    ringback.wait(hours=1)
    sam.expects("{code} is yours")
    the_enquirer.texts("I cannot sleep and want to talk").expects("we've got your message")
    sam.expects("{code} wrote again")


def test_a_time_is_booked_and_confirmed_however_many_answers_went_out(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("how much is it").expects("what it costs")
    the_enquirer.texts("is it confidential").expects("It stays with")
    the_enquirer.texts("LATER").expects("A person reads every text")
    the_enquirer.texts("6pm").expects("Booked: we'll call you at 6pm today")
    sam.expects("asked for another time")


def test_two_machines_do_not_talk_for_ever(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    answer = "I am driving and will read your text later"
    the_enquirer.texts(answer)
    for _ in range(20):
        the_enquirer.texts(answer)
    assert len(the_enquirer.unread()) == 3
    the_enquirer.ignores_the_rest()
    sam.expects("new call-back").expects_nothing()
