"""A manager and an admin run the place: on a phone and at a desk, by keyboard, without a script of ours."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opens, press
from tests.browser.everybody import NARROWEST, too_pale, too_small, too_wide, violations
from tests.support.phone import Phone
from tests.support.ringback import Ringback

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

HOUSE = "/admin/centres/willow-house"
PAGES = (
    "/admin",
    HOUSE,
    f"{HOUSE}/shifts",
    f"{HOUSE}/ladder",
    f"{HOUSE}/wordings",
    f"{HOUSE}/wordings/risk.self_harm",
    f"{HOUSE}/wordings/enquirer.welcome",
    "/admin/centres/new",
    "/admin/set-up",
    "/admin/set-up/willow-house",
    "/admin/numbers",
    "/admin/numbers/new",
    "/admin/numbers/1",
    "/admin/keywords/new",
    "/admin/keywords/1",
    "/admin/staff",
    "/admin/staff/new",
    "/admin/staff/1",
    "/admin/targets",
    "/admin/opt-outs",
    "/admin/texts",
    "/admin/alarms",
    "/admin/changes",
)
REPORTS = (
    "/reports",
    "/reports?urgent=yes",
    "/reports/response-times",
    "/reports/hours",
    "/reports/never-called",
    "/reports/people",
)
_TAPPED = ".button, .tiles a, select, .choices label"


@pytest.fixture
def a_busy_night(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    """Somebody was called after a minute, and somebody else wrote QUIT."""
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    ringback.wait(minutes=1)
    sam.replies("{code} Y").expects("is yours")
    sam.replies("{code} DONE BOOKED").expects("closed")
    another = ringback.phone("+447700900124")
    another.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    another.texts("QUIT").expects("won't text or call you again")
    sam.expects("asked for no call")


class TestPages:
    @pytest.mark.parametrize("addresses", [PAGES, REPORTS], ids=["admin", "reports"])
    def test_keep_nobody_out(self, opens: Opens, a_busy_night: None, addresses: tuple[str, ...]) -> None:
        page = opens("/admin", "tom", NARROWEST)
        for address in addresses:
            page.goto(address)
            assert violations(page) == [], address
            assert too_pale(page) == [], address
            assert too_small(page, _TAPPED) == [], address
            assert too_wide(page) == 0, address

    def test_that_complain_do_so_to_everybody(self, opens: Opens) -> None:
        page = opens(HOUSE, "tom", PHONE)
        page.get_by_label("Promise").fill("soon")
        press(page, "Save")
        expect(page.get_by_role("alert")).to_be_focused()
        assert violations(page) == []
        page.get_by_role("link", name="“soon” is not a length of time").click()
        expect(page.get_by_label("Promise")).to_have_value("soon")


class TestJourneys:
    def test_a_manager_hires_somebody_and_puts_them_on_the_rota(
        self, ringback: Ringback, opens: Opens
    ) -> None:
        page = opens("/admin", "dana", PHONE)
        page.get_by_role("link", name="People").click()
        page.get_by_role("link", name="Add a person").click()
        page.get_by_label("Name", exact=True).fill("Ben Hall")
        page.get_by_label("Email").fill("ben@example.org")
        page.get_by_label("Mobile").fill("07700 900011")
        page.get_by_label("Willow House").check()
        press(page, "Save")
        expect(page.get_by_role("heading", level=1)).to_have_text("Ben Hall")
        ringback.settle()
        ringback.phone("+447700900011").expects("READY").replies("READY").expects("CODE then Y take")
        page.reload()
        expect(page.get_by_text("Alerts reach this phone")).to_be_visible()
        page.goto(f"{HOUSE}/shifts")
        row = page.get_by_role("group", name="Shift 4")
        row.get_by_label("Who").select_option("Ben Hall")
        row.get_by_label("Level").select_option("Level 3")
        for day in ("Sat", "Sun"):
            row.get_by_label(day).check()
        row.get_by_label("From").fill("10:00")
        row.get_by_label("Until").fill("18:00")
        press(page, "Save")
        expect(page.get_by_role("status")).to_have_text("Saved.")
        expect(page.get_by_role("group", name="Shift 4").get_by_label("Sat")).to_be_checked()

    def test_a_gap_is_told_and_may_be_wanted(self, opens: Opens) -> None:
        page = opens(f"{HOUSE}/shifts", "dana", PHONE)
        for number in (1, 3):
            page.get_by_role("group", name=f"Shift {number}").get_by_label("Remove this").check()
        press(page, "Save")
        expect(page.get_by_role("alert")).to_contain_text("No one would be on call")
        assert violations(page) == []
        press(page, "Save anyway")
        expect(page.get_by_role("status")).to_have_text("Saved.")

    def test_the_keyboard_alone_is_enough(self, opens: Opens) -> None:
        page = opens("/admin/targets", "tom")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "claim-90":
                break
        page.keyboard.press("Control+A")
        page.keyboard.type("4m")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Saved.")
        expect(page.get_by_label("90% are taken within")).to_have_value("4m")

    def test_somebody_who_wrote_quit_is_rung_after_all(
        self, opens: Opens, a_busy_night: None, sam: Phone
    ) -> None:
        page = opens("/admin", "dana", PHONE)
        page.get_by_role("link", name="Opt-outs").click()
        press(page, "Show the number and its texts")
        expect(page.get_by_text("07700 900124")).to_be_visible()
        assert violations(page) == []
        press(page, "Make it an enquiry, to call them")
        expect(page.get_by_role("status")).to_contain_text("It’s now enquiry")
        page.wait_for_load_state()

    def test_reports_change_with_the_period(self, opens: Opens, a_busy_night: None) -> None:
        page = opens("/reports/response-times", "tom")
        asked = page.get_by_role("definition").first
        expect(asked).to_have_text("2")
        expect(page.get_by_role("img", name="Minutes to the first call")).to_be_visible()
        page.get_by_text("Change").click()
        page.get_by_label("From").fill("2026-01-15")
        page.get_by_label("To (inclusive)").fill("2026-01-15")
        press(page, "Show")
        expect(asked).to_have_text("0")
