"""A language is chosen on the page: by keyboard, without JavaScript, and the way out stays."""

import pytest
from playwright.sync_api import Page, expect

from enquiries.web.public.help import ELSEWHERE
from tests.browser.conftest import press
from tests.browser.everybody import NARROWEST, too_wide
from tests.support.phone import Phone
from tests.support.processes import soon
from tests.support.ringback import Ringback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

FORM = "/callback/willow-house"
_ADDRESSES = ("/", FORM, "/callback/thanks", "/m/none", "/privacy/willow-house", "/nowhere")


def test_by_keyboard(page: Page) -> None:
    page.goto(FORM)
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.lang") == "cy":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**?lang=cy")
    expect(page.locator("h1")).to_have_text("Ar ba rif gallwn ni eich ffonio?")
    expect(page.get_by_role("link", name="Cymraeg")).to_have_attribute("aria-current", "true")


def test_without_javascript_a_form_is_sent_in_it(
    without_scripts: Page, ringback: Ringback, sam: Phone
) -> None:
    page = without_scripts
    page.goto(FORM)
    page.get_by_role("link", name="Español").click()
    page.get_by_label("Tu número de teléfono").fill("07700 900123")
    press(page, "Pedir la llamada")
    expect(page.get_by_role("heading", name="Revisa esto")).to_be_visible()
    page.get_by_label("Acepto que").check()
    press(page, "Pedir la llamada")
    expect(page.locator("h1")).to_have_text("Has hecho bien en pedir ayuda")
    ringback.settle()
    sam.expects("new call-back")


@pytest.mark.parametrize(("lang", "leave"), [("cy", "Gadael nawr"), ("es", "Salir ya")])
def test_the_way_out_stays(page: Page, lang: str, leave: str) -> None:
    page.goto(f"{FORM}?lang={lang}")
    page.get_by_role("link", name=leave).click()
    page.wait_for_url(ELSEWHERE)
    soon(lambda: page.context.cookies() == [])  # a beacon asks for it while the page leaves


@pytest.mark.parametrize("lang", ["cy", "es"])
def test_no_page_is_wider_than_the_smallest_phone(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    for address in _ADDRESSES:
        page.goto(f"{address}?lang={lang}")
        for folded in page.locator("summary").all():
            folded.click()
        assert too_wide(page) == 0, address
