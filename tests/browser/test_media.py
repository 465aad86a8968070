"""A picture that came with a text, opened in a real browser: in its own tab, and with scripts off too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Opens
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def sent(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.sends({}, body="this is what I take").ignores_the_rest()
    sam.expects("new call-back").replies("{code} Y").expects("is yours")


def press(page: Page) -> Page:
    """The tab that opens when the button is pressed."""
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Open the picture").click()
    opened.value.wait_for_load_state()
    return opened.value


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("script", [True, False])
def test_from_the_page_of_an_enquiry(ringback: Ringback, opens: Opens, script: bool) -> None:
    page = opens(f"/enquiries/{ringback.enquiry().reference}", "sam", DESK, script=script)
    tab = press(page)
    expect(tab.locator("img")).to_have_js_property("naturalWidth", 160)
    page.reload()
    expect(page.get_by_text("Opened a picture that they sent")).to_be_visible()


@pytest.mark.usefixtures("sent")
def test_from_the_call_page(opens: Opens, sam: Phone) -> None:
    page = opens(sam.link, "sam", PHONE)
    expect(press(page).locator("img")).to_have_js_property("naturalWidth", 160)


@pytest.mark.usefixtures("sent")
def test_one_that_is_gone_leads_back(ringback: Ringback, opens: Opens) -> None:
    next(each for each in ringback.twilio.exchange.log.all() if each.media).media.clear()
    tab = press(opens(f"/enquiries/{ringback.enquiry().reference}", "sam", PHONE))
    expect(tab.get_by_role("heading")).to_have_text("The picture could not be opened")
    tab.get_by_role("link", name="Go back").click()
    expect(tab.get_by_role("button", name="Open the picture")).to_be_visible()
