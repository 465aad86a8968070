"""A visitor's phone with a browser on it, desks at which staff are signed in, and what pages must not do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from enquiries.web.public.help import ELSEWHERE
from tests.support.ringback import Ringback
from tests.web.member import Member
from tests.web.visitor import Visitor

Opens = Callable[..., Page]
PHONE, DESK = 390, 1280  # pixels wide

_SCREEN: ViewportSize = {"width": PHONE, "height": 740}
_PATIENCE = 5_000  # milliseconds


@contextmanager
def window(browser: Browser, ringback: Ringback, *, scripts: bool = True) -> Iterator[BrowserContext]:
    """Knows our address, and nothing of the world but where the way out leads."""
    window = browser.new_context(
        base_url=ringback.url,
        viewport=_SCREEN,
        is_mobile=True,
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    window.set_default_timeout(_PATIENCE)
    window.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="Sunny spells", content_type="text/html"))
    yield window
    window.close()


@pytest.fixture
def page(browser: Browser, ringback: Ringback) -> Iterator[Page]:
    """Where a script fails, or our own policy forbids what we do, the test fails."""
    complaints: list[str] = []
    with window(browser, ringback) as here:
        page = here.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        yield page
    # an answer of 4xx to what somebody typed is told in the console too
    assert [each for each in complaints if not each.startswith("Failed to load resource")] == []


@pytest.fixture
def without_scripts(browser: Browser, ringback: Ringback) -> Iterator[Page]:
    with window(browser, ringback, scripts=False) as here:
        yield here.new_page()


@pytest.fixture
def visitor(ringback: Ringback) -> Visitor:
    """Somebody who fills in the form."""
    return Visitor(ringback)


@pytest.fixture
def opens(browser: Browser, ringback: Ringback) -> Iterator[Opens]:
    """`opens("/board", "sam", 390)`: a new browser at that page; Sam is signed in. No script may fail."""
    contexts, complaints = [], list[str]()

    def open_page(
        address: str, member: str = "", width: int = DESK, *, script: bool = True, ready: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=ringback.url,
            viewport={"width": width, "height": 844},
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        if member:
            cookie = Member(ringback, f"{member}@example.org", ready=ready).client.get_cookie("session")
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


def press(page: Page, name: str, within: Locator | None = None) -> None:
    """Press a button that leads to a page, and wait until that is there."""
    with page.expect_navigation():
        (within or page).get_by_role("button", name=name, exact=True).click()
