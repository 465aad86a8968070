"""A real browser, in which members of staff are signed in already."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.visitor import Visitor

SignIn = Callable[..., Page]
_AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def visitor(ringback: Ringback) -> Visitor:
    """Somebody who fills in the form."""
    return Visitor(ringback)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    options = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        yield browser
        browser.close()


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
