import re
from datetime import date

from enquiries.organisation.centres import all_centres
from enquiries.organisation.models import EmergencyNumber
from enquiries.web.public.help import ELSEWHERE
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor


class TestTheFirstPage:
    def test_has_every_way_to_ask(self, visitor: Visitor) -> None:
        page = visitor.opens("/").text
        for way in (
            "Text <b>HELP</b> to <b>83222</b>",
            "Text <b>HELP</b> to <b>07700 900100</b>",
            'href="/callback/willow-house"',
            'href="/callback/willow-london"',
            "020 7946 0123",
            "Monday to Friday 8am to 8pm, Saturday 9am to 5pm",
        ):
            assert way in page

    def test_has_every_line_that_helps_at_once(self, visitor: Visitor) -> None:
        page = visitor.opens("/").text
        for line in ("999", "111", "116 123", "SHOUT to 85258", "0300 123 6600", "0800 1111"):
            assert line in page

    def test_says_that_they_were_checked_only_where_the_setup_does(
        self, visitor: Visitor, ringback: Ringback
    ) -> None:
        assert "last checked" not in visitor.opens("/").text
        with ringback.session() as session:
            session.add(EmergencyNumber(country="GB", emergency="999", checked=date(2026, 1, 12)))
            session.commit()
        assert "These numbers were last checked on 12 January 2026." in visitor.opens("/").text

    def test_may_not_be_framed_nor_run_what_is_not_ours(self, visitor: Visitor) -> None:
        policy = visitor.opens("/").headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy

    def test_and_the_form_weigh_little(self, visitor: Visitor) -> None:
        parts = ("/callback/willow-house", "/static/style.css", "/static/exit.js", "/static/icon.svg")
        assert sum(len(visitor.opens(part).data) for part in parts) < 30_000


class TestNothingThere:
    def test_an_unknown_address_is_a_page_that_helps(self, visitor: Visitor) -> None:
        page = visitor.opens("/nowhere")
        assert page.status_code == 404
        assert "Samaritans" in page.text

    def test_a_wrong_method_too(self, visitor: Visitor) -> None:
        assert visitor.client.delete("/callback").status_code == 405


class TestPrivacy:
    def test_says_who_keeps_what_and_how_to_take_it_back(self, visitor: Visitor) -> None:
        page = visitor.opens("/privacy/willow-house")
        for said in (
            "Willow Recovery Ltd",
            "CQC 1-123456789",
            "020 7946 0123",
            "a person will do it for you",
            "until a person here deletes it",
            "ico.org.uk",
        ):
            assert said in page.text
        assert "Willow London" not in page.text

    def test_of_every_centre_where_none_is_named(self, visitor: Visitor) -> None:
        page = visitor.opens("/privacy").text
        assert "Willow House" in page
        assert "Willow London Day Programme" in page

    def test_an_unknown_centre_is_a_page_that_helps(self, visitor: Visitor) -> None:
        assert visitor.opens("/privacy/nowhere").status_code == 404

    def test_every_page_leads_to_its_own(self, visitor: Visitor) -> None:
        assert 'href="/privacy/willow-house"' in visitor.opens("/callback/willow-house").text
        assert 'href="/privacy"' in visitor.opens("/callback").text


class TestTheWayOut:
    def test_leads_elsewhere_and_the_session_is_gone(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        sam.expects("new call-back")
        page = visitor.opens("/leave")
        assert (page.status_code, page.location) == (303, ELSEWHERE)
        assert "If you sent the form, we have it" in visitor.opens("/callback/thanks").text

    def test_is_told_by_a_script_too(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        sam.expects("new call-back")
        assert visitor.client.post("/leave").status_code == 204
        assert "If you sent the form, we have it" in visitor.opens("/callback/thanks").text

    def test_is_on_every_page_and_so_is_help(self, visitor: Visitor) -> None:
        for address in ("/", "/callback", "/callback/thanks", "/m/none", "/privacy", "/nowhere"):
            page = visitor.opens(address).text
            assert f'href="/leave" rel="nofollow" data-exit="{ELSEWHERE}"' in page
            assert page.index("In danger?") < page.index("<main")
            assert 'href="tel:116123"' in page


class TestFamilies:
    def test_have_a_link_that_says_for_whom(self, visitor: Visitor) -> None:
        assert 'href="/callback/willow-house?about=other"' in visitor.opens("/").text
        page = visitor.opens("/callback/willow-house?about=other").text
        assert 'name="about" value="other" checked' in page
        assert "We’ll get back to you, not to them." in page

    def test_a_link_that_says_anything_else_says_nothing(self, visitor: Visitor) -> None:
        page = visitor.opens("/callback/willow-house?about=everyone").text
        assert not re.search(r'name="about" value="\w+" checked', page)


class TestLinesOfEachCountry:
    def test_two_countries_have_both_named(self, visitor: Visitor, ringback: Ringback) -> None:
        with ringback.session() as session:
            every = all_centres(session)
            every[-1].country = "IE"
            session.commit()
        page = visitor.opens("/").text
        for line in ("United Kingdom", "Ireland", "116 123", "SHOUT to 85258", "1800 247 247"):
            assert line in page

    def test_a_centre_elsewhere_names_no_british_line(self, visitor: Visitor, ringback: Ringback) -> None:
        with ringback.session() as session:
            for centre in all_centres(session):
                centre.country = "US"
            session.commit()
        for path in ("/", "/callback/willow-house", "/nowhere", "/privacy/willow-house"):
            page = visitor.opens(path).text
            assert "988" in page
            assert "911" in page
            assert "Samaritans" not in page

    def test_where_no_line_is_known_only_the_emergency_number_is(
        self, visitor: Visitor, ringback: Ringback
    ) -> None:
        with ringback.session() as session:
            for centre in all_centres(session):
                centre.country = "JP"
            session.commit()
        page = visitor.opens("/nowhere").text
        assert 'href="tel:110"' in page
        assert "To talk?" not in page
