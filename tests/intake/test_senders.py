"""Who can text us: mobiles, landlines, machines, staff, ourselves. Not everybody can be texted back."""

import pytest

from enquiries.messaging.models import InboxState
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback


@pytest.mark.parametrize(
    "sender",
    ["+442079460999", "85258", "WillowBank", "+448081570000"],
    ids=["landline", "short", "name", "free"],
)
def test_who_cannot_be_texted_back_is_an_enquiry_without_a_reply(
    ringback: Ringback, sam: Phone, sender: str
) -> None:
    phone = ringback.phone(sender)
    phone.texts("HELP").expects_nothing()
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    phone.texts("my son").expects_nothing()
    sam.expects("{code} wrote again")
    assert ringback.enquiry().phone == sender


def test_a_landline_gets_no_text_whatever_happens(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    landline = ringback.phone("+442079460999")
    landline.texts("LATER 6PM").texts("i want to die").texts("STOP")
    sam.ignores_the_rest()
    dana.ignores_the_rest()
    landline.expects_nothing()


@pytest.mark.parametrize(
    ("number", "emergency"),
    [
        ("+12025550123", "911"),
        ("+353871234567", "112"),
        ("+447797000001", "999"),  # Jersey
        ("+447781000001", "999"),  # Guernsey
        ("+447624000001", "999"),  # Isle of Man
    ],
)
def test_each_reads_the_emergency_number_of_their_own_country(
    ringback: Ringback, sam: Phone, number: str, emergency: str
) -> None:
    ringback.phone(number).texts("HELP").expects(f"Danger? {emergency}")
    sam.expects("new call-back")


def test_our_own_number_starts_no_conversation_with_itself(ringback: Ringback, sam: Phone) -> None:
    ringback.text("83222", "83222", "HELP")
    ringback.text("+447700900100", "83222", "You did the right thing")
    assert records.enquiries(ringback) == []
    assert [state for _, state in records.inbox(ringback)] == [InboxState.IGNORED] * 2
    sam.expects_nothing()


def test_a_text_from_nobody_is_kept_and_bothers_nobody(ringback: Ringback, sam: Phone) -> None:
    ringback.text("+447700900123", "83222", "HELP", From="")
    assert records.inbox(ringback) == [("HELP", InboxState.IGNORED)]
    sam.expects_nothing()


def test_a_text_to_a_number_that_nobody_set_up_reaches_a_person(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.to = "60777"
    the_enquirer.texts("HELP").expects("You did the right thing")
    the_enquirer.texts("me").expects("may we leave a voicemail")
    sam.expects("new call-back, Willow House")
    assert len(records.enquiries(ringback)) == 1


def test_staff_who_text_give_orders_and_make_no_enquiry(ringback: Ringback, sam: Phone) -> None:
    sam.texts("LIST").expects("0 waiting: none")
    sam.texts("HELP").expects("CODE then Y take")
    sam.texts("good morning all").expects("Not understood")
    assert records.enquiries(ringback) == []


def test_staff_who_stop_are_an_incident(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam.texts("STOP")
    dana.expects("ALARM Willow House: Sam C STOP")


def test_two_people_are_two_enquiries(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    her_sister = ringback.phone("+447700900125")
    the_enquirer.texts("HELP").expects("You did the right thing")
    her_sister.texts("HELP").expects("You did the right thing")
    first, second = records.enquiries(ringback)
    sam.expects(f"{first.code} new call-back")
    sam.expects(f"{second.code} new call-back")
    assert first.code != second.code
