"""A manager asks what one more person on call would change, on a phone, without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opens, press
from tests.browser.everybody import NARROWEST, too_pale, too_small, too_wide, violations
from tests.support.ringback import Ringback
from tests.web.staff.test_forecast import NIGHT, PAGE, history

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")


def test_the_page_keeps_no_one_out(ringback: Ringback, opens: Opens) -> None:
    page = opens(PAGE, "dana", NARROWEST)
    expect(page.get_by_text("A forecast needs 8 whole weeks")).to_be_visible()
    history(ringback, 10, a_day=2)
    for address in (PAGE, NIGHT, f"{PAGE}?day=sun&from=01:00"):
        page.goto(address)
        assert violations(page) == [], address
        assert too_pale(page) == [], address
        assert too_small(page, ".button, select, input") == [], address
        assert too_wide(page) == 0, address


def test_one_more_person_is_chosen_without_a_script(ringback: Ringback, opens: Opens) -> None:
    history(ringback, 10, a_day=2)
    page = opens("/reports", "dana", PHONE, script=False)
    page.get_by_role("link", name="What rota would it take?").click()
    page.get_by_label("On", exact=True).select_option("Sundays")
    page.get_by_label("From").fill("01:00")
    page.get_by_label("Until").fill("04:00")
    press(page, "Simulate")
    expect(page.get_by_text("With one more person on call on Sundays 01:00 to 04:00")).to_be_visible()
    expect(page.get_by_label("From")).to_have_value("01:00")
