"""Staff come in: on a phone and at a desk, by keyboard alone, with pages that everybody can use."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect

from enquiries.domain.password import FOR_DEMONSTRATION as PASSWORD
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import Member, app_code, joined, link_for, set_up_second_step

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

SAM, DANA = "sam@example.org", "dana@example.org"
_AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_PHONE, _DESK, _NARROWEST = (390, 844), (1280, 900), (320, 640)

Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, ringback: Ringback) -> Iterator[Opens]:
    """`opens("/sign-in", _PHONE)`: a new browser at that page; as `member`, one who is signed in."""
    contexts, complaints = [], list[str]()

    def open_page(
        address: str,
        size: tuple[int, int] = _PHONE,
        member: str = "",
        *,
        ready: bool = True,
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=ringback.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        if member:
            cookie = Member(ringback, member, ready=ready).client.get_cookie("session")
            assert cookie is not None
            context.add_cookies([{"name": "session", "value": cookie.value, "url": ringback.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # an answer of 4xx to what somebody typed is told in the console too
    assert [each for each in complaints if not each.startswith("Failed to load resource")] == []


def key_on(page: Page) -> TOTP:
    """The authenticator app of whoever types in the key that the page shows."""
    page.get_by_text("It cannot scan").click()
    return TOTP(key=page.locator("code").inner_text(), format="base32")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


class TestJourneys:
    def test_a_responder_is_invited_and_comes_back(self, ringback: Ringback, opens: Opens) -> None:
        page = opens(link_for(ringback, SAM))
        page.get_by_label("New password").fill(PASSWORD)
        press(page, "Go on")
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")
        press(page, "Sign out")
        page.get_by_label("Email address").fill(SAM)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Sign in")
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")

    def test_a_manager_sets_up_an_app_and_invites_somebody(self, ringback: Ringback, opens: Opens) -> None:
        page = opens(link_for(ringback, DANA), _DESK)
        page.get_by_label("New password").fill(PASSWORD)
        press(page, "Go on")
        expect(page.get_by_role("heading", level=1)).to_have_text("Set up the second step")
        page.get_by_label("Code", exact=True).fill(key_on(page).generate(time=ringback.now).token)
        press(page, "Go on")
        expect(page.get_by_role("listitem").filter(has_text=re.compile(r"^[0-9a-f]{4}-"))).to_have_count(8)
        page.get_by_role("link", name="I have written them down").click()
        page.goto("/admin/accounts")
        page.get_by_role("region", name="Sam Carter").get_by_role("button", name="Invite").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("A link for Sam Carter")
        sam = opens(page.locator("code").inner_text())
        expect(sam.get_by_role("heading", level=1)).to_have_text("Hello Sam Carter")

    def test_a_responder_signs_in_by_text(self, opens: Opens, ringback: Ringback, sam: Phone) -> None:
        page = opens("/sign-in")
        page.get_by_label("Email address").fill(SAM)
        press(page, "Text me a code")
        ringback.settle()
        page.get_by_label("Code").fill(sam.expects("signs you in").last[:6])
        press(page, "Sign in")
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")

    def test_the_keyboard_alone_is_enough(self, ringback: Ringback, opens: Opens) -> None:
        joined(ringback, DANA)
        set_up_second_step(ringback, DANA)
        page = opens("/sign-in?next=/admin/accounts", _DESK)
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

    def test_what_was_typed_survives_a_lunch(self, ringback: Ringback, opens: Opens) -> None:
        joined(ringback, DANA)
        page = opens("/admin/accounts", _DESK, DANA)
        ringback.move_to(ringback.now + timedelta(hours=13))
        page.get_by_role("region", name="Priya Shah").get_by_role("button", name="Invite").click()
        expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
        page.get_by_label("Email address").fill(DANA)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Sign in")
        page.get_by_label("Code").fill(app_code(ringback, DANA))
        press(page, "Go on")
        press(page, "Send it now")
        expect(page.get_by_role("heading", level=1)).to_have_text("A link for Priya Shah")

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
    "account": ("/account", SAM),
    "password": ("/account/password", SAM),
    "app": ("/account/authenticator", SAM),
    "once more": ("/sign-in/again?next=/account", SAM),
    "not yours": ("/admin/accounts", SAM),
    "accounts": ("/admin/accounts", DANA),
}


def problems(page: Page) -> list[str]:
    """What axe finds wrong with the page, and how far it is wider than the screen."""
    page.wait_for_load_state()  # the styles too: they make a target large
    found = Axe().run(page, options=_AXE).response["violations"]
    wrong = [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, f"{too_wide} px too wide"] if too_wide > 0 else wrong


class TestEveryPage:
    @pytest.mark.parametrize("size", [_NARROWEST, _DESK])
    @pytest.mark.parametrize("name", PAGES)
    def test_can_be_used_by_everybody(self, opens: Opens, name: str, size: tuple[int, int]) -> None:
        address, member = PAGES[name]
        assert problems(opens(address, size, member)) == []

    @pytest.mark.parametrize("name", PAGES)
    def test_in_the_dark_too(self, opens: Opens, name: str) -> None:
        address, member = PAGES[name]
        assert problems(opens(address, _PHONE, member, dark=True)) == []

    def test_those_that_come_after_a_form(self, ringback: Ringback, opens: Opens, sam: Phone) -> None:
        joined(ringback, DANA)
        page = opens(link_for(ringback, SAM))
        assert problems(page) == []
        page.get_by_label("New password").fill("short")
        press(page, "Go on")
        expect(page.get_by_role("alert")).to_contain_text("12 letters")
        assert problems(page) == []
        page = opens("/account/authenticator", _PHONE, DANA, ready=False)
        page.get_by_label("Code", exact=True).fill(key_on(page).generate(time=ringback.now).token)
        press(page, "Go on")
        assert problems(page) == []
        page.get_by_role("link", name="I have written them down").click()
        page.goto("/admin/accounts")
        page.get_by_role("region", name="Sam Carter").get_by_role("button", name="Invite").click()
        page.wait_for_url("**/link")
        assert problems(page) == []
        page = opens("/sign-in")
        page.get_by_label("Email address").fill(SAM)
        press(page, "Text me a code")
        assert problems(page) == []
        ringback.settle()
        sam.expects("signs you in")

    def test_the_second_step_and_what_is_kept(self, ringback: Ringback, opens: Opens) -> None:
        joined(ringback, DANA)
        page = opens("/admin/accounts", _PHONE, DANA)
        ringback.move_to(ringback.now + timedelta(hours=13))
        page.get_by_role("region", name="Priya Shah").get_by_role("button", name="Invite").click()
        assert problems(page) == []
        page.get_by_label("Email address").fill(DANA)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Sign in")
        assert problems(page) == []
        page.get_by_label("Code").fill(app_code(ringback, DANA))
        press(page, "Go on")
        assert problems(page) == []


def test_what_one_taps_is_large(opens: Opens) -> None:
    """44 pixels each way, as WCAG 2.2 asks for at level AAA, for a thumb at night."""
    for address, member in PAGES.values():
        page = opens(address, _PHONE, member)
        for each in page.locator(
            "button:visible, input:visible:not([type=checkbox]), a.button:visible"
        ).all():
            box = each.bounding_box()
            assert box is not None
            assert box["height"] >= 44, (address, each.inner_text())


def test_the_picture_has_the_contrast_and_size_that_a_camera_needs(opens: Opens) -> None:
    page = opens("/account/authenticator", _PHONE, SAM, dark=True)
    drawn = page.locator("svg.squares")
    assert drawn.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    assert drawn.locator("path").evaluate("each => getComputedStyle(each).fill") == "rgb(0, 0, 0)"
    box = drawn.bounding_box()
    assert box is not None
    assert box["width"] >= 200
