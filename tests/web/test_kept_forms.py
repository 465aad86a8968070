"""What was typed while a sign-in ended comes back. The form is that of a new link."""

import html
import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from enquiries.domain.password import FOR_DEMONSTRATION as PASSWORD
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import Member, account_of, app_code, joined, set_up_second_step
from tests.web.visitor import Visitor, token_on

SAM, DANA = "sam@example.org", "dana@example.org"
NOTE = "Prefers evenings.\nSays <b>hello</b> & thanks 💚"


@pytest.fixture
def address(ringback: Ringback) -> str:
    return f"/admin/accounts/{account_of(ringback, SAM).staff_id}/link"


@pytest.fixture
def dana(ringback: Ringback) -> Visitor:
    """She signed in long ago, with a second step; then she went to lunch."""
    joined(ringback, DANA)
    set_up_second_step(ringback, DANA)
    return Member(ringback, DANA)


def kept_on(page: TestResponse) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page.text)
    assert found is not None, "nothing is kept on this page"
    return html.unescape(found[1])


def sends_on(browser: Visitor, page: TestResponse, address: str, **fields: str) -> TestResponse:
    """Send the form of that page, with all that it carries."""
    return browser.posts(address, csrf_token=token_on(page), kept=kept_on(page), **fields)


class TestAnEndedSignIn:
    def test_keeps_it_through_both_steps_and_shows_it(
        self, ringback: Ringback, dana: Visitor, address: str
    ) -> None:
        token = dana.token("/admin/accounts")
        ringback.move_to(ringback.now + timedelta(hours=13))
        page = dana.posts(address, lost_phone="yes", note=NOTE, csrf_token=token)
        assert page.status_code == 401
        assert "Nothing is lost" in page.text
        page = sends_on(dana, page, "/sign-in", email=DANA, password="wrong")
        page = sends_on(dana, page, "/sign-in", email=DANA, password=PASSWORD)
        page = sends_on(dana, page, "/sign-in/code", code=app_code(ringback, DANA))
        assert f'action="{address}"' in page.text
        assert html.escape(NOTE, quote=False).replace("'", "&#39;") in page.text
        page = dana.posts(address, lost_phone="yes", note=NOTE, csrf_token=token_on(page))
        assert "A link for Sam Carter" in page.text

    def test_changes_nothing_meanwhile(self, ringback: Ringback, dana: Visitor, address: str) -> None:
        token = dana.token("/admin/accounts")
        ringback.move_to(ringback.now + timedelta(hours=13))
        dana.posts(address, csrf_token=token)
        assert account_of(ringback, SAM).link_lookup is None

    def test_shows_it_to_nobody_else(
        self, ringback: Ringback, dana: Visitor, sam: Phone, address: str
    ) -> None:
        token = dana.token("/admin/accounts")
        ringback.move_to(ringback.now + timedelta(hours=13))
        page = dana.posts(address, note=NOTE, csrf_token=token)
        page = sends_on(dana, page, "/sign-in/text", email=SAM)
        page = sends_on(dana, page, "/sign-in/text/code", code=sam.expects("signs you in").last[:6])
        assert (page.status_code, page.location) == (303, "/account")

    def test_a_script_is_told(self, visitor: Visitor, address: str) -> None:
        told = visitor.client.post(address, data={"note": NOTE}, headers={"X-Requested-With": "fetch"})
        assert told.status_code == 401
        assert "kept" not in told.text

    def test_what_is_forged_is_left_out(self, ringback: Ringback, visitor: Visitor) -> None:
        joined(ringback, SAM)
        page = visitor.sends("/sign-in", email=SAM, password=PASSWORD, kept="forged")
        assert page.location == "/account"


class TestStale:
    def test_a_form_from_before_one_signed_in_anew_is_shown_again(
        self, ringback: Ringback, dana: Visitor, address: str
    ) -> None:
        page = dana.posts(address, note=NOTE, csrf_token="from another tab")
        assert page.status_code == 400
        assert "Prefers evenings." in page.text
        assert "A link for Sam Carter" in dana.posts(address, csrf_token=token_on(page)).text

    def test_a_password_that_is_asked_for_once_more_loses_nothing(
        self, ringback: Ringback, dana: Visitor, address: str
    ) -> None:
        token = dana.token("/admin/accounts")
        ringback.move_to(ringback.now + timedelta(minutes=20))
        page = dana.posts(address, note=NOTE, csrf_token=token)
        assert "Your password once more" in page.text
        page = sends_on(dana, page, "/sign-in/again", password=PASSWORD)
        page = sends_on(dana, page, "/sign-in/code", code=app_code(ringback, DANA))
        assert "Prefers evenings." in page.text
