"""The board in a real browser: a newcomer's first minute, a race, and a page that keeps up by itself."""

import pytest
from playwright.sync_api import Page, expect

from enquiries.core.enums import Role
from enquiries.lifecycle.events import EventKind
from tests.browser.conftest import DESK, PHONE, Opens
from tests.browser.everybody import too_wide, violations
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.staff.test_board import become
from tests.web.visitor import Visitor

# What a browser shows is the same on either database; who wins a race is tried on both.
on_one_database = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")
LIVE = 3_000  # milliseconds within which a change is on every board


@pytest.fixture
def code(visitor: Visitor, sam: Phone) -> str:
    """Somebody waits who wants no voicemail."""
    visitor.asks(name="Marigold", voicemail="no", text_ok="no", message="evenings only")
    return sam.expects("new call-back").code


def first_call(page: Page, ringback: Ringback, code: str) -> None:
    """Nobody has shown them how."""
    page.get_by_role("button", name=f"Take {code}").click()
    expect(page.get_by_role("status").filter(has_text="is yours")).to_be_visible()
    expect(page.get_by_text("VOICEMAIL NO").first).to_be_visible()
    page.get_by_role("link", name="Call", exact=True).click()
    expect(page.get_by_text("07700 900123")).to_be_visible()
    page.get_by_role("link", name="say how it went on the board").click()
    page.get_by_role("button", name="Booked").click()
    expect(page.get_by_text(f"{code} is closed: booked.")).to_be_visible()
    assert ringback.enquiry().outcome == "booked"


@on_one_database
class TestTheFirstMinute:
    @pytest.mark.parametrize("width", [PHONE, DESK])
    def test_with_a_thumb_or_a_mouse(self, ringback: Ringback, opens: Opens, code: str, width: int) -> None:
        first_call(opens("/board", "sam", width), ringback, code)

    def test_without_a_script(self, ringback: Ringback, opens: Opens, code: str) -> None:
        first_call(opens("/board", "sam", PHONE, script=False), ringback, code)

    def test_with_the_keyboard_alone(self, ringback: Ringback, opens: Opens, code: str) -> None:
        page = opens("/board", "sam")
        press(page, f"Take {code}")
        expect(page.get_by_role("status").filter(has_text="is yours")).to_be_visible()
        press(page, "Booked")
        expect(page.get_by_text(f"{code} is closed: booked.")).to_be_visible()
        assert ringback.enquiry().outcome == "booked"


def press(page: Page, name: str) -> None:
    """Tab until it has the focus, which must be seen, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if " ".join((focused.text_content() or "").split()) == name:
            assert focused.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not lead to {name}")


class TestLive:
    @pytest.mark.both_databases
    def test_of_two_who_race_one_wins_and_the_other_is_told_by_whom(
        self, ringback: Ringback, opens: Opens, code: str
    ) -> None:
        sam, priya = opens("/board", "sam"), opens("/board", "priya", PHONE)
        # both have it under their finger, and Priya's board has not heard yet
        priya.route("**/board/live*", lambda route: route.abort())
        sam.get_by_role("button", name=f"Take {code}").click()
        expect(sam.get_by_role("link", name="Call", exact=True)).to_be_visible()
        priya.get_by_role("button", name=f"Take {code}").click()
        expect(priya.get_by_role("alert").filter(has_text=code)).to_have_text(
            f"{code} has been with Sam C since 02:14."
        )
        assert len(records.happened(ringback, EventKind.CLAIMED)) == 1

    @on_one_database
    def test_a_colleague_who_takes_it_is_on_every_board_at_once(
        self, ringback: Ringback, opens: Opens, code: str, sam: Phone
    ) -> None:
        priya = opens("/board", "priya")
        expect(priya.get_by_role("region", name="Waiting")).to_contain_text(code)
        sam.replies("{code} Y").expects("is yours")
        colleagues = priya.get_by_role("region", name="With colleagues")
        expect(colleagues).to_contain_text(f"{code} ", timeout=LIVE)
        expect(colleagues).to_contain_text("Sam C has it since 02:14")
        expect(priya.get_by_role("region", name="Waiting")).to_contain_text("No one is waiting.")

    @on_one_database
    def test_who_comes_in_is_there_is_counted_and_leaves_the_focus(
        self, ringback: Ringback, opens: Opens, code: str, sam: Phone
    ) -> None:
        page = opens("/board", "sam")
        page.get_by_text("Filters, search and sound").click()
        page.get_by_role("button", name="Count in title").click()
        expect(page).to_have_title("(1) Board")
        page.get_by_role("button", name=f"Pass {code}").focus()
        ringback.phone("+447700900124").texts("HELP").ignores_the_rest()
        other = sam.expects("new call-back").code
        expect(page.get_by_role("region", name="Waiting")).to_contain_text(other, timeout=LIVE)
        expect(page).to_have_title("(2) Board")
        expect(page.get_by_role("button", name=f"Pass {code}")).to_be_focused()
        page.reload()
        expect(page).to_have_title("(2) Board")

    @on_one_database
    def test_clocks_run(self, opens: Opens, code: str) -> None:
        page = opens("/board", "sam")
        clock = page.get_by_role("region", name="Waiting").locator("time")
        expect(clock).to_have_text("2 s", timeout=LIVE)
        expect(page.get_by_text(code).first).to_be_visible()

    @on_one_database
    def test_a_lost_connection_is_said_and_comes_back(self, opens: Opens, code: str) -> None:
        page = opens("/board", "sam")
        page.route("**/board/live*", lambda route: route.fulfill(status=502))
        expect(page.get_by_role("alert")).to_contain_text("No connection", timeout=LIVE)
        page.unroute("**/board/live*")
        expect(page.get_by_role("alert")).to_be_hidden(timeout=8_000)
        expect(page.get_by_text(code).first).to_be_visible()


@on_one_database
class TestAText:
    def test_its_length_and_its_words_are_told_while_it_is_written(
        self, ringback: Ringback, opens: Opens, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        page = opens(f"/enquiries/{ringback.enquiry().reference}", "sam", PHONE)
        page.get_by_text("Text them", exact=True).click()
        words = page.get_by_role("textbox", name="Your own words")
        words.fill("We are here €")
        told = page.get_by_role("status")
        expect(told).to_have_text("14 characters, 1 text.")
        words.fill("x" * 161)
        expect(told).to_have_text("161 characters, 2 texts.")
        words.fill("Your Detox bed")
        expect(told).to_contain_text("Better without: detox.")
        words.fill("Ring us at six")
        page.get_by_role("button", name="Send the text").click()
        expect(page.get_by_text("The text is on its way.")).to_be_visible()
        ringback.settle()
        the_enquirer.expects("Ring us at six")

    def test_to_a_person_who_writes_polish_is_counted_in_polish(
        self, ringback: Ringback, opens: Opens, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("dzień dobry, proszę o pomoc").ignores_the_rest()
        sam.expects("new call-back")
        page = opens(f"/enquiries/{ringback.enquiry().reference}", "sam", PHONE)
        page.get_by_text("Text them", exact=True).click()
        words, told = page.get_by_role("textbox", name="Your own words"), page.get_by_role("status")
        words.fill("ą" * 71)
        expect(told).to_have_text("71 characters, 2 texts.")
        words.fill("a" * 71)
        expect(told).to_have_text("71 characters, 1 text.")
        expect(page.get_by_text("One text is 70 characters, or 160 without accents.")).to_be_visible()


@on_one_database
class TestForEverybody:
    @pytest.mark.parametrize(("name", "width"), [("sam", PHONE), ("tom", 1280), ("auditor", PHONE)])
    def test_no_page_keeps_anybody_out(
        self, ringback: Ringback, opens: Opens, code: str, name: str, width: int, sam: Phone
    ) -> None:
        ringback.phone("+447700900124").texts("I want to die").ignores_the_rest()
        sam.expects("URGENT").replies("{code} Y").expects("is yours")
        for phone in ("+447700900003", "+447700900001"):
            ringback.phone(phone).ignores_the_rest()
        if name == "auditor":
            become(ringback, "priya@example.org", Role.AUDITOR)
            name = "priya"
        page = opens("/board", name, width)
        addresses = ["/board", "/board/search", "/board?urgent=yes"]
        addresses += [f"/enquiries/{each.reference}" for each in records.enquiries(ringback)]
        for address in addresses:
            page.goto(address)
            page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
            assert violations(page) == [], address
            assert too_wide(page) == 0, address

    def test_pages_that_say_no_are_as_good(self, ringback: Ringback, opens: Opens, code: str) -> None:
        page = opens(f"/enquiries/{ringback.enquiry().reference}", "sam", PHONE)
        page.get_by_role("button", name="Take").click()
        page.get_by_text("Call at another time").click()
        page.get_by_role("button", name="Call then").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose a time")
        assert violations(page) == []
        page.get_by_role("button", name="Show name and words").click()
        expect(page.get_by_text("Marigold")).to_be_visible()
        assert violations(page) == []
