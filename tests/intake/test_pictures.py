"""Pictures, voice notes and contacts are kept, said to staff, and never met with silence."""

from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor

PICTURE = {
    "NumMedia": "1",
    "MediaUrl0": "https://api.twilio.com/media/ME1",
    "MediaContentType0": "image/jpeg",
}


def test_a_picture_without_words_is_answered_as_one(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("", **PICTURE).expects("we have what you sent, and a person will see it")
    sam.expects("new call-back").replies("{code} Y").expects("is yours")
    assert "Sent a picture: image/jpeg" in Visitor(ringback).opens(sam.link).text


def test_words_beside_a_picture_are_answered(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP", **PICTURE).expects("You did the right thing")
    sam.expects("new call-back")
    assert records.words_of(ringback, ringback.enquiry()) == ["HELP"]


def test_a_picture_later_on_is_answered_and_told(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back").replies("{code} Y").expects("is yours")
    the_enquirer.texts("", **PICTURE).expects("we have what you sent")
    sam.expects("{code} wrote again")
