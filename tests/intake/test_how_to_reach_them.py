"""A person who asked not to be rung: staff read TEXT ONLY everywhere, and the call page asks twice."""

import pytest

from enquiries.lifecycle.events import EventKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.visitor import Visitor


@pytest.fixture
def visitor(ringback: Ringback) -> Visitor:
    return Visitor(ringback)


def test_a_form_that_asks_for_texts_is_worked_by_text(
    ringback: Ringback, visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    visitor.asks(ring="no")
    page = visitor.opens("/callback/thanks").text
    assert "We won’t call unless a life may be in danger." in page
    the_enquirer.expects("We've been asked to text this number now")
    sam.expects("new call-back", "TEXT ONLY now").replies("LIST").expects("1 waiting", "TEXT ONLY: {code}")
    sam.replies("{code} Y").expects("is yours. TEXT ONLY")
    assert "TEXT ONLY" in Desk(ringback, "sam").page(ringback.enquiry())


def test_at_the_time_they_chose_and_no_text_before_it(
    ringback: Ringback, visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    """Until then a text, too, may be read by another person."""
    visitor.asks(ring="no", when="later", time="2026-01-14T18:00")
    page = visitor.opens("/callback/thanks").text
    assert "A person will text you today at 6pm." in page
    assert "No text will come from us before then." in page
    the_enquirer.expects_nothing()
    ringback.wait(hours=15, minutes=46)
    sam.expects("new call-back", "TEXT ONLY now")


def test_hours_of_a_person_to_be_texted_are_read_as_of_texts(
    ringback: Ringback, visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    visitor.asks(ring="no", not_before="01:00", not_after="12:00")
    the_enquirer.expects("We've been asked to text this number now")
    sam.expects("TEXT ONLY now").replies("{code} Y").expects("is yours")
    for page in (Desk(ringback, "sam").page(ringback.enquiry()), visitor.opens(sam.link).text):
        assert "TEXTS 01:00–12:00 ONLY</b> <span>They asked: no texts outside these hours." in page


def test_an_urgent_alert_before_the_time_says_text_only(visitor: Visitor, sam: Phone, dana: Phone) -> None:
    visitor.asks(ring="no", when="later", time="2026-01-14T18:00", message="he hits me")
    for phone in (sam, dana):
        phone.expects("URGENT", "TEXT ONLY at 6pm today")


def test_ringing_all_the_same_takes_a_second_press_and_is_written_down(
    ringback: Ringback, visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    the_enquirer.texts("please dont ring me, text only").expects("A person will text you")
    sam.expects("TEXT ONLY").replies("{code} Y").expects("is yours")
    assert "Ring anyway" in visitor.opens(sam.link).text
    assert visitor.posts_quietly(sam.link).status_code == 409
    assert records.happened(ringback, EventKind.DIALLED) == []
    visitor.posts_quietly(sam.link, anyway="yes")
    [dial] = records.happened(ringback, EventKind.DIALLED)
    assert "asked us not to ring" in dial["how"]


def test_a_call_page_that_is_open_dials_no_more_once_they_say_so(
    visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back").replies("{code} Y").expects("is yours")
    link = sam.link
    the_enquirer.texts("dont call me hes here now").expects_nothing()
    sam.expects("wrote again")
    assert visitor.posts_quietly(link, beacon="1").status_code == 409
    assert "NOT SAFE NOW" in visitor.opens(link).text


def test_asking_for_a_call_takes_it_back(ringback: Ringback, sam: Phone, the_enquirer: Phone) -> None:
    the_enquirer.texts("text only please").expects("A person will text you")
    sam.expects("TEXT ONLY")
    the_enquirer.texts("CALL").expects("a person will call you")
    sam.replies("LIST").expects("1 waiting")
    assert "TEXT ONLY" not in sam.last


def test_a_form_takes_back_nothing(
    ringback: Ringback, visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    the_enquirer.texts("text only please").expects("A person will text you")
    sam.expects("TEXT ONLY").ignores_the_rest()
    visitor.asks(ring="yes")
    sam.replies("LIST").expects("TEXT ONLY")


def test_nothing_goes_to_a_phone_for_an_hour_after_he_is_here(
    ringback: Ringback, sam: Phone, the_enquirer: Phone
) -> None:
    the_enquirer.texts("not safe to talk he is here").expects_nothing()
    sam.expects("NOT SAFE NOW")
    the_enquirer.texts("is this free?").expects_nothing()
    ringback.wait(minutes=61)
    sam.ignores_the_rest()
    the_enquirer.texts("is this free?").expects("what it costs")
    ringback.phone("+447700900002").ignores_the_rest()
    ringback.phone("+447700900003").ignores_the_rest()
    sam.ignores_the_rest()


def test_a_landline_cannot_ask_for_texts(visitor: Visitor) -> None:
    assert "This number is a landline" in visitor.asks(phone="020 7946 0999", ring="no").text


@pytest.mark.usefixtures("only_the_short_code")
def test_nor_can_a_number_abroad_that_our_texts_do_not_reach(visitor: Visitor) -> None:
    page = visitor.asks(phone="+353871234567", ring="no")
    assert "Our texts don’t reach numbers in other countries." in page.text


def test_who_wants_neither_calls_nor_texts_is_asked_once_more(ringback: Ringback, visitor: Visitor) -> None:
    page = visitor.asks(ring="no", text_ok="no")
    assert page.status_code == 422
    assert "You’ve said no to calls and to texts." in page.text
    assert records.enquiries(ringback) == []


def test_staff_read_that_an_interpreter_may_be_needed(
    visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    the_enquirer.texts("necesito ayuda con mi hijo, por favor").expects("Has hecho bien")
    sam.expects("new call-back").replies("{code} Y").expects("is yours")
    assert "SPANISH: INTERPRETER?" in visitor.opens(sam.link).text


def test_a_text_from_the_board_is_what_a_call_is_to_others(
    ringback: Ringback, sam: Phone, the_enquirer: Phone
) -> None:
    the_enquirer.texts("text only please").expects("A person will text you")
    sam.expects("TEXT ONLY").replies("{code} Y").expects("is yours")
    Desk(ringback, "sam").does(ringback.enquiry(), "text", ready="text_now")
    the_enquirer.expects("I'm here now: how can I help?")
    [dial] = records.happened(ringback, EventKind.DIALLED)
    assert dial["how"] == "by text"
    assert "Got back to them by text" in Desk(ringback, "sam").page(ringback.enquiry())
