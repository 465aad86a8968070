"""A newcomer with a phone sets up the first centre, without a script of ours."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opens, press
from tests.support.ringback import Ringback
from tests.web.admin.test_set_up import empty, invite

__all__ = ["empty"]

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")


def test_the_first_centre_on_a_phone(empty: Ringback, opens: Opens) -> None:
    invite(empty)
    page = opens("/board", "tom", PHONE, script=False)
    page.get_by_role("link", name="Set up the first one").click()
    page.get_by_label("Name", exact=True).fill("Oak Lodge")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Please fill this in.")
    page.get_by_label("Phone line").fill("020 7946 0123")
    press(page, "Continue")
    page.get_by_label("Number").fill("83222")
    press(page, "Continue")
    page.get_by_label("Email").fill("dana@example.org")
    page.get_by_label("Name", exact=True).fill("Dana Brooks")
    page.get_by_label("Mobile").fill("07700 900003")
    press(page, "Continue")
    press(page, "Back")
    expect(page.get_by_label("Mobile")).to_have_value("+447700900003")
    press(page, "Continue")
    press(page, "Continue")
    press(page, "Set it up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oak Lodge is set up")
    empty.settle()
    empty.phone("+447700900003").expects("READY")
