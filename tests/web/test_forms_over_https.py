"""Forms over https, from browsers that send no Referer, and from pages of other sites."""

from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from enquiries.lifecycle.states import EnquiryState
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.embedded import FORM as FRAME
from tests.web.embedded import hidden_in
from tests.web.member import joined
from tests.web.records import enquiries
from tests.web.visitor import token_on

HOST = "https://ringback.example"
FORM = "/callback/willow-house"
TYPED = {"phone": "07700 900123", "consent": "yes"}
# As browsers send them: with everything, without a Referer, told to withhold it, and old ones.
OURS = [
    {"Referer": f"{HOST}/callback", "Origin": HOST, "Sec-Fetch-Site": "same-origin"},
    {"Origin": HOST, "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": HOST},
    {"Origin": "null"},
    {"Referer": f"{HOST}/"},
    {},
]
ANOTHERS = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://www.ringback.example"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "https://ringback.example.elsewhere.example"},
]


class Browser:
    def __init__(self, ringback: Ringback, headers: dict[str, str]) -> None:
        self._ringback = ringback
        self._headers = headers
        self.client = ringback.app.test_client()

    def sends(self, address: str, **fields: str) -> TestResponse:
        """Open the page, and send its form with what the page sends along."""
        page = self.client.get(address, base_url=HOST, buffered=True)
        hidden = hidden_in(page.text)
        hidden.setdefault("csrf_token", token_on(page) if 'name="csrf_token"' in page.text else "")
        return self.posts(address, **{**hidden, **fields})

    def posts(self, address: str, **fields: str) -> TestResponse:
        answer = self.client.post(address, base_url=HOST, data=fields, headers=self._headers, buffered=True)
        self._ringback.settle()
        return answer


@pytest.mark.parametrize("headers", OURS)
class TestOurOwnForms:
    def test_a_callback_is_taken(self, ringback: Ringback, sam: Phone, headers: dict[str, str]) -> None:
        page = Browser(ringback, headers).sends(FORM, **TYPED)
        assert (page.status_code, page.location) == (303, "/callback/thanks")
        sam.expects("new call-back")

    def test_in_a_frame_too(self, ringback: Ringback, sam: Phone, headers: dict[str, str]) -> None:
        assert Browser(ringback, headers).sends(FRAME, **TYPED).status_code == 200
        sam.expects("new call-back")

    def test_it_was_not_me(
        self, ringback: Ringback, sam: Phone, the_enquirer: Phone, headers: dict[str, str]
    ) -> None:
        browser = Browser(ringback, headers)
        browser.sends(FORM, **TYPED, text_ok="yes")
        sam.expects("new call-back")
        link = urlsplit(the_enquirer.expects("asked to call this number").link).path
        assert "Thank you for telling us" in browser.sends(link, do="not_me").text
        sam.expects("asked for no call")

    def test_a_sign_in(self, ringback: Ringback, headers: dict[str, str]) -> None:
        joined(ringback, "sam@example.org")
        page = Browser(ringback, headers).sends("/sign-in", email="sam@example.org", password=PASSWORD)
        assert (page.status_code, page.location) == (303, "/board")


@pytest.mark.parametrize("headers", ANOTHERS)
class TestAnotherSite:
    def test_sends_nothing_to_us_and_learns_how_to_reach_us(
        self, ringback: Ringback, headers: dict[str, str]
    ) -> None:
        page = Browser(ringback, headers).sends(FORM, **TYPED, message="words of theirs")
        assert page.status_code == 403
        assert "This form came from another site" in page.text
        assert "words of theirs" not in page.text
        assert "cookie" not in page.text
        assert enquiries(ringback) == []

    def test_begins_no_session_and_ends_none(self, ringback: Ringback, headers: dict[str, str]) -> None:
        browser = Browser(ringback, headers)
        for address in (FORM, "/sign-in", "/m/none"):
            page = browser.posts(address, **TYPED)
            assert page.status_code == 403
            assert "Set-Cookie" not in page.headers
            assert "csrf_token" not in page.text


class TestWithoutAToken:
    def test_a_page_that_hides_where_it_is_makes_no_form_of_ours(self, ringback: Ringback) -> None:
        page = Browser(ringback, {"Origin": "null"}).posts(FORM, **TYPED, message="words of theirs")
        assert page.status_code == 403
        assert "words of theirs" not in page.text
        assert "Set-Cookie" not in page.headers

    def test_a_cookie_is_blamed_only_where_none_came(self, ringback: Ringback, sam: Phone) -> None:
        browser = Browser(ringback, {"Sec-Fetch-Site": "same-origin"})
        page = browser.posts(FORM, **TYPED)
        assert (page.status_code, "cookie" in page.text) == (400, True)
        page = browser.posts(FORM, **TYPED)
        assert (page.status_code, "cookie" in page.text) == (400, False)
        assert browser.posts(FORM, **TYPED, csrf_token=token_on(page)).status_code == 303
        sam.expects("new call-back")

    def test_so_it_is_behind_the_link_of_the_text(
        self, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        Browser(ringback, {}).sends(FORM, **TYPED, text_ok="yes")
        sam.expects("new call-back")
        link = urlsplit(the_enquirer.expects("asked to call this number").link).path
        fresh = Browser(ringback, {"Sec-Fetch-Site": "same-origin"})
        for blamed in (True, False):
            page = fresh.posts(link, do="not_me")
            assert (page.status_code, "cookie" in page.text) == (400, blamed)
        assert ringback.enquiry().state is EnquiryState.OPEN
