"""Staff come in: on a phone and at a desk, by keyboard alone, with pages that everybody can use."""

import re
from datetime import timedelta

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Page, expect

from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from tests.browser.conftest import DESK, PHONE, Opens, press
from tests.browser.everybody import NARROWEST, too_pale, too_small, too_wide, violations
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import app_code, joined, link_for, set_up_second_step

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

SAM, DANA = "sam@example.org", "dana@example.org"
_TAPPED = "button, input:not([type=checkbox], [type=hidden]), a.button"


def key_on(page: Page) -> TOTP:
    """The authenticator app of whoever types in the key that the page shows."""
    page.get_by_text("Can’t scan it?").click()
    return TOTP(key=page.locator("code").inner_text(), format="base32")


class TestJourneys:
    def test_a_responder_is_invited_and_comes_back(self, ringback: Ringback, opens: Opens) -> None:
        page = opens(link_for(ringback, SAM))
        page.get_by_label("New password").fill(PASSWORD)
        press(page, "Continue")
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")
        press(page, "Sign out")
        page.get_by_label("Email address").fill(SAM)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Sign in")
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")

    def test_a_manager_sets_up_an_app_and_invites_somebody(self, ringback: Ringback, opens: Opens) -> None:
        page = opens(link_for(ringback, DANA))
        page.get_by_label("New password").fill(PASSWORD)
        press(page, "Continue")
        expect(page.get_by_role("heading", level=1)).to_have_text("Set up two-step sign-in")
        page.get_by_label("Code", exact=True).fill(key_on(page).generate(time=ringback.now).token)
        press(page, "Continue")
        expect(page.get_by_role("listitem").filter(has_text=re.compile(r"^[0-9a-f]{4}-"))).to_have_count(8)
        with page.expect_navigation():
            page.get_by_role("link", name="I have written them down").click()
        page.goto("/admin/accounts")
        press(page, "Invite", page.get_by_role("region", name="Sam Carter"))
        expect(page.get_by_role("heading", level=1)).to_have_text("A link for Sam Carter")
        sam = opens(page.locator("code").inner_text())
        expect(sam.get_by_role("heading", level=1)).to_have_text("Hello Sam Carter")

    def test_a_responder_signs_in_by_text(self, opens: Opens, ringback: Ringback, sam: Phone) -> None:
        page = opens("/sign-in")
        page.get_by_label("Email address").fill(SAM)
        press(page, "Text me a code")
        ringback.settle()
        page.get_by_label("Code").fill(sam.expects("is your code to sign in").last[:6])
        press(page, "Sign in")
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")

    def test_the_keyboard_alone_is_enough(self, ringback: Ringback, opens: Opens) -> None:
        joined(ringback, DANA)
        set_up_second_step(ringback, DANA)
        page = opens("/sign-in?next=/admin/accounts")
        for keys in ("Tab", "Tab"):  # past the way to the page itself
            page.keyboard.press(keys)
        page.keyboard.type(DANA)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator("#password")).to_have_attribute("type", "text")
        expect(page.get_by_label("Password", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_label("Code").wait_for()
        for keys in ("Tab", "Tab"):
            page.keyboard.press(keys)
        page.keyboard.type(app_code(ringback, DANA))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")

    def test_what_was_typed_survives_a_lunch(self, ringback: Ringback, opens: Opens, sam: Phone) -> None:
        joined(ringback, DANA)
        page = opens("/admin/accounts", "dana")
        ringback.move_to(ringback.now + timedelta(hours=13))
        press(page, "Invite", page.get_by_role("region", name="Sam Carter"))
        expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
        page.get_by_label("Email address").fill(DANA)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Sign in")
        page.get_by_label("Code").fill(app_code(ringback, DANA))
        press(page, "Continue")
        press(page, "Make a sign-in link for Sam Carter")
        expect(page.get_by_role("heading", level=1)).to_have_text("A link for Sam Carter")
        ringback.settle()
        sam.expects("Dana B made a link")

    def test_what_is_wrong_is_said_where_one_is(self, ringback: Ringback, opens: Opens) -> None:
        page = opens("/sign-in")
        page.get_by_label("Email address").fill(SAM)
        page.get_by_label("Password", exact=True).fill("wrong")
        press(page, "Sign in")
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_label("Email address")).to_have_value(SAM)


PAGES: dict[str, tuple[str, str]] = {
    "sign in": ("/sign-in", ""),
    "by text": ("/sign-in/text", ""),
    "a link that has ended": ("/join/nonsense", ""),
    "account": ("/account", "sam"),
    "password": ("/account/password", "sam"),
    "app": ("/account/authenticator", "sam"),
    "once more": ("/sign-in/again?next=/account", "sam"),
    "not yours": ("/admin/accounts", "sam"),
    "accounts": ("/admin/accounts", "dana"),
}


def problems(page: Page) -> list[str]:
    """What axe finds wrong with the page, and how far it is wider than the screen."""
    found, wide = violations(page), too_wide(page)
    return [*found, *([f"{wide} px too wide"] if wide else [])]


class TestEveryPage:
    @pytest.mark.parametrize("name", PAGES)
    def test_can_be_used_by_everybody(self, opens: Opens, name: str) -> None:
        page = opens(*PAGES[name], NARROWEST)
        assert problems(page) == []
        assert too_pale(page) == []
        assert too_small(page, _TAPPED) == []
        page.set_viewport_size({"width": DESK, "height": 900})
        assert problems(page) == []

    def test_those_that_come_after_a_form(self, ringback: Ringback, opens: Opens, sam: Phone) -> None:
        joined(ringback, DANA)
        page = opens(link_for(ringback, SAM))
        assert problems(page) == []
        page.get_by_label("New password").fill("short")
        press(page, "Continue")
        expect(page.get_by_role("alert")).to_contain_text("12 characters")
        assert problems(page) == []
        page = opens("/account/authenticator", "dana", PHONE, ready=False)
        page.get_by_label("Code", exact=True).fill(key_on(page).generate(time=ringback.now).token)
        press(page, "Continue")
        assert problems(page) == []
        with page.expect_navigation():
            page.get_by_role("link", name="I have written them down").click()
        page.goto("/admin/accounts")
        press(page, "Invite", page.get_by_role("region", name="Sam Carter"))
        page.wait_for_url("**/link")
        assert problems(page) == []
        page = opens("/sign-in")
        page.get_by_label("Email address").fill(SAM)
        press(page, "Text me a code")
        assert problems(page) == []
        ringback.settle()
        sam.expects("is your code to sign in").expects("Dana B made a link")

    def test_the_second_step_and_what_is_kept(self, ringback: Ringback, opens: Opens) -> None:
        joined(ringback, DANA)
        page = opens("/admin/accounts", "dana", PHONE)
        ringback.move_to(ringback.now + timedelta(hours=13))
        press(page, "Invite", page.get_by_role("region", name="Sam Carter"))
        assert problems(page) == []
        page.get_by_label("Email address").fill(DANA)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Sign in")
        assert problems(page) == []
        page.get_by_label("Code").fill(app_code(ringback, DANA))
        press(page, "Continue")
        assert problems(page) == []


def test_the_picture_has_the_contrast_and_size_that_a_camera_needs(opens: Opens) -> None:
    page = opens("/account/authenticator", "sam", PHONE)
    page.emulate_media(color_scheme="dark")
    drawn = page.locator("svg.squares")
    assert drawn.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    assert drawn.locator("path").evaluate("each => getComputedStyle(each).fill") == "rgb(0, 0, 0)"
    box = drawn.bounding_box()
    assert box is not None
    assert box["width"] >= 200
