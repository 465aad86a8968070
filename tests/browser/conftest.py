"""A visitor's phone with a browser on it, and what pages must not do on it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from enquiries.web.help import ELSEWHERE
from tests.support.ringback import Ringback

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
