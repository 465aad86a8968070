"""A form of a number that is known, or that seems to come from a machine."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import requests

from enquiries.core.enums import About, Wish
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.records import enquiries, timeline
from tests.web.visitor import Visitor, token_in


@pytest.mark.both_databases
class TestAgain:
    def test_the_same_form_twice_makes_one_enquiry(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        form = {"name": "Alex", "message": "Evenings", "text_ok": "yes"}
        assert visitor.asks(**form).location == visitor.asks(**form).location
        assert ringback.enquiry().name == "Alex"
        assert timeline(ringback, EventKind.WROTE) == []
        sam.expects("new call-back").expects_nothing()
        the_enquirer.expects("We've been asked to call").expects_nothing()

    def test_nothing_known_is_overwritten(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks(about="self", name="Alex", message="Evenings", voicemail="yes")
        visitor.asks(about="other", name="Kim", message="My brother needs you", voicemail="no")
        enquiry = ringback.enquiry()
        assert (enquiry.about, enquiry.name, enquiry.message) == (About.SELF, "Alex", "Evenings")
        assert timeline(ringback, EventKind.MAY_BE_ANOTHER) == [
            ("Kim", {"about": "other", "name": "another"})
        ]
        assert timeline(ringback, EventKind.WROTE) == [("My brother needs you", {"channel": "web"})]
        sam.expects("new call-back")

    def test_the_stricter_wish_about_voicemails_holds(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks(voicemail="yes")
        visitor.asks(voicemail="no")
        visitor.asks(voicemail="yes")
        assert ringback.enquiry().voicemail is Wish.NO
        sam.expects("new call-back")

    def test_a_form_joins_what_a_text_began(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        visitor.asks(name="Alex", voicemail="no")
        enquiry = ringback.enquiry()
        assert (enquiry.name, enquiry.voicemail) == ("Alex", Wish.NO)
        assert enquiry.text_ok is Wish.ASK, "they text with us already"
        sam.expects("new call-back")

    def test_whoever_holds_it_is_told_to_read(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        visitor.asks(message="Please ask for Kim")
        sam.expects("{code} wrote again")
        assert "Please ask for Kim" in visitor.opens(sam.link).text

    def test_the_time_follows_the_latest_form(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks()
        sam.expects("new call-back")
        visitor.asks(when="later", time="2026-01-14T18:00")
        assert ringback.enquiry().due_at.hour == 18
        sam.expects("asked for another time: at 6pm today")
        visitor.asks()
        assert ringback.enquiry().due_at.hour == 2
        sam.expects("new call-back")

    def test_within_72_hours_of_closing_it_is_open_again(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back").replies("{code} DONE").expects("closed")
        visitor.asks(text_ok="yes")
        assert ringback.enquiry().state is EnquiryState.OPEN
        sam.expects("{code} wrote again after it was closed")
        the_enquirer.expects_nothing()

    def test_what_the_page_says_does_not_tell_that_the_number_is_known(
        self, visitor: Visitor, sam: Phone
    ) -> None:
        visitor.asks()
        first = _without_what_is_sealed(visitor.opens("/callback/thanks").text)
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        visitor.asks()
        sam.expects("wrote again")
        assert _without_what_is_sealed(visitor.opens("/callback/thanks").text) == first

    def test_eight_at_the_same_moment_make_one_enquiry(
        self, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        def ask(_: int) -> int:
            with requests.Session() as browser:
                address = f"{ringback.url}/callback/willow-house"
                token = token_in(browser.get(address, timeout=20).text)
                form = {"csrf_token": token, "phone": "07700 900123", "consent": "yes", "text_ok": "yes"}
                return browser.post(address, form, allow_redirects=False, timeout=20).status_code

        with ThreadPoolExecutor(8) as people:
            assert set(people.map(ask, range(8))) == {303}
        ringback.settle()
        assert ringback.enquiry().state is EnquiryState.OPEN
        sam.expects("new call-back").expects_nothing()
        the_enquirer.expects("We've been asked to call").expects_nothing()


class TestDanger:
    def test_is_told_to_managers_too_and_answered_on_the_page(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        visitor.asks(message="I have taken an overdose")
        assert ringback.enquiry().risk == "overdose"
        sam.expects("{code} URGENT")
        dana.expects("{code} URGENT")
        page = visitor.opens("/callback/thanks").text
        assert page.index("Please don’t wait for us") < page.index("A mental health crisis")

    def test_in_any_field(self, visitor: Visitor, sam: Phone, dana: Phone) -> None:
        visitor.asks(ask_for="nobody, I want to die")
        sam.expects("URGENT")
        dana.expects("URGENT")

    def test_leaves_the_chosen_time_and_is_told_at_once(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        visitor.asks(when="later", time="2026-01-14T18:00", message="he hits me, he is out from six")
        for phone in (sam, dana):
            phone.expects("{code} URGENT possible risk, Willow House. Call planned at 6pm today")
        assert ringback.enquiry().due_at == datetime(2026, 1, 14, 18, tzinfo=UTC)
        assert "6pm" in visitor.opens("/callback/thanks").text

    def test_in_a_further_form_leaves_its_time(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        visitor.asks(when="later", time="2026-01-14T18:00")
        visitor.asks(when="later", time="2026-01-14T20:00", message="I have taken an overdose")
        assert ringback.enquiry().due_at == datetime(2026, 1, 14, 20, tzinfo=UTC)
        sam.expects("URGENT possible risk, Willow House. Call planned at 8pm today")
        dana.expects("URGENT possible risk, Willow House. Call planned at 8pm today")

    def test_in_a_further_form_that_wants_a_call_now_brings_it_forward(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        visitor.asks(when="later", time="2026-01-14T18:00")
        visitor.asks(message="I have taken an overdose")
        assert ringback.enquiry().due_at <= ringback.now
        sam.expects("URGENT possible risk, Willow House. Call now")
        dana.expects("URGENT possible risk, Willow House. Call now")

    def test_does_not_wait_for_opening(self, visitor: Visitor, leila: Phone) -> None:
        visitor.asks("/callback/willow-london", message="I have taken an overdose")
        leila.expects("URGENT")
        assert "as soon as one is free" in visitor.opens("/callback/thanks").text


def test_one_person_at_two_centres_makes_two_enquiries(
    visitor: Visitor, ringback: Ringback, sam: Phone
) -> None:
    visitor.asks("/callback/willow-house")
    visitor.asks("/callback/willow-london")
    assert [each.centre.slug for each in enquiries(ringback)] == ["willow-house", "willow-london"]
    sam.expects("new call-back")


def _without_what_is_sealed(page: str) -> str:
    """It differs each time, and always has as many characters."""
    return re.sub(r'name="(csrf_token|instead)" value="[^"]{20,}"', "", page)
