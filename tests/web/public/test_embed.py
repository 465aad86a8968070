"""The form in a frame of another site: it needs no cookie, and only the centre's own sites may show it."""

import html
import re

import pytest

from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Centre
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.embedded import FORM, Framed, hidden_in


@pytest.fixture
def framed(ringback: Ringback) -> Framed:
    return Framed(ringback)


class TestTheForm:
    def test_reaches_whoever_is_on_call(self, framed: Framed, ringback: Ringback, sam: Phone) -> None:
        page = framed.asks(name="Alex", when="now")
        assert page.status_code == 200
        assert "A person will call you, usually within 15 minutes" in page.text
        assert (ringback.enquiry().name, ringback.enquiry().source) == ("Alex", "embed")
        sam.expects("{code} new call-back")

    def test_sets_no_cookie_on_the_whole_way(self, framed: Framed, sam: Phone) -> None:
        answers = [framed.opens(), framed.asks(phone="12"), framed.asks(), framed.opens("/embed.js")]
        assert [each.status_code for each in answers] == [200, 422, 200, 200]
        assert not any("Set-Cookie" in each.headers for each in answers)
        sam.expects("new call-back")

    def test_is_kept_by_no_cache_and_found_by_no_search(self, framed: Framed, sam: Phone) -> None:
        for page in (framed.opens(), framed.asks()):
            assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
        sam.expects("new call-back")

    def test_comes_back_with_what_was_typed(self, framed: Framed, ringback: Ringback, sam: Phone) -> None:
        page = framed.asks(phone="12", name="Alex")
        assert page.status_code == 422
        assert 'value="Alex"' in page.text
        assert framed.posts(**hidden_in(page.text), phone="07700 900123", consent="yes").status_code == 200
        assert ringback.enquiry().phone == "+447700900123"
        sam.expects("new call-back")

    def test_sent_twice_makes_one_enquiry(self, framed: Framed, ringback: Ringback, sam: Phone) -> None:
        first, second = (re.sub(r'name="instead" value="[^"]+"', "", framed.asks().text) for _ in range(2))
        assert first == second
        assert ringback.enquiry().state is EnquiryState.OPEN
        sam.expects("new call-back").expects_nothing()

    def test_answers_danger_with_help(self, framed: Framed, sam: Phone, dana: Phone) -> None:
        page = framed.asks(message="I have taken an overdose").text
        assert page.index("Please don’t wait for us") < page.index("We have your number")
        sam.expects("URGENT")
        dana.expects("URGENT")

    def test_of_a_centre_that_nobody_set_up(self, framed: Framed) -> None:
        for page in (framed.opens("/embed/nowhere"), framed.posts("/embed/nowhere", phone="07700 900123")):
            assert page.status_code == 404
            assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


class TestTheToken:
    @pytest.mark.parametrize("began", [{}, {"began": ""}, {"began": "form.0.forged"}])
    def test_that_is_none_of_ours_brings_the_form_back(
        self, framed: Framed, ringback: Ringback, sam: Phone, began: dict[str, str]
    ) -> None:
        page = framed.posts(phone="07700 900123", name="Alex", consent="yes", **began)
        assert page.status_code == 400
        assert "Please send it again" in page.text
        assert "cookie" not in page.text
        again = framed.posts(**hidden_in(page.text), phone="07700 900123", name="Alex", consent="yes")
        assert again.status_code == 200
        assert ringback.enquiry().name == "Alex"
        sam.expects("new call-back")

    @pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 400)])
    def test_lasts_for_half_a_day(
        self, framed: Framed, ringback: Ringback, sam: Phone, hours: float, status: int
    ) -> None:
        assert framed.asks(after=hours * 3600).status_code == status
        if status == 200:
            sam.expects("new call-back")

    def test_is_not_that_of_a_session(self, framed: Framed, ringback: Ringback) -> None:
        page = ringback.app.test_client().get("/callback/willow-house").text
        stolen = hidden_in(page)["csrf_token"]
        assert framed.posts(began=stolen, phone="07700 900123", consent="yes").status_code == 400


class TestWhoMayShowIt:
    def test_the_sites_of_the_centre_and_no_others(self, framed: Framed) -> None:
        policy = framed.opens().headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'self' https://willow.example https://www.willow.example")

    def test_nobody_where_no_site_is_named(self, framed: Framed) -> None:
        policy = framed.opens("/embed/willow-london").headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'self'")

    def test_also_what_went_wrong_is_shown_in_the_frame(self, framed: Framed) -> None:
        page = framed.posts(phone="x" * 100_000)
        assert page.status_code == 413
        assert "https://willow.example" in page.headers["Content-Security-Policy"]

    def test_no_other_page_of_ours_may_be_framed(self, framed: Framed) -> None:
        for address in ("/", "/callback/willow-house", "/embed/willow-house/preview"):
            policy = framed.opens(address).headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy, address


class TestTheSource:
    @pytest.mark.parametrize(
        ("asked", "source"),
        [
            ("", "embed"),
            ("?utm_source=newsletter", "newsletter"),
            ("?utm_source=search&utm_medium=cpc&utm_campaign=spring&utm_term=drink", "search/cpc/spring"),
            ("?source=poster&utm_source=search", "poster"),
        ],
    )
    def test_is_the_campaign_of_the_page_around_it(
        self, framed: Framed, ringback: Ringback, sam: Phone, asked: str, source: str
    ) -> None:
        framed.asks(FORM + asked)
        assert ringback.enquiry().source == source
        sam.expects("new call-back")


class TestTheSnippet:
    def test_is_there_to_copy(self, framed: Framed, ringback: Ringback) -> None:
        page = html.unescape(framed.opens("/embed/willow-house/preview").text)
        assert f'<a href="{ringback.url}/callback/willow-house">' in page
        assert f'<script src="{ringback.url}/embed.js" data-centre="willow-house"></script>' in page
        assert "https://www.willow.example" in page

    def test_says_where_no_site_is_named(self, framed: Framed) -> None:
        assert "Nowhere yet" in framed.opens("/embed/willow-london/preview").text

    def test_its_script_may_be_kept_for_an_hour_by_any_site(self, framed: Framed) -> None:
        script = framed.opens("/embed.js")
        assert script.headers["Cache-Control"] == "public, max-age=3600"
        assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert script.mimetype == "text/javascript"
        again = framed.opens("/embed.js", **{"If-None-Match": script.headers["ETag"]})
        assert again.status_code == 304


def test_the_setup_file_says_who_may_show_it(ringback: Ringback) -> None:
    with ringback.session() as session:
        centres = session.query(Centre).order_by(Centre.id).all()
    assert [each.embed_origins for each in centres] == [
        ["https://willow.example", "https://www.willow.example"],
        [],
    ]
