"""From the first page to a ringing phone, in a real browser."""

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from enquiries.core.enums import About, Wish
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.web.public.help import ELSEWHERE
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

FORM = "/callback/willow-house"


SAFELY, MORE = "Another time, or by text?", "Tell us more, if you like"


def unfold(page: Page, *summaries: str) -> None:
    for summary in summaries:
        page.get_by_text(summary).click()


def send(page: Page) -> None:
    page.get_by_role("button", name="Call me back").click()


def test_a_visitor_asks_changes_the_time_and_cancels(
    page: Page, ringback: Ringback, sam: Phone, the_enquirer: Phone
) -> None:
    page.goto("/")
    page.get_by_role("link", name="Fill in a short form").first.click()
    page.get_by_label("Your phone number").fill("07700 900123")
    unfold(page, SAFELY)
    page.get_by_role("group", name="May we text you?").get_by_label("Yes").check()
    page.get_by_label("I agree that").check()
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("You’ve done the right thing by asking")
    expect(page.locator("main")).to_contain_text("usually within 15 minutes")
    ringback.settle()
    sam.expects("{code} new call-back")

    page.goto(the_enquirer.expects("We've been asked to call").link)
    page.get_by_label("Choose another day and time").select_option("Today at 6pm")
    page.get_by_role("button", name="Change the time").click()
    expect(page.locator("main")).to_contain_text("A person will call you today at 6pm.")
    ringback.settle()
    sam.expects("{code} asked for another time: at 6pm today")

    page.get_by_text("I’d like to cancel").click()
    page.get_by_role("button", name="Cancel my request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is cancelled")
    assert ringback.enquiry().outcome is Outcome.OPTED_OUT
    ringback.settle()
    sam.expects_nothing()  # nobody was asked yet to ring at 6pm


def test_with_a_keyboard_alone_in_under_a_minute(page: Page, ringback: Ringback, sam: Phone) -> None:
    began = monotonic()
    page.goto(FORM)
    keys = page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(20):
            keys.press("Tab")
            if (
                page.evaluate(
                    "document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText"
                )
                == name
            ):
                return
        raise AssertionError(f"Tab does not come to {name!r}")

    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    keys.press("Enter")
    tab_to("Your phone number")
    keys.type("07700900123")
    tab_to(SAFELY)
    keys.press("Enter")
    tab_to("As soon as possible")
    keys.press("ArrowDown")
    tab_to("Day and time")
    keys.type("Tomorrow at 9")
    tab_to(MORE)
    keys.press("Enter")
    tab_to("Me")
    keys.press("ArrowDown")
    tab_to("Is there anything we should know before we call?")
    keys.type("Evenings are loud here")
    while not page.evaluate("document.activeElement.id === 'consent'"):
        keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    expect(page.locator("main")).to_contain_text("A person will call you tomorrow at 9am.")
    assert monotonic() - began < 60
    enquiry = ringback.enquiry()
    assert (enquiry.about, enquiry.message) == (About.OTHER, "Evenings are loud here")


def test_without_javascript(without_scripts: Page, ringback: Ringback, sam: Phone) -> None:
    page = without_scripts
    page.goto("/")
    page.get_by_role("link", name="I’m worried about someone else").first.click()
    expect(page.get_by_text("We’ll get back to you, not to them.")).to_be_visible()
    page.get_by_label("Your phone number").fill("+44 (0)7700 900-123")
    page.get_by_label("I agree that").check()
    send(page)
    expect(page.locator("main")).to_contain_text("We’ll get back to you, not to them.")
    assert ringback.enquiry().about is About.OTHER
    ringback.settle()
    sam.expects("new call-back", "for OTHER")
    with page.expect_response("**/leave") as answer:
        page.get_by_role("link", name="Exit this page").click()
    assert answer.value.header_value("location") == ELSEWHERE
    page.goto("/callback/thanks")
    expect(page.get_by_role("heading", level=1)).to_have_text("If you sent the form, we have it")


def test_pressed_twice_it_makes_one_enquiry(page: Page, ringback: Ringback, sam: Phone) -> None:
    page.goto(FORM)
    page.get_by_label("Your phone number").fill("07700 900123")
    page.get_by_label("I agree that").check()
    page.get_by_role("button", name="Call me back").dblclick()
    page.wait_for_url("**/callback/thanks")
    ringback.settle()
    assert ringback.enquiry().state is EnquiryState.OPEN
    sam.expects("new call-back").expects_nothing()


def test_mistakes_lead_to_their_fields_and_nothing_is_typed_twice(
    page: Page, ringback: Ringback, sam: Phone
) -> None:
    page.goto(FORM)
    page.get_by_label("Your phone number").fill("0770")
    unfold(page, SAFELY, MORE)
    page.get_by_label("What should we call you?").fill("Alex 💚 ليلى")
    page.get_by_label("At a time I choose").check()
    page.get_by_label("Day and time").select_option("Friday at 2pm")
    page.get_by_role("group", name="voicemail").get_by_label("No").check()
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Please check the form")
    summary.get_by_role("link", name="This is not a phone number").click()
    number = page.get_by_label("Your phone number")
    expect(number).to_be_focused()
    expect(number).to_have_attribute("aria-invalid", "true")
    number.fill("07700 900123")
    page.get_by_label("I agree that").check()
    send(page)
    expect(page.locator("main")).to_contain_text("A person will call you Friday at 2pm.")
    enquiry = ringback.enquiry()
    assert (enquiry.name, enquiry.voicemail) == ("Alex 💚 ليلى", Wish.NO)


def test_an_unusual_number_is_asked_about_and_one_press_settles_it(
    page: Page, ringback: Ringback, sam: Phone
) -> None:
    page.goto(FORM)
    page.get_by_label("Your phone number").fill("01632 000000")
    page.get_by_label("I agree that").check()
    send(page)
    expect(page).to_have_title("Is this right?")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="No, let me change it").click()
    expect(page.get_by_label("Your phone number")).to_be_focused()
    page.get_by_role("button", name="Yes, call this number").click()
    page.wait_for_url("**/callback/thanks")
    assert ringback.enquiry().phone == "+441632000000"
    ringback.settle()
    sam.expects("new call-back")


def test_what_nobody_needs_yet_is_not_in_the_way(page: Page) -> None:
    page.goto(FORM)
    unfold(page, SAFELY, MORE)
    for shown_by, name in (
        ("Someone I’m worried about", "We’ll get back to you, not to them."),
        ("At a time I choose", "Day and time"),
    ):
        expect(page.get_by_text(name)).to_be_hidden()
        page.get_by_label(shown_by).check()
        expect(page.get_by_text(name)).to_be_visible()


def test_somebody_whose_number_was_given_by_another_ends_it(
    page: Page, ringback: Ringback, sam: Phone, the_enquirer: Phone
) -> None:
    page.goto(FORM)
    page.get_by_label("Your phone number").fill("07700 900123")
    unfold(page, SAFELY)
    page.get_by_role("group", name="May we text you?").get_by_label("Yes").check()
    page.get_by_label("I agree that").check()
    send(page)
    page.wait_for_url("**/callback/thanks")
    ringback.settle()
    sam.expects("new call-back")
    page.goto(the_enquirer.expects("We've been asked to call").link)
    page.get_by_text("It wasn’t me who asked").click()
    page.get_by_role("button", name="It wasn’t me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    assert ringback.enquiry().outcome is Outcome.SPAM
    ringback.settle()
    sam.expects("asked for no call")
