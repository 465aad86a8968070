"""What keeps somebody out of a page: what axe finds, what is wider than a phone, what a thumb misses."""

from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

NARROWEST: Final = 320  # CSS pixels wide: WCAG 2.2, 1.4.10 Reflow
_OPTIONS: Final = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_CONTRAST: Final = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
_RUN: Final = """
options => axe.run(options).then(({ violations }) =>
  violations.flatMap(each => each.nodes.map(node => `${each.id}: ${node.html.slice(0, 120)}`)))
"""
# 44 pixels high, as WCAG 2.2 asks for at level AAA, for a thumb at night.
_TOO_SMALL: Final = """
what => [...document.querySelectorAll(what)]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map(each => each.outerHTML.slice(0, 120))
"""


def violations(page: Page | Frame) -> list[str]:
    """What axe finds wrong with the page as it is: rule and element."""
    return _found(page, _OPTIONS)


def too_pale(page: Page) -> list[str]:
    """What has too little contrast where one prefers the dark."""
    page.emulate_media(color_scheme="dark")
    try:
        return _found(page, _CONTRAST)
    finally:
        page.emulate_media(color_scheme="light")


def too_wide(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    wide = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    return int(page.evaluate(wide))


def too_small(page: Page, what: str) -> list[str]:
    """Which of those that one taps, by a CSS selector, a thumb misses."""
    small: list[str] = page.evaluate(_TOO_SMALL, what)
    return small


def _found(page: Page | Frame, options: object) -> list[str]:
    page.wait_for_load_state()  # the styles too: they make a target large
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, options)
    return found
