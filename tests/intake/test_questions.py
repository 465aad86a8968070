"""What we ask, what counts as an answer, and how a person says when and how they may be reached."""

import pytest

from enquiries.core.enums import About, Wish
from enquiries.lifecycle.events import EventKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback

ASKED_FOR_WHOM = "ME or OTHER"
ASKED_FOR_CONTACT = "may we leave a voicemail or text you?"


@pytest.mark.parametrize(
    ("answer", "about"),
    [
        ("ME", About.SELF),
        ("1", About.SELF),
        ("it's for me", About.SELF),
        ("2", About.OTHER),
        ("my son", About.OTHER),
    ],
)
def test_for_whom_it_is(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, answer: str, about: About
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    the_enquirer.texts(answer).expects(ASKED_FOR_CONTACT)
    assert ringback.enquiry().about is about
    sam.expects("for UNKNOWN")


@pytest.mark.parametrize(
    ("answer", "voicemail", "text"),
    [
        ("BOTH", Wish.YES, Wish.YES),
        ("voice", Wish.YES, Wish.NO),
        ("Text!", Wish.NO, Wish.YES),
        ("no thanks", Wish.NO, Wish.NO),
    ],
)
def test_how_they_may_be_reached(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, answer: str, voicemail: Wish, text: Wish
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    the_enquirer.texts("me").expects(ASKED_FOR_CONTACT)
    the_enquirer.texts(answer).expects_nothing()
    sam.expects("Voicemail ASK").replies("{code} Y").expects(f"is yours. Voicemail {voicemail.upper()}")
    assert (ringback.enquiry().voicemail, ringback.enquiry().text_ok) == (voicemail, text)


def test_who_wants_no_texts_gets_none_but_answers(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    the_enquirer.texts("me").expects(ASKED_FOR_CONTACT)
    the_enquirer.texts("NO").expects_nothing()
    the_enquirer.texts("are you there? i am waiting").expects("we've got your message")
    sam.expects("new call-back").replies("{code} Y").expects("Voicemail NO")
    sam.replies("{code} NOANS").expects("{code} noted: no answer")
    the_enquirer.expects_nothing()


def test_who_may_be_texted_hears_that_a_call_was_missed(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    the_enquirer.texts("me").expects(ASKED_FOR_CONTACT)
    the_enquirer.texts("TEXT")
    sam.expects("new call-back").replies("{code} Y").expects("Voicemail NO")
    sam.replies("{code} NOANS").expects("{code} noted: no answer")
    the_enquirer.expects("Sorry we missed you. We'll try again at 2:44am today", "call 020 7946 0123")


@pytest.mark.usefixtures("taken")
def test_a_no_stands_whoever_has_the_phone_now(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("no voicemail").expects_nothing()
    sam.expects("{code} wrote again")
    the_enquirer.texts("BOTH").expects_nothing()
    sam.expects("{code} wrote again")
    assert ringback.enquiry().voicemail is Wish.NO
    assert records.happened(ringback, EventKind.MAY_BE_ANOTHER) == [{"voicemail": "yes"}]


def test_later_asks_for_a_time_and_a_time_is_booked(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    sam.expects("new call-back")
    the_enquirer.texts("later").expects("What time suits you?")
    the_enquirer.texts("6pm").expects("Booked: we'll call you at 6pm today")
    sam.expects("{code} asked for another time: at 6pm today")
    ringback.wait(hours=15, minutes=45)
    sam.expects_nothing()
    ringback.wait(minutes=1)
    sam.expects("{code} new call-back, Willow House, for UNKNOWN. Call now")


def test_later_with_a_time_needs_no_question(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    sam.expects("new call-back")
    the_enquirer.texts("LATER TOMORROW 10AM").expects("Booked: we'll call you tomorrow 10am")
    sam.expects("asked for another time: tomorrow 10am")


def test_a_bare_time_counts_only_while_it_is_asked_for(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    sam.expects("new call-back")
    the_enquirer.texts("6").expects("we didn't understand")
    assert records.happened(ringback, EventKind.RESCHEDULED) == []


@pytest.mark.usefixtures("taken")
def test_whoever_has_it_hears_of_another_time_and_is_asked_first(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("call me later at 9am").expects("Booked: we'll call you at 9am today")
    sam.expects("{code} asked for another time: at 9am today")
    ringback.wait(hours=6, minutes=46)
    sam.expects("{code} new call-back, Willow House, for SELF")


def test_a_time_when_nobody_is_there_becomes_the_next_opening(
    ringback: Ringback, the_londoner: Phone, priya: Phone
) -> None:
    the_londoner.texts("HELP").expects("We open at 8am today")
    the_londoner.texts("LATER 10PM").expects("Booked: we'll call you tomorrow 8am")
    ringback.wait(hours=29, minutes=45)
    priya.expects_nothing()
    ringback.wait(minutes=1)
    priya.expects("{code} new call-back, Willow London")


@pytest.mark.parametrize("text", ["CALL", "now please"])
def test_call_brings_a_planned_call_forward(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    sam.expects("new call-back")
    the_enquirer.texts("LATER 6PM").expects("Booked")
    sam.expects("asked for another time")
    ringback.wait(minutes=30)
    the_enquirer.texts(text).expects("will call you")
    sam.expects("{code} new call-back, Willow House, for UNKNOWN. Call now")


def test_call_on_a_call_that_is_due_changes_nothing(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    sam.expects("new call-back")
    the_enquirer.texts("CALL").expects("will call you")
    sam.expects_nothing()


def test_more_than_an_answer_is_kept_and_not_guessed_at(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects(ASKED_FOR_WHOM)
    sam.expects("new call-back")
    the_enquirer.texts("me and my brother both drink, he is worse").expects("we've got your message")
    assert ringback.enquiry().about is About.UNKNOWN
    assert "me and my brother both drink, he is worse" in records.words_of(ringback, ringback.enquiry())
