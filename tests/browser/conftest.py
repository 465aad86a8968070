"""A visitor's phone with a browser on it, desks at which staff are signed in, and what pages must not do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from enquiries.web.help import ELSEWHERE
from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.visitor import Visitor

SignIn = Callable[..., Page]
_AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

_PHONE: ViewportSize = {"width": 390, "height": 740}
_PATIENCE = 5_000  # milliseconds


@contextmanager
def window(browser: Browser, ringback: Ringback, *, scripts: bool = True) -> Iterator[BrowserContext]:
    """Knows our address, and nothing of the world but where the way out leads."""
    window = browser.new_context(
        base_url=ringback.url,
        viewport=_PHONE,
        is_mobile=True,
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    window.set_default_timeout(_PATIENCE)
    window.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body="Sunny spells", content_type="text/plain")
    )
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
def at_the_desk(browser: Browser, ringback: Ringback) -> Iterator[SignIn]:
    """`at_the_desk("sam", width=390)`: a browser of Sam's own, in which no script fails."""
    contexts, complaints = [], list[str]()

    def sign_in(name: str, width: int = 1280, *, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=ringback.url, viewport={"width": width, "height": 844}, java_script_enabled=script
        )
        contexts.append(context)
        cookie = Desk(ringback, name).client.get_cookie("session")
        assert cookie is not None
        context.add_cookies([{"name": "session", "value": cookie.value, "url": ringback.url}])
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert [each for each in complaints if not each.startswith("Failed to load resource")] == []


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is: rule and element."""
    found = Axe().run(page, options=_AXE).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
