"""A NO belongs to the number: at every centre, after closing, until that number itself takes it back."""

from datetime import timedelta

import pytest

from enquiries.core.enums import Wish
from enquiries.messaging.models import Restriction
from enquiries.messaging.permission_rules import Ban
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON
from tests.web.desk import Desk
from tests.web.visitor import Visitor

ASKED_FOR_CONTACT = "may we leave a voicemail or text you?"


@pytest.fixture
def visitor(ringback: Ringback) -> Visitor:
    return Visitor(ringback)


@pytest.fixture
def said_no(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    """The enquirer wanted neither texts nor voicemail; that enquiry was closed four days ago."""
    the_enquirer.texts("HELP").ignores_the_rest()
    the_enquirer.texts("ME").expects(ASKED_FOR_CONTACT)
    the_enquirer.texts("NO").expects_nothing()
    sam.expects("new call-back").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
    ringback.wait(hours=96)


def bans(ringback: Ringback) -> set[Ban]:
    with ringback.session() as session:
        return {each.ban for each in session.query(Restriction)}


@pytest.mark.usefixtures("said_no")
class TestSaidByText:
    def test_holds_in_a_new_enquiry_and_staff_read_that_it_was_said_before(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back", "Voicemail NO").replies("{code} Y").expects("Voicemail NO")
        _, again = records.enquiries(ringback)
        page = Desk(ringback, "sam").page(again)
        assert "This number said no texts in an earlier enquiry" in page
        assert "This number said no voicemail in an earlier enquiry" in page
        assert "This number said no voicemail in an earlier enquiry" in Visitor(ringback).opens(sam.link).text
        sam.replies("{code} NOANS").expects("noted: no answer")
        the_enquirer.expects_nothing()

    def test_holds_at_another_centre(self, ringback: Ringback, the_enquirer: Phone, priya: Phone) -> None:
        ringback.wait(hours=32)
        ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
        the_enquirer.ignores_the_rest()
        priya.expects("new call-back, Willow London", "Voicemail NO").ignores_the_rest()
        priya.replies(f"{priya.code} VM").expects("They wanted no voicemail. Was one left?")
        the_enquirer.expects_nothing()

    def test_is_not_lifted_by_a_form(
        self, ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone
    ) -> None:
        visitor.asks(text_ok="yes", voicemail="yes")
        sam.expects("new call-back", "Voicemail NO").replies("{code} NOANS").expects("noted: no answer")
        the_enquirer.expects_nothing()
        desk = Desk(ringback, "sam")
        told = desk.is_told(desk.does(records.enquiries(ringback)[1], "text", ready="try_again"))
        assert "No text was sent. This number said no texts in an earlier enquiry" in told

    def test_is_not_lifted_by_what_answers_no_question(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        the_enquirer.texts("text only").ignores_the_rest()
        sam.expects("new call-back").replies("{code} NOANS").expects("noted: no answer")
        the_enquirer.expects_nothing()
        assert bans(ringback) == {Ban.NO_CALLS, Ban.NO_TEXTS, Ban.NO_VOICEMAIL}

    @pytest.mark.parametrize(
        ("answer", "left"), [("BOTH", set()), ("yes", set()), ("TEXT", {Ban.NO_VOICEMAIL})]
    )
    def test_is_lifted_by_a_clear_answer_of_that_number(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, answer: str, left: set[Ban]
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        the_enquirer.texts("ME").expects(ASKED_FOR_CONTACT)
        the_enquirer.texts(answer)
        assert bans(ringback) == left
        sam.expects("new call-back").replies("{code} NOANS").expects("noted: no answer")
        the_enquirer.expects("Sorry we missed you")

    def test_outlives_stop_and_start(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("STOP").expects("won't text or call you again")
        the_enquirer.texts("START").ignores_the_rest()
        sam.expects("new call-back", "Voicemail NO").replies("{code} NOANS").expects("noted: no answer")
        the_enquirer.expects_nothing()
        assert bans(ringback) == {Ban.NO_TEXTS, Ban.NO_VOICEMAIL}


class TestSaidByForm:
    def test_holds_at_another_centre(
        self, ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone, priya: Phone
    ) -> None:
        ringback.wait(hours=8)
        visitor.asks(text_ok="no", voicemail="no")
        sam.expects("new call-back", "Voicemail NO")
        visitor.asks("/callback/willow-london", text_ok="yes", voicemail="yes")
        priya.expects("new call-back, Willow London", "Voicemail NO")
        the_enquirer.expects_nothing()

    def test_what_was_not_answered_is_no_restriction(
        self, ringback: Ringback, visitor: Visitor, sam: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back", "Voicemail ASK")
        assert bans(ringback) == set()


def test_a_no_reaches_the_other_enquiries_that_are_open_at_once(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    ringback.wait(hours=8)
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back").replies("{code} Y").expects("Voicemail ASK")
    link = sam.link
    ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
    ringback.text(the_enquirer.number, WILLOW_LONDON, "no voicemail")
    the_enquirer.ignores_the_rest()
    priya.ignores_the_rest()
    assert "VOICEMAIL NO" in Visitor(ringback).opens(link).text


class TestSeveralEnquiriesOfOneNumber:
    """Each further text goes to the enquiry that they answer, whatever forms were sent with their number."""

    def test_whoever_holds_the_one_that_was_texted_hears(
        self, ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone, priya: Phone
    ) -> None:
        ringback.wait(hours=8)
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        visitor.asks("/callback/willow-london", text_ok="no")
        priya.expects("new call-back, Willow London").ignores_the_rest()
        the_enquirer.texts("please do not ring, he is here").ignores_the_rest()
        sam.expects("{code} wrote again")
        house, _ = records.enquiries(ringback)
        assert "please do not ring, he is here" in records.words_of(ringback, house)

    def test_whoever_holds_the_one_of_a_form_hears_what_answers_its_text(
        self, ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone, priya: Phone
    ) -> None:
        ringback.wait(hours=8)
        ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
        the_enquirer.ignores_the_rest()
        priya.ignores_the_rest()
        ringback.wait(minutes=1)
        visitor.asks(text_ok="yes")
        the_enquirer.expects("We've been asked to call")
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        priya.ignores_the_rest()
        the_enquirer.texts("my brother may pick up").ignores_the_rest()
        sam.expects("{code} wrote again")

    def test_closed_ones_do_not_hide_the_one_that_is_held(
        self, ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone
    ) -> None:
        for _ in range(3):
            visitor.asks(text_ok="no")
            sam.expects("Voicemail ASK").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
            ringback.move_to(ringback.now + timedelta(hours=73))
        visitor.asks(text_ok="no")
        sam.expects("Voicemail ASK").replies("{code} Y").expects("is yours")
        the_enquirer.texts("are you there").ignores_the_rest()
        sam.expects("{code} wrote again")
        assert records.enquiries(ringback)[-1].text_ok is Wish.NO
