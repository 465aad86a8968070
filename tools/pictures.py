"""`make pictures`: take the README's pictures again, of a `make run` that began with an empty database.

They show what a reader of the README sees, in the same order, 1280 and 390 pixels wide, and end where a thing
ends: below the first row of phones, below a button.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright

from tools import ports

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
_BROWSERS: Final = ("chromium-headless-shell", "chromium")
_OPTIONS: Final = ["--no-sandbox", "--disable-background-networking", "--disable-quic"]
_PATIENCE: Final = 30_000  # milliseconds
_BELOW: Final = 24  # pixels


def phones(page: Page, address: str) -> None:
    """A visitor asks for help; Sam takes the enquiry and closes it."""
    page.goto(address)
    visitor = page.get_by_role("region", name="Phone: A visitor")
    sam = page.get_by_role("region", name="Phone: Sam Carter")
    _text(visitor, "HELP", "ME or OTHER")
    _text(visitor, "ME", "voicemail")
    _text(visitor, "VOICE", None)
    alert = sam.get_by_text("new call-back").last
    alert.wait_for()
    code = re.findall(r"\d{4,5}", alert.inner_text())[0]
    _text(sam, f"{code} Y", "is yours")
    _text(sam, f"{code} DONE BOOKED", "closed: booked")
    _shoot(page, "phones.png", sam)


def form(page: Page, address: str) -> None:
    """The form, begun; then what follows it for the first time that is offered."""
    page.goto(f"{address}/callback/willow-house")
    page.locator("[name=phone]").fill("07700 900456")
    page.locator("[name=consent]").check()
    send = page.locator("form:has([name=phone]) button.wide").last
    _shoot(page, "form.png", send)
    send.click()
    page.wait_for_url("**/callback/thanks*")
    _shoot(page, "thanks.png", page.locator(".reach"))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("--web-port", type=int, default=5000)
    parser.add_argument("--sim-port", type=int, default=5001)
    chosen = parser.parse_args(arguments)
    with _browser() as browser:
        phones(_page(browser, 1280, 900), f"http://{ports.HOST}:{chosen.sim_port}")
        form(_page(browser, 390, 844), f"http://{ports.HOST}:{chosen.web_port}")
    sys.stdout.write("docs/phones.png, docs/form.png and docs/thanks.png are new.\n")
    return 0


@contextmanager
def _browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        sys.exit(f"No browser: install one of {' or '.join(_BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_OPTIONS)
        yield browser
        browser.close()


def _page(browser: Browser, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(_PATIENCE)
    return page


def _shoot(page: Page, name: str, last: Locator) -> None:
    """The page from its top to a little below that part of it."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    box = last.bounding_box()
    assert box is not None, f"nothing to see in {name}"
    size = page.viewport_size
    assert size is not None
    whole = FloatRect(x=0, y=0, width=size["width"], height=box["y"] + box["height"] + _BELOW)
    page.screenshot(path=DOCS / name, full_page=True, clip=whole)


def _text(phone: Locator, words: str, answer: str | None) -> None:
    phone.get_by_role("textbox").last.fill(words)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("listitem").filter(has_text=words).last).to_contain_text("delivered")
    if answer:
        answered = phone.get_by_role("listitem").filter(has_text=answer).last
        expect(answered).to_contain_text("delivered", timeout=_PATIENCE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
