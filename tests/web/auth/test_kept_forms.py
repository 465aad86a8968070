"""What was typed while a sign-in ended comes back. The form is that of a new link."""

import html
import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from enquiries.web.auth import access, kept_form_words
from enquiries.web.staff.action_forms import VERBS
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
        self, ringback: Ringback, dana: Visitor, sam: Phone, address: str
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
        assert '<button class="button wide">Make a sign-in link for Sam Carter</button>' in page.text
        assert "<dt>Turn off two-step sign-in</dt><dd>Yes</dd>" in page.text
        assert "lost_phone</dt>" not in page.text
        assert html.escape(NOTE, quote=False).replace("'", "&#39;") in page.text
        page = dana.posts(address, lost_phone="yes", note=NOTE, csrf_token=token_on(page))
        assert "A link for Sam Carter" in page.text
        sam.expects("Dana B made a link")

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
        page = sends_on(
            dana, page, "/sign-in/text/code", code=sam.expects("is your code to sign in").last[:6]
        )
        assert (page.status_code, page.location) == (303, "/board")

    def test_a_script_is_told(self, visitor: Visitor, address: str) -> None:
        told = visitor.client.post(address, data={"note": NOTE}, headers={"X-Requested-With": "fetch"})
        assert told.status_code == 401
        assert "kept" not in told.text

    def test_what_is_forged_is_left_out(self, ringback: Ringback, visitor: Visitor) -> None:
        joined(ringback, SAM)
        page = visitor.sends("/sign-in", email=SAM, password=PASSWORD, kept="forged")
        assert page.location == "/board"


class TestStale:
    def test_a_form_from_before_one_signed_in_anew_is_shown_again(
        self, ringback: Ringback, dana: Visitor, sam: Phone, address: str
    ) -> None:
        form = {"note": NOTE, "csrf_token": "from another tab"}
        page = dana.client.post(address, data=form, headers=OURS)
        assert page.status_code == 400
        assert "Prefers evenings." in page.text
        assert "A link for Sam Carter" in dana.posts(address, csrf_token=token_on(page)).text
        sam.expects("Dana B made a link")


# What a browser says of a form: that the page it was on is of this site, or of another.
OURS = {"Sec-Fetch-Site": "same-origin"}
ANOTHERS: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://trap.example"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://trap.example"},
    {"Origin": "null"},
    {},
)


class TestAnotherSite:
    @pytest.mark.parametrize("headers", ANOTHERS)
    @pytest.mark.parametrize("path", ["", "/sign-in", "/sign-out", "/enquiries/abc/done", "/admin/staff/new"])
    def test_signs_nobody_out_and_leaves_nothing_to_press(
        self, visitor: Visitor, address: str, path: str, headers: dict[str, str]
    ) -> None:
        # the session is not sent along, as its cookie is SameSite=Lax
        page = visitor.client.post(path or address, data={"note": NOTE}, headers=headers)
        assert "Set-Cookie" not in page.headers
        assert "Prefers evenings" not in page.text
        assert 'name="kept"' not in page.text
        # what says nothing of where it comes from may be a sign-in of an old browser, whose token has ended
        says_nothing = headers.get("Origin", "null") == "null" and "Sec-Fetch-Site" not in headers
        assert page.status_code == (400 if path == "/sign-in" and says_nothing else 403)

    @pytest.mark.parametrize("headers", ANOTHERS)
    def test_nor_where_the_session_is_sent_along(
        self, ringback: Ringback, dana: Visitor, address: str, headers: dict[str, str]
    ) -> None:
        page = dana.client.post(address, data={"note": NOTE, "csrf_token": "guessed"}, headers=headers)
        assert "Prefers evenings" not in page.text
        assert not headers or "Set-Cookie" not in page.headers
        assert dana.opens("/account").status_code == 200
        assert account_of(ringback, SAM).link_lookup is None

    def test_a_form_of_ours_is_known_by_the_origin_or_by_its_token(
        self, ringback: Ringback, dana: Visitor, address: str
    ) -> None:
        token = dana.token("/admin/accounts")
        ringback.move_to(ringback.now + timedelta(hours=13))
        for headers, form in (
            ({}, {"note": NOTE, "csrf_token": token}),
            ({"Origin": ringback.url}, {"note": NOTE}),
            (OURS, {"note": NOTE}),
        ):
            page = dana.client.post(address, data=form, headers=headers)
            assert page.status_code == 401
            assert kept_on(page)


class TestInWords:
    @pytest.mark.parametrize(
        ("deed", "fields", "does"),
        [
            ("done", {"outcome": "booked", "seen": "12"}, "Close enquiry {code} as booked"),
            ("done", {"outcome": "wrong_number"}, "Close enquiry {code} as wrong number"),
            ("take", {"seen": "12", "back": "/board"}, "Take enquiry {code}"),
            ("note", {"note": NOTE}, "Add a note to enquiry {code}"),
        ],
    )
    def test_the_button_says_what_it_does(
        self,
        ringback: Ringback,
        the_enquirer: Phone,
        sam: Phone,
        deed: str,
        fields: dict[str, str],
        does: str,
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("{code} new call-back")
        joined(ringback, SAM)
        enquiry, browser = ringback.enquiry(), Visitor(ringback)
        page = browser.client.post(f"/enquiries/{enquiry.reference}/{deed}", data=fields, headers=OURS)
        page = sends_on(browser, page, "/sign-in", email=SAM, password=PASSWORD)
        assert f">{does.replace('{code}', sam.code)}</button>" in page.text
        shown = re.findall(r"<dt>(.*?)</dt>", page.text)
        assert shown == (["Note"] if deed == "note" else [])

    def test_every_form_for_staff_has_words(self, ringback: Ringback) -> None:
        posts = {
            rule.endpoint
            for rule in ringback.app.url_map.iter_rules()
            if "POST" in (rule.methods or ())
            and not (access.rule_of(ringback.app, rule.endpoint) or access.PUBLIC).is_public
        }
        assert posts == {*kept_form_words.DOES, "deeds.do"}
        assert set(kept_form_words.DEEDS) == set(VERBS)

    def test_names_of_another_centre_are_not_told(self, ringback: Ringback, visitor: Visitor) -> None:
        joined(ringback, DANA)
        leila = account_of(ringback, "leila@example.org").staff_id
        page = visitor.client.post(f"/admin/staff/{leila}/switch-off", headers=OURS)
        page = sends_on(visitor, page, "/sign-in", email=DANA, password=PASSWORD)
        assert "Switch a person off" in page.text
        assert "Leila" not in page.text


class TestOnceMore:
    def test_a_password_that_is_asked_for_once_more_loses_nothing(
        self, ringback: Ringback, dana: Visitor, address: str
    ) -> None:
        token = dana.token("/admin/accounts")
        ringback.move_to(ringback.now + timedelta(minutes=20))
        page = dana.posts(address, note=NOTE, csrf_token=token)
        assert "Confirm your password" in page.text
        page = sends_on(dana, page, "/sign-in/again", password=PASSWORD)
        page = sends_on(dana, page, "/sign-in/code", code=app_code(ringback, DANA))
        assert "Prefers evenings." in page.text
