"""`next` and `back`: whatever is written there, it leads to a page of ours for staff, or nowhere."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from enquiries.web.auth import access
from enquiries.web.auth.sign_in_flow import local_address
from tests.support.fresh import unmigrated_app

_TRAPS = (
    "////evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%2F/evil.example",
    "/%5Cevil.example",
    "//evil.example/board",
    "////evil.example/board",
    "/board/../..//evil.example",
    "https:evil.example",
    "https:///evil.example/board",
    "javascript:alert(1)",
    "/leave",
    "/",
    "/static/style.css",
    "/sign-out",
    "/nowhere",
    "board",
    "",
    "/board\r\nLocation: https://evil.example",
    "/enquiries//evil.example",
    "/board?" + "a=1&" * 5000,
)
_SIGNS = ["/", "//", "\\", ".", "..", ":", "@", "?", "#", "&", " ", "\t", "\n", "\x00", "\uff0f", "\ud800"]
_WORDS = [
    "board",
    "account",
    "admin",
    "centres",
    "enquiries",
    "next=",
    "evil.example",
    "https:",
    "%2f",
    "%5c",
]
_PARTS = st.lists(st.sampled_from([*_SIGNS, *_WORDS]), max_size=8).map("".join)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = unmigrated_app(tmp_path_factory.mktemp("addresses"))
    with made.app_context():
        yield made


def assert_safe(app: Flask, written: str) -> None:
    address = local_address(written)
    if address is None:
        return
    # one slash and a letter of ours: no browser takes that for another host
    assert re.match(r"/(board|account|admin|enquiries|reports|sign-in/again)\b", address), address
    assert address.isascii()
    assert address.isprintable()
    assert "\\" not in address
    endpoint, _ = app.url_map.bind("").match(address.partition("?")[0], method="GET")
    rule = access.rule_of(app, endpoint)
    assert rule is not None
    assert not rule.is_public


@given(_PARTS | st.text(max_size=40) | _PARTS.map(lambda each: f"/{each}"))
def test_leads_to_a_page_of_ours_or_nowhere(app: Flask, written: str) -> None:
    assert_safe(app, written)


@pytest.mark.parametrize("trap", _TRAPS)
def test_traps(app: Flask, trap: str) -> None:
    assert_safe(app, trap)


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("/board", "/board"),
        ("/account?tab=2", "/account?tab=2"),
        ("/admin/centres/willow-house/shifts", "/admin/centres/willow-house/shifts"),
        ("/board?centre=a&centre=b&q=", "/board?centre=a&centre=b&q="),
        ("/reports#waits", "/reports"),
    ],
)
def test_pages_for_staff_are_kept(app: Flask, written: str, leads_to: str) -> None:
    assert local_address(written) == leads_to


def test_a_browser_stays_on_our_site(app: Flask, browser: Browser) -> None:
    page = browser.new_page()
    resolve = "(address) => new URL(address, 'https://ringback.example/sign-in').host"
    for trap in _TRAPS:
        led = local_address(trap)
        if led is not None:
            assert page.evaluate(resolve, led) == "ringback.example"
    assert page.evaluate(resolve, "////evil.example/") == "evil.example"
    page.close()
