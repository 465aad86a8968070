"""The link in the text that confirms a form."""

from urllib.parse import urlsplit

import pytest

from enquiries.lifecycle import transitions
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import ExclusionReason
from enquiries.lifecycle.states import EnquiryState, Outcome
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.records import timeline
from tests.web.visitor import Visitor, token_on


@pytest.fixture
def link(visitor: Visitor, sam: Phone, the_enquirer: Phone) -> str:
    """Where the text leads that answered a form."""
    visitor.asks(name="Alex", message="Evenings", text_ok="yes")
    sam.expects("new call-back")
    return urlsplit(the_enquirer.expects("asked to call this number").link).path


def make_urgent(ringback: Ringback) -> None:
    with ringback.session() as session:
        enquiry = session.merge(ringback.enquiry())
        transitions.make_urgent(session, ringback.now, enquiry, "said by staff")
        session.commit()


class TestThePage:
    def test_shows_when_and_nothing_of_the_person(self, visitor: Visitor, link: str) -> None:
        page = visitor.opens(link)
        assert page.status_code == 200
        assert "A person will call you as soon as one is free." in page.text
        for secret in ("Alex", "Evenings", "900123", "0790", "Willow"):
            assert secret not in page.text

    def test_is_for_nobody_else(self, visitor: Visitor, link: str) -> None:
        headers = visitor.opens(link).headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")
        assert headers["Referrer-Policy"] == "same-origin"

    def test_opening_it_changes_nothing(self, visitor: Visitor, ringback: Ringback, link: str) -> None:
        before = [len(timeline(ringback, what)) for what in EventKind]
        visitor.opens(link)
        assert [len(timeline(ringback, what)) for what in EventKind] == before

    @pytest.mark.parametrize("token", ["nonsense", "x" * 5000, "💚"])
    def test_a_token_that_is_none_says_what_to_do(
        self, visitor: Visitor, ringback: Ringback, token: str
    ) -> None:
        for page in (visitor.opens(f"/m/{token}"), visitor.posts(f"/m/{token}", do="cancel")):
            assert page.status_code == 404
            assert "This link no longer works" in page.text
            assert "ask again" in page.text

    def test_a_link_to_the_page_that_calls_is_none(self, visitor: Visitor, sam: Phone, link: str) -> None:
        token = sam.replies("{code} Y").expects("is yours").link.rpartition("/")[2]
        assert visitor.opens(f"/c/{token}").status_code == 200
        assert visitor.opens(f"/m/{token}").status_code == 404

    def test_a_button_that_is_none_changes_nothing(
        self, visitor: Visitor, ringback: Ringback, link: str
    ) -> None:
        assert visitor.sends(link, do="everything").status_code == 422
        assert ringback.enquiry().state is EnquiryState.OPEN

    def test_a_page_that_lay_open_too_long_can_be_used_again(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, link: str
    ) -> None:
        page = visitor.posts(link, do="cancel", csrf_token="stale")
        assert page.status_code == 400
        assert ringback.enquiry().state is EnquiryState.OPEN
        visitor.posts(link, do="time", time="2026-01-14T18:00", csrf_token=token_on(page))
        assert ringback.enquiry().due_at.hour == 18
        sam.expects("asked for another time")

    def test_to_a_person_who_wants_no_calls_promises_none(
        self, visitor: Visitor, sam: Phone, the_enquirer: Phone
    ) -> None:
        visitor.asks(ring="no")
        sam.expects("new call-back")
        page = visitor.opens(urlsplit(the_enquirer.expects("asked to text this number").link).path).text
        assert "A person will text you as soon as one is free." in page
        assert "will call you" not in page


class TestAnotherTime:
    def test_is_kept_and_whoever_was_asked_is_told(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, link: str
    ) -> None:
        page = visitor.sends(link, do="time", time="2026-01-14T18:00")
        assert (page.status_code, page.location) == (303, link)
        assert "A person will call you today at 6pm." in visitor.opens(link).text
        sam.expects("asked for another time: at 6pm today")
        booked = {"due_at": "2026-01-14T18:00:00+00:00", "promise": 900}
        assert timeline(ringback, EventKind.RESCHEDULED) == [(None, booked)]

    def test_that_has_passed_is_refused(self, visitor: Visitor, ringback: Ringback, link: str) -> None:
        page = visitor.sends(link, do="time", time="2026-01-13T18:00")
        assert page.status_code == 422
        assert "This time has passed." in page.text
        assert timeline(ringback, EventKind.RESCHEDULED) == []

    def test_takes_it_back_from_whoever_holds_it(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, link: str
    ) -> None:
        sam.replies("{code} Y").expects("is yours")
        visitor.sends(link, do="time", time="2026-01-14T18:00")
        assert ringback.enquiry().state is EnquiryState.OPEN
        sam.expects("asked for another time")

    def test_can_be_now_after_all(self, visitor: Visitor, sam: Phone, link: str) -> None:
        assert "Call me as soon as possible" not in visitor.opens(link).text
        visitor.sends(link, do="time", time="2026-01-14T18:00")
        sam.expects("asked for another time")
        assert "Call me as soon as possible" in visitor.opens(link).text
        visitor.sends(link, do="now")
        sam.expects("new call-back")


class TestCancel:
    def test_closes_it_and_says_so_to_whoever_would_ring(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, link: str
    ) -> None:
        page = visitor.sends(link, do="cancel")
        assert "Your request is cancelled" in page.text
        assert ringback.enquiry().outcome is Outcome.OPTED_OUT
        sam.expects("{code} asked for no call")

    def test_leaves_the_link_dead_and_a_second_tap_harmless(
        self, visitor: Visitor, sam: Phone, link: str
    ) -> None:
        token = token_on(visitor.opens(link))
        for expected in (200, 404):
            assert visitor.posts(link, do="cancel", csrf_token=token).status_code == expected
        assert visitor.opens(link).status_code == 404
        sam.expects("asked for no call")

    def test_does_not_stop_them_from_asking_again(
        self, visitor: Visitor, sam: Phone, the_enquirer: Phone, link: str
    ) -> None:
        visitor.sends(link, do="cancel")
        sam.expects("asked for no call")
        visitor.asks(text_ok="yes")
        sam.expects("wrote again after it was closed")
        again = urlsplit(the_enquirer.expects("asked to call this number").link).path
        assert visitor.opens(again).status_code == 200
        assert visitor.opens(link).status_code == 404

    def test_where_there_is_danger_a_manager_decides(
        self, visitor: Visitor, ringback: Ringback, dana: Phone, link: str
    ) -> None:
        make_urgent(ringback)
        page = visitor.sends(link, do="cancel")
        assert "A person will read it and decide" in page.text
        assert ringback.enquiry().state is EnquiryState.OPEN
        dana.expects("ALARM", "cancelled")


class TestNotMe:
    def test_closes_it_and_texts_that_number_no_more(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone, link: str
    ) -> None:
        page = visitor.sends(link, do="not_me")
        assert "Thank you for telling us" in page.text
        assert ringback.enquiry().outcome is Outcome.SPAM
        assert ringback.enquiry().excluded_reason is ExclusionReason.NOT_THEM
        assert timeline(ringback, EventKind.NOT_ME) == [(None, {})]
        assert 'ringback_not_me_total{centre="willow-house"} 1.0' in visitor.opens("/metrics").text
        sam.expects("asked for no call")
        visitor.asks(text_ok="yes")
        sam.expects("wrote again")
        the_enquirer.expects_nothing()

    def test_where_there_is_danger_a_manager_decides(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone, link: str
    ) -> None:
        sam.replies("{code} Y").expects("is yours")
        make_urgent(ringback)
        page = visitor.sends(link, do="not_me")
        assert "A person will read it and decide" in page.text
        assert ringback.enquiry().state is EnquiryState.CLAIMED
        dana.expects("ALARM", "not them")
        sam.expects("wrote again")
