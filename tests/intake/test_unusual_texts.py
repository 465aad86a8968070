"""Whatever a phone can send is kept as it was sent, and understood as far as it can be."""

import pytest

from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.webhooks import TEXTS, a_text, post


@pytest.mark.parametrize(
    "text",
    [
        "\0HELP\0 me",
        "🆘",
        "👨‍👩‍👧 drinks 🍺🍺🍺",
        "ساعدوني من فضلك",
        "a\r\nb\tc",
        "'; DROP TABLE enquiry; --",
        "<script>alert(1)</script> {{ 7 * 7 }} %s",
    ],
    ids=["nul", "emoji", "family", "arabic", "lines", "sql", "html"],
)
def test_it_is_kept_as_it_was_sent(ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str) -> None:
    the_enquirer.texts(text).expects("You did the right thing")
    sam.expects("new call-back")
    assert records.words_of(ringback, ringback.enquiry()) == [text]


def test_a_keyword_in_a_strange_coat_is_known(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("\u200f“\u200bfamily”\0 🙏").expects("Reply LATER for another time")
    sam.expects("for OTHER")
    ringback.wait(seconds=3)
    the_enquirer.expects("may we leave a voicemail")


def test_stop_in_a_strange_coat_is_stop(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("\u202aS\u200bTOP\u202c\0\n").expects("We won't text or call you again")
    sam.expects_nothing()


def test_the_longest_text_that_comes_through_is_read_to_its_end(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    story = "I have not slept and I do not know what to do. " * 1_200 + "i took too many pills"
    assert post(ringback, TEXTS, a_text(story)).status_code == 200
    ringback.settle()
    the_enquirer.expects("Call 999 now")
    sam.expects("URGENT")
    dana.expects("URGENT")
    assert records.words_of(ringback, ringback.enquiry()) == [story]
