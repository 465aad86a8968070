"""The page of an enquiry: nothing of the person until somebody presses, and what may be texted."""

import pytest

from enquiries.core.enums import Role
from enquiries.lifecycle.events import EventKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON
from tests.web.desk import Desk, words
from tests.web.staff.test_board import become
from tests.web.visitor import Visitor


@pytest.fixture
def desk(ringback: Ringback) -> Desk:
    """Sam's."""
    return Desk(ringback, "sam")


@pytest.fixture
def asked(visitor: Visitor, sam: Phone, the_enquirer: Phone) -> None:
    """Marigold has filled in the form, and allows texts and no voicemail."""
    visitor.asks(name="Marigold", message="evenings only", text_ok="yes", voicemail="no")
    sam.expects("new call-back")
    the_enquirer.expects("We've been asked to call")


@pytest.fixture
def texted(the_enquirer: Phone, sam: Phone) -> Phone:
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back")
    return the_enquirer


@pytest.mark.usefixtures("asked")
class TestThePerson:
    def test_is_shown_when_somebody_presses_for_it(self, ringback: Ringback, desk: Desk) -> None:
        assert "Marigold" not in desk.page(ringback.enquiry())
        assert "evenings" not in desk.page(ringback.enquiry())
        page = desk.reads(ringback.enquiry())
        assert "Marigold" in page
        assert "evenings only" in page

    def test_each_look_is_written_down_with_who_and_from_where(self, ringback: Ringback, desk: Desk) -> None:
        desk.page(ringback.enquiry())
        assert records.happened(ringback, EventKind.VIEWED) == []
        desk.reads(ringback.enquiry())
        assert records.happened(ringback, EventKind.VIEWED) == [
            {"door": "enquiry page", "address": "127.0.0.1"}
        ]
        assert "Sam C</b> Viewed the details" in desk.page(ringback.enquiry())

    def test_the_number_is_on_the_page_that_calls_alone(self, ringback: Ringback, desk: Desk) -> None:
        desk.does(ringback.enquiry(), "take")
        assert "900123" not in desk.reads(ringback.enquiry())

    def test_an_auditor_reads_what_happened_and_not_to_whom(self, ringback: Ringback, desk: Desk) -> None:
        desk.does(ringback.enquiry(), "note", note="Marigold has a dog")
        become(ringback, "priya@example.org", Role.AUDITOR)
        auditor, enquiry = Desk(ringback, "priya"), ringback.enquiry()
        page = auditor.page(enquiry)
        assert "Sam C</b> Noted" in page
        assert "Not shown to auditors" in page
        assert "Marigold" not in page
        assert "VOICEMAIL NO" in page
        assert auditor.posts(f"/enquiries/{enquiry.reference}/details").status_code in (400, 403)
        assert auditor.presses(enquiry, "take").status_code in (400, 403)

    def test_of_somebody_who_was_erased_nothing_is_left(self, ringback: Ringback, desk: Desk) -> None:
        reference = ringback.enquiry()
        with ringback.session() as session:
            session.merge(reference).key = None
            session.commit()
        assert "Erased." in desk.reads(reference)

    def test_how_to_be_in_touch_safely_is_large(self, ringback: Ringback, desk: Desk) -> None:
        page = desk.page(ringback.enquiry())
        assert "VOICEMAIL NO</b> <span>If a machine answers, hang up." in page
        assert "TEXTS YES" in page


class TestTheStory:
    def test_is_told_in_plain_words(self, ringback: Ringback, desk: Desk, texted: Phone, sam: Phone) -> None:
        texted.texts("ME").ignores_the_rest()
        sam.replies("{code} NOANS").expects("Next try")
        texted.expects("Sorry we missed you")
        page = " ".join(desk.page(ringback.enquiry()).split())
        for told in (
            "Asked for a call by text, from website",
            "We sent a text: welcome",
            "<b>Sam C</b> Is being alerted",
            "<b>Sam C</b> The alert reached their phone",
            "Answered: for whom self",
            "<b>Sam C</b> Took it",
            "<b>Sam C</b> Reported a call that had not been logged",
            "<b>Sam C</b> Tried: no answer. Next try at 2:44am today",
        ):
            assert told in page, told

    def test_what_somebody_wrote_is_there_after_the_press(
        self, ringback: Ringback, desk: Desk, texted: Phone
    ) -> None:
        texted.texts("my dog is called Biscuit").ignores_the_rest()
        desk.does(ringback.enquiry(), "note", note="likes tea")
        for said in ("Biscuit", "likes tea", "You did the right thing"):
            assert said not in desk.page(ringback.enquiry())
            assert said in desk.reads(ringback.enquiry())

    def test_texts_say_what_became_of_them(self, ringback: Ringback, desk: Desk, texted: Phone) -> None:
        assert "02:14 welcome, delivered" in desk.page(ringback.enquiry())
        assert texted.number not in desk.page(ringback.enquiry())

    def test_who_writes_quit_may_ask_for_help(
        self, ringback: Ringback, desk: Desk, texted: Phone, sam: Phone
    ) -> None:
        texted.texts("QUIT").ignores_the_rest()
        sam.expects("asked for no call")
        page = desk.page(ringback.enquiry())
        assert "They may be asking for help" in page
        assert "Texted QUIT: no more texts. May be asking for help: please check" in page


class TestAnotherOfThatPhone:
    def test_is_named_by_its_code_where_it_is_theirs_to_see(self, ringback: Ringback, texted: Phone) -> None:
        ringback.text(texted.number, WILLOW_LONDON, "my name is Robin")
        texted.ignores_the_rest()
        here, there = records.enquiries(ringback)
        page = Desk(ringback, "priya").reads(here)
        assert "This phone has another open enquiry" in page
        assert f">{there.code}</a>" in page
        assert "Robin" not in page
        alone = Desk(ringback, "sam").reads(here)
        assert "Another enquiry" not in alone
        assert there.code not in words(alone)


class TestTexting:
    def test_one_that_is_ready_goes_out(self, ringback: Ringback, desk: Desk, texted: Phone) -> None:
        told = desk.is_told(desk.does(ringback.enquiry(), "text", ready="which_time"))
        assert told == "The text is on its way."
        texted.expects("When is a good time to call you?")
        assert "written, delivered" in desk.page(ringback.enquiry())
        assert "<b>Sam C</b> Texted them from the board" in desk.page(ringback.enquiry())

    def test_words_of_their_own_go_out_in_letters_that_every_phone_has(
        self, ringback: Ringback, desk: Desk, texted: Phone
    ) -> None:
        desk.does(ringback.enquiry(), "text", ready="own", words="Ring “us” at six, łove")
        texted.expects('Ring "us" at six, love')

    def test_words_that_carriers_filter_are_warned_of_once(
        self, ringback: Ringback, desk: Desk, texted: Phone
    ) -> None:
        words = "Your DETOX bed, and no drugs please"
        warned = desk.does(ringback.enquiry(), "text", ready="own", words=words)
        assert warned.status_code == 409
        assert "detox, drugs. Better without" in desk.is_told(warned)
        assert f">{words}</textarea>" in warned.text
        texted.expects_nothing()
        desk.does(ringback.enquiry(), "text", ready="own", words=words, checked=words)
        texted.expects("Your DETOX bed")

    @pytest.mark.parametrize(
        ("words", "said"), [("", "Choose a text, or write one."), ("long " * 150, "Use 3 or fewer")]
    )
    def test_what_cannot_be_sent(
        self, ringback: Ringback, desk: Desk, texted: Phone, words: str, said: str
    ) -> None:
        refused = desk.does(ringback.enquiry(), "text", ready="own", words=words)
        assert said in desk.is_told(refused)
        texted.expects_nothing()

    @pytest.mark.usefixtures("texted")
    def test_who_said_stop_gets_none(
        self, ringback: Ringback, desk: Desk, texted: Phone, sam: Phone, dana: Phone
    ) -> None:
        texted.texts("I want to die").texts("STOP").ignores_the_rest()
        sam.ignores_the_rest()
        dana.ignores_the_rest()
        assert "opted out" in desk.page(ringback.enquiry())
        refused = desk.does(ringback.enquiry(), "text", ready="thank_you")
        assert "No text was sent. They have opted out" in desk.is_told(refused)
        texted.expects_nothing()

    def test_who_said_no_texts_gets_none(
        self, ringback: Ringback, desk: Desk, visitor: Visitor, sam: Phone
    ) -> None:
        visitor.asks(text_ok="no")
        sam.expects("new call-back")
        assert "NO TEXTS" in desk.page(ringback.enquiry())
        told = desk.is_told(desk.does(ringback.enquiry(), "text", ready="thank_you"))
        assert told == "No text was sent. They said no texts."

    def test_how_we_know_of_an_opt_out_is_said_in_a_sentence(
        self, ringback: Ringback, desk: Desk, texted: Phone
    ) -> None:
        desk.does(ringback.enquiry(), "done", outcome="opted_out")
        page = desk.page(ringback.enquiry())
        assert "They told a colleague they want no more texts or calls." in page
        assert "SAID SO" not in page

    def test_who_was_not_asked_about_texts_gets_none(
        self, ringback: Ringback, desk: Desk, visitor: Visitor, sam: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back")
        told = desk.is_told(desk.does(ringback.enquiry(), "text", ready="thank_you"))
        assert told == "No text was sent. They haven’t said we may text them."

    def test_a_landline_gets_none(self, ringback: Ringback, desk: Desk, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(phone="020 7946 0777", text_ok="yes")
        sam.expects("new call-back")
        told = desk.is_told(desk.does(ringback.enquiry(), "text", ready="thank_you"))
        assert "it’s a landline" in told

    def test_no_texts_said_while_it_waits_holds_it_back(
        self, ringback: Ringback, desk: Desk, texted: Phone, sam: Phone
    ) -> None:
        texted.texts("ME").ignores_the_rest()
        ringback.workers_run = ringback.tick_runs = False
        form = desk.opens_form(ringback.enquiry())
        desk.client.post(
            f"/enquiries/{ringback.enquiry().reference}/text", data={**form, "ready": "thank_you"}
        )
        texted.texts("no texts").expects_nothing()
        ringback.workers_run = ringback.tick_runs = True
        sam.expects("your text to them did not arrive: they said no texts")
        assert "A text did not reach them: written. They said no texts." in desk.page(ringback.enquiry())


def test_one_who_wants_no_calls_is_texted_from_the_board_and_from_its_page(
    ringback: Ringback, desk: Desk, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("dont ring me, text only please").ignores_the_rest()
    sam.expects("TEXT ONLY").replies("{code} Y").expects("is yours")
    enquiry = ringback.enquiry()
    for page in (desk.opens("/board").text, desk.page(enquiry)):
        assert "#text" in page
        assert '<a class="button" href="/c/' not in page
