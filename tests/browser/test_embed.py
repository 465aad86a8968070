"""The form on a centre's own site, in a real browser: on another host, under as strict a policy as can be."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from enquiries.organisation.models import Centre
from tests.browser.everybody import violations
from tests.browser.site import STRICT, Site
from tests.support.browser import until
from tests.support.phone import Phone
from tests.support.ringback import Ringback

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

_WATCH_FOR_SHIFTS = """
    window.shifted = [];
    new PerformanceObserver((seen) => {
        for (const { sources } of seen.getEntries()) {
            for (const { node, previousRect: was, currentRect: is } of sources) {
                window.shifted.push(`${node?.nodeName}: ${was.y} to ${is.y}, ${was.height} to ${is.height}`);
            }
        }
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def site(ringback: Ringback) -> Iterator[Site]:
    """Another site than ours: `localhost`, while we are 127.0.0.1. Willow House lets it show the form."""
    with Site("localhost") as site:
        site.policy = STRICT.format(ours=ringback.url)
        site.pages["/"] = a_page(snippet(ringback))
        allow(ringback, site.origin)
        yield site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(_WATCH_FOR_SHIFTS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def snippet(ringback: Ringback) -> str:
    return (
        f'<p><a href="{ringback.url}/callback/willow-house">Ask for a call back</a></p>'
        f'<script src="{ringback.url}/embed.js" data-centre="willow-house"></script>'
    )


def a_page(middle: str, before: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta name="viewport" content="width=device-width">'
        f"<title>Willow</title>{before}</head><body><h1>Willow House</h1>{middle}<p>Find us in Chelmsford</p>"
    )


def allow(ringback: Ringback, *origins: str) -> None:
    with ringback.session() as session:
        for centre in session.query(Centre):
            centre.embed_origins = list(origins)
        session.commit()


def shown(page: Page) -> Any:
    """The frame, once it is there and as high as what is in it."""
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    inside = page.frames[1]
    as_high = "innerHeight === Math.ceil(document.documentElement.getBoundingClientRect().height)"
    until(page, lambda: page.evaluate("document.querySelector('iframe').style.height.endsWith('px')"))
    until(page, lambda: inside.evaluate(as_high))
    return frame


class TestOnAStrictSite:
    def test_by_keyboard_alone_a_form_reaches_sam(
        self, page: Page, context: BrowserContext, site: Site, ringback: Ringback, sam: Phone
    ) -> None:
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site.origin}/?utm_source=newsletter&utm_campaign=spring")
        shown(page)
        tab_to(page, "phone")
        page.keyboard.type("07700 900123")
        tab_to(page, "consent")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        thanks = page.frame_locator("iframe").get_by_text("You’ve done the right thing by asking")
        expect(thanks).to_be_in_viewport()
        ringback.settle()
        sam.expects("{code} new call-back", "for UNKNOWN")
        assert ringback.enquiry().source == "newsletter/spring"
        assert context.cookies() == []
        assert complaints == []
        assert page.url.startswith(site.origin), "the page around it stays"

    def test_nothing_moves_while_it_loads(self, page: Page, site: Site) -> None:
        page.goto(site.origin)
        shown(page)
        assert page.evaluate("shifted") == []

    @pytest.mark.parametrize("width", [320, 390, 768, 1280])
    def test_it_is_as_high_as_the_form_at_any_width(self, page: Page, site: Site, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site.origin)
        frame = shown(page)
        frame.get_by_text("Tell us more, if you like").click()
        expect(frame.locator("#message")).to_be_visible()
        shown(page)
        inside = page.frames[1]
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_a_mistake_is_read_first(self, page: Page, site: Site, ringback: Ringback) -> None:
        page.goto(site.origin)
        frame = shown(page)
        frame.locator("#phone").fill("12")
        frame.get_by_role("button", name="Call me back").click()
        summary = frame.get_by_role("alert")
        expect(summary).to_contain_text("Please check this")
        expect(summary).to_be_in_viewport()
        expect(summary).to_be_focused()
        expect(frame.locator("#phone")).to_have_value("12")

    def test_axe_finds_nothing(self, page: Page, site: Site, ringback: Ringback, sam: Phone) -> None:
        page.goto(site.origin)
        frame = shown(page)
        assert violations(page.frames[1]) == []
        frame.locator("#phone").fill("12")
        frame.get_by_role("button", name="Call me back").click()
        expect(frame.get_by_role("alert")).to_be_visible()
        assert violations(page.frames[1]) == []
        frame.locator("#phone").fill("07700 900123")
        frame.locator("#consent").check()
        frame.get_by_role("button", name="Call me back").click()
        expect(frame.get_by_text("You’ve done the right thing by asking")).to_be_visible()
        assert violations(page.frames[1]) == []
        assert page.locator("iframe").get_attribute("title") == "Ask for a call back"
        ringback.settle()
        sam.expects("new call-back")

    @pytest.mark.parametrize("by_key", [False, True])
    def test_exit_leaves_the_whole_page(self, page: Page, site: Site, by_key: bool) -> None:
        page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="sunny"))
        page.goto(site.origin)
        frame = shown(page)
        if by_key:
            frame.locator("#phone").press_sequentially("07")
            for _ in range(3):
                page.keyboard.press("Shift")
        else:
            frame.get_by_role("link", name="Exit this page").click()
        expect(page.get_by_text("sunny")).to_be_visible()


class TestTheLanguage:
    def test_is_that_of_the_page_around_it(self, page: Page, site: Site, ringback: Ringback) -> None:
        site.pages["/"] = a_page(snippet(ringback), lang="cy-GB")
        page.goto(site.origin)
        expect(shown(page).locator("h1")).to_have_text("Ar ba rif gallwn ni eich ffonio?")
        assert page.locator("iframe").get_attribute("title") == "Gofyn am alwad yn ôl"
        assert violations(page.frames[1]) == []

    def test_is_what_the_script_says(self, page: Page, site: Site, ringback: Ringback) -> None:
        site.pages["/"] = a_page(snippet(ringback).replace("data-centre", 'data-lang="es" data-centre'))
        page.goto(site.origin)
        expect(shown(page).locator("h1")).to_have_text("¿A qué número te llamamos?")
        assert page.locator("iframe").get_attribute("lang") == "es"

    def test_of_a_page_in_another_is_that_of_the_browser(
        self, browser: Browser, site: Site, ringback: Ringback
    ) -> None:
        site.pages["/"] = a_page(snippet(ringback), lang="constructor")
        context = browser.new_context(locale="cy-GB", viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(site.origin)
        expect(shown(page).locator("h1")).to_have_text("Ar ba rif gallwn ni eich ffonio?")
        context.close()

    def test_is_that_of_what_says_that_it_cannot_be_shown(
        self, page: Page, site: Site, ringback: Ringback
    ) -> None:
        allow(ringback, "https://willow.example")
        site.pages["/"] = a_page(snippet(ringback), lang="es")
        page.goto(site.origin)
        expect(page.get_by_text("El formulario no se puede mostrar aquí.")).to_be_visible(timeout=10_000)


class TestWhereThingsFail:
    def test_without_javascript_the_link_is_there(
        self, browser: Browser, site: Site, ringback: Ringback
    ) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(site.origin)
        assert page.locator("iframe").count() == 0
        page.get_by_role("link", name="Ask for a call back").click()
        assert page.url == f"{ringback.url}/callback/willow-house"
        context.close()

    def test_where_the_script_does_not_load_the_link_is_there(self, page: Page, site: Site) -> None:
        page.route("**/embed.js", lambda route: route.abort())
        page.goto(site.origin)
        assert page.locator("iframe").count() == 0
        expect(page.get_by_role("link", name="Ask for a call back")).to_be_visible()

    def test_on_a_site_that_may_not_show_it_the_link_is_there(
        self, page: Page, site: Site, ringback: Ringback
    ) -> None:
        allow(ringback, "https://willow.example")
        page.goto(site.origin)
        expect(page.get_by_text("The form can’t be shown here. ")).to_be_visible(timeout=10_000)
        assert page.locator("iframe").count() == 0
        page.get_by_role("link", name="on our own page").click()
        assert page.url == f"{ringback.url}/callback/willow-house?lang=en"

    def test_of_a_centre_that_is_not_there_only_the_link_is_left(
        self, page: Page, site: Site, ringback: Ringback
    ) -> None:
        site.pages["/"] = a_page(f'<script src="{ringback.url}/embed.js" data-centre="nowhere"></script>')
        page.goto(site.origin)
        expect(page.get_by_text("The form can’t be shown here. ")).to_be_visible(timeout=10_000)

    def test_errors_of_the_page_around_it_do_not_matter(
        self, page: Page, site: Site, ringback: Ringback
    ) -> None:
        site.policy = ""
        broken = "<script>window.onerror = null; Array.prototype.each = 1; nothing.at.all();</script>"
        meddling = "<script>postMessage({ height: 1 }, '*'); throw new Error('later')</script>"
        site.pages["/"] = a_page(snippet(ringback) + meddling, before=broken)
        page.goto(site.origin)
        shown(page)
        assert page.locator("iframe").bounding_box()["height"] > 1000  # type: ignore[index]

    def test_a_script_without_a_link_makes_one(self, page: Page, site: Site, ringback: Ringback) -> None:
        site.pages["/"] = a_page(
            f'<script src="{ringback.url}/embed.js" data-centre="willow-house"></script>'
        )
        page.goto(site.origin)
        shown(page)
        expect(page.get_by_role("link", name="on our own page")).to_be_visible()


def test_the_preview_shows_what_visitors_get(page: Page, ringback: Ringback) -> None:
    page.goto(f"{ringback.url}/embed/willow-house/preview")
    shown(page)
    assert violations(page) == []


def tab_to(page: Page, id: str) -> None:
    inside = page.frames[1]
    for _ in range(40):
        page.keyboard.press("Tab")
        if inside.evaluate("document.activeElement.id") == id:
            return
    raise AssertionError(f"the keyboard does not reach {id}")
