"""Debian's Chromium, driven by playwright: one browser for each test process."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

_OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_OPTIONS)
        yield browser
        browser.close()
