"""NEW: a colleague enters an enquiry by text."""

import pytest

from enquiries.core.enums import About, Wish
from enquiries.lifecycle.events import EventKind
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, somebody_asks, what_happened

ENTERED = "entered for Willow House"


def test_enters_an_enquiry_and_alerts_who_is_on_call(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    by_day(ringback)
    dana.texts("NEW 07700900123 her brother, sounds tired").expects("{code}", ENTERED, "now")
    sam.expects("{code} new call-back", "Voicemail NO").replies("{code} Y").expects("{code} is yours")
    dana.expects_nothing()
    enquiry = ringback.enquiry()
    assert (enquiry.phone, enquiry.source) == ("+447700900123", "staff")
    [note] = what_happened(ringback, EventKind.NOTED)
    assert note.words == "her brother, sounds tired"


def test_texts_the_person_nothing(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    dana.texts("new: +44 7700 900123").expects(ENTERED)
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    sam.replies("{code} NOANS").expects("{code} noted")
    ringback.phone("+447700900123").expects_nothing()
    enquiry = ringback.enquiry()
    assert (enquiry.text_ok, enquiry.voicemail) == (Wish.NO, Wish.NO)


def test_keeps_a_time(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    by_day(ringback)
    dana.texts("NEW 07700900123 for my son, please call after 6pm").expects(ENTERED, "at 6pm today")
    sam.expects_nothing()
    assert ringback.enquiry().about is About.OTHER


def test_a_time_that_cannot_be_read_is_now(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    by_day(ringback)
    dana.texts("NEW 07700900123 call after she has slept").expects(ENTERED, "now")
    sam.expects("new call-back")


def test_danger_is_urgent(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    dana.texts("NEW 07700900123 she took an overdose").expects("URGENT").expects(ENTERED)
    sam.expects("{code} URGENT possible risk")
    assert ringback.enquiry().urgent


def test_a_number_that_is_open_already_gets_the_words(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    dana.texts("NEW 07700900123 rang the office too").expects("{code} is open already for that number")
    [note] = what_happened(ringback, EventKind.NOTED)
    assert note.words == "rang the office too"


@pytest.mark.parametrize("said", ["NEW", "NEW 0900 123 4567 call her", "new 020 7946 0123"])
def test_a_number_that_cannot_be_called_is_said_so(ringback: Ringback, dana: Phone, said: str) -> None:
    """Nothing, a premium number, and the line of the centre itself."""
    dana.texts(said).expects("Nothing was entered", "NEW 07700900123")


def test_is_no_command_of_a_sentence(ringback: Ringback, dana: Phone) -> None:
    dana.texts("new phone, who dis").expects("Not understood")


def test_is_heard_after_many_questions(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    for _ in range(12):
        dana.texts("LIST").ignores_the_rest()
    dana.texts("NEW 07700900123").expects(ENTERED)
    sam.expects("new call-back")
