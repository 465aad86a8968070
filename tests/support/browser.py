"""Debian's Chromium, driven by playwright: one browser for each test process.

The one without a window takes half the time of the one that has one and hides it.
"""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]


_NAMES = ("chromium-headless-shell", "chromium")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, f"no browser: install one of {' or '.join(_NAMES)}"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=_OPTIONS)
        yield browser
        browser.close()


def until(page: Page, condition: Callable[[], object]) -> None:
    """Wait until it holds. Playwright's own `wait_for_function` evaluates strings, as our policy forbids."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never held")
