"""Leaving at once, and what somebody else finds who presses the back button."""

import pytest
from playwright.sync_api import Page, expect

from enquiries.web.public.help import ELSEWHERE
from tests.support.processes import soon
from tests.support.ringback import Ringback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def form(page: Page) -> Page:
    """Half filled in, when somebody comes into the room; they were at the first page before."""
    page.goto("/")
    page.goto("/callback/willow-house")
    page.get_by_text("Tell us more").click()
    page.get_by_label("What should we call you?").fill("Alex")
    page.get_by_label("Your phone number").fill("07700 900123")
    page.get_by_label("Someone I’m worried about").check()
    return page


def left(page: Page) -> None:
    """Elsewhere, with nothing of us on the screen or in the cookies."""
    page.wait_for_url(ELSEWHERE)
    expect(page.locator("body")).to_have_text("Sunny spells")
    soon(lambda: page.context.cookies() == [])  # a beacon asks for it while the page leaves


def test_the_button_leaves_and_back_does_not_show_the_form(form: Page) -> None:
    form.get_by_role("link", name="Exit this page").click()
    left(form)
    form.go_back()
    expect(form.get_by_role("heading", level=1)).to_have_text("Ask for help, and a person will call you back")
    form.go_forward()
    expect(form.locator("body")).to_have_text("Sunny spells")


def test_so_does_shift_three_times(form: Page) -> None:
    for _ in range(3):
        form.keyboard.press("Shift")
    left(form)


def test_shift_for_capitals_does_not(form: Page) -> None:
    form.get_by_label("Your phone number").focus()
    for letter in "ABCD":
        form.keyboard.press(f"Shift+{letter}")
    form.keyboard.press("Shift")
    form.keyboard.press("Shift")
    expect(form.get_by_label("Your phone number")).to_have_value("07700 900123ABCD")


def test_back_from_the_thanks_shows_an_empty_form(form: Page, ringback: Ringback) -> None:
    form.get_by_label("I agree that").check()
    form.get_by_role("button", name="Call me back").click()
    form.wait_for_url("**/callback/thanks")
    form.go_back()
    expect(form.get_by_label("Your phone number")).to_have_value("")
    expect(form.get_by_label("What should we call you?")).to_have_value("")


def test_it_stays_in_sight_however_far_one_scrolls(form: Page) -> None:
    form.get_by_role("button", name="Call me back").scroll_into_view_if_needed()
    expect(form.get_by_role("link", name="Exit this page")).to_be_in_viewport()
    expect(form.get_by_role("link", name="999").first).to_be_in_viewport()
