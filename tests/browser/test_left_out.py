"""Enquiries closed without a call, as a manager reads them on a phone and at a desk, without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opens, press
from tests.browser.everybody import NARROWEST, too_pale, too_small, too_wide, violations
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import sam_has_one

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")
ALL = "/reports/left-out"


@pytest.fixture
def spam(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("{code} SPAM ADVERT").expects("left out")
    ringback.wait(minutes=2)
    dana.ignores_the_rest()


@pytest.mark.usefixtures("spam")
def test_the_pages_keep_no_one_out(opens: Opens) -> None:
    page = opens(ALL, "dana", NARROWEST)
    for address in (ALL, "/reports"):
        page.goto(address)
        page.get_by_text("Count it after all").first.click()
        assert violations(page) == [], address
        assert too_pale(page) == [], address
        assert too_small(page, ".button, select, input") == [], address
        assert too_wide(page) == 0, address


@pytest.mark.usefixtures("spam")
def test_a_manager_counts_one_without_a_script(ringback: Ringback, opens: Opens) -> None:
    page = opens("/reports", "dana", PHONE, script=False)
    page.get_by_role("link", name="All that were closed so").click()
    page.get_by_text("Count it after all").first.click()
    page.get_by_label("Why does it count?").fill("she asked for help")
    press(page, "Count it after all")
    expect(page.get_by_role("status")).to_contain_text("counts in the response times again")
    assert ringback.enquiry().excluded_reason is None
