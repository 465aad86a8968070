"""The page of phones, as a browser shows it."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from playwright.sync_api import Browser, Page, expect
from twilio.rest import Client

from enquiries.simulator.faults import Fault
from tests.browser.everybody import NARROWEST, too_pale, too_wide, violations
from tests.support.browser import until

from .receiver import Receiver
from .stand_in import LONG_CODE, MAYA, SAM, SHORT_CODE, StandIn


@pytest.fixture
def page(browser: Browser, stand_in: StandIn) -> Iterator[Page]:
    """The page with two phones on it; nothing but a refusal may be complained of in its console."""
    stand_in.post("phones", number=MAYA, name="Maya", side="public")
    stand_in.post("phones", number=SAM, name="Sam", side="staff")
    page = browser.new_page()
    page.set_default_timeout(5_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(stand_in.url)
    page.get_by_role("region", name="Phone: Sam").wait_for()
    yield page
    page.close()
    assert [each for each in complaints if "400 (Bad Request)" not in each] == []


def test_typing_on_a_phone_sends_a_text(page: Page, receiver: Receiver) -> None:
    page.get_by_label("Text from Maya").fill("HELP")
    page.keyboard.press("Enter")

    bubble = page.get_by_label("Texts on the phone of Maya").get_by_role("listitem")
    expect(bubble).to_contain_text("HELP")
    expect(bubble).to_contain_text("delivered")
    expect(page.get_by_label("Text from Maya")).to_have_value("")
    assert (receiver.posts[0].form["Body"], receiver.posts[0].form["To"]) == ("HELP", SHORT_CODE)


def test_a_text_arrives_with_a_mark_until_it_is_read(page: Page, client: Client) -> None:
    client.messages.create(to=SAM, from_=SHORT_CODE, body="4821 new call-back")
    sam = page.get_by_role("region", name="Phone: Sam")
    expect(sam.get_by_text("4821 new call-back")).to_be_visible()
    expect(sam.get_by_text("1 new", exact=True)).to_be_visible()
    expect(page).to_have_title("(1) Phones")
    page.get_by_label("Text from Sam").click()
    expect(sam.get_by_text("1 new", exact=True)).to_be_hidden()


def test_what_is_being_typed_stays_while_texts_arrive(page: Page, client: Client) -> None:
    page.get_by_label("Text from Sam").fill("4821 ")
    client.messages.create(to=SAM, from_=SHORT_CODE, body="4822 new call-back")
    expect(page.get_by_label("Texts on the phone of Sam")).to_contain_text("4822 new")
    expect(page.get_by_label("Text from Sam")).to_have_value("4821 ")
    expect(page.get_by_label("Text from Sam")).to_be_focused()


def test_links_open_elsewhere_and_markup_is_only_text(page: Page, client: Client) -> None:
    body = 'Call from <img src=x onerror=alert(1)> http://127.0.0.1:5000/c/8Jw2. Then "reply"'
    client.messages.create(to=SAM, from_=SHORT_CODE, body=body)
    talk = page.get_by_label("Texts on the phone of Sam")
    expect(talk.get_by_text(body)).to_be_visible()
    link = talk.get_by_role("link")
    expect(link).to_have_attribute("href", "http://127.0.0.1:5000/c/8Jw2")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(talk.locator("img")).to_have_count(0)


def test_a_phone_that_is_switched_off_says_so_at_the_text(
    page: Page, client: Client, stand_in: StandIn
) -> None:
    sam = page.get_by_role("region", name="Phone: Sam")
    sam.get_by_text("Options").click()
    sam.get_by_role("switch", name="Switched off").click()
    expect(sam).to_contain_class("handset_off")
    client.messages.create(to=SAM, from_=SHORT_CODE, body="anybody there?")
    expect(sam.get_by_role("listitem").filter(has_text="anybody")).to_contain_text("(30003)")
    client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello")
    stand_in.settle()
    assert [message["status"] for message in stand_in.messages()] == ["undelivered", "delivered"]


def test_a_switch_breaks_the_network_and_mends_it(page: Page, stand_in: StandIn) -> None:
    page.get_by_text("Make something go wrong").click()
    switch = page.get_by_role("switch", name="Server error")
    switch.click()
    expect(page.get_by_text("1 on", exact=True)).to_be_visible()
    page.get_by_label("How often: Server error").select_option("every other time")
    expect(page.get_by_label("How often: Server error")).to_have_value("0.5")
    half = {**asdict(Fault()), "probability": 0.5}
    until(page, lambda: stand_in.exchange.faults.as_json()["server_error"] == half)
    switch.click()
    expect(page.get_by_text("1 on", exact=True)).to_be_hidden()
    assert stand_in.exchange.faults.as_json()["server_error"] is None


def test_a_phone_can_be_added_and_choose_whom_it_texts(page: Page, receiver: Receiver) -> None:
    page.get_by_text("Add a phone").click()
    page.get_by_label("Name").fill("Nadia")
    page.get_by_label("Number", exact=True).fill("07700 900456")
    page.get_by_role("button", name="Add").click()
    nadia = page.get_by_role("region", name="Phone: Nadia")
    nadia.get_by_label("To").select_option(LONG_CODE)
    nadia.get_by_label("Text from Nadia").fill("hello")
    nadia.get_by_role("button", name="Send").click()
    expect(nadia.get_by_role("listitem").filter(has_text="hello")).to_contain_text("delivered")
    assert receiver.posts[0].form.items() >= {"From": "+447700900456", "To": LONG_CODE}.items()


def test_a_phone_can_change_its_own_number(page: Page) -> None:
    maya = page.get_by_role("region", name="Phone: Maya")
    maya.get_by_text("Options").click()
    maya.get_by_label("This phone's number").fill("not a number")
    maya.get_by_role("button", name="Change").click()
    expect(maya.get_by_role("alert")).to_contain_text("write it like")
    maya.get_by_label("This phone's number").fill("07700 900777")
    maya.get_by_role("button", name="Change").click()
    expect(page.get_by_role("region", name="Phone: Maya")).to_contain_text("07700 900777")


def test_the_next_visitor_has_a_number_that_was_not_used(page: Page, stand_in: StandIn) -> None:
    stand_in.text_in("HELP", from_=MAYA)
    stand_in.text_in("HELP", from_="+447700900124")
    maya = page.get_by_role("region", name="Phone: Maya")
    expect(maya).to_contain_text("HELP")
    page.get_by_role("button", name="Next visitor").click()
    expect(maya).to_contain_text("07700 900125")
    expect(maya).not_to_contain_text("HELP")
    expect(page.get_by_label("Text from Maya")).to_be_focused()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(maya.get_by_role("listitem").filter(has_text="hello")).to_contain_text("delivered")
    assert stand_in.messages()[-1]["from"] == "+447700900125"


def test_starting_afresh_says_what_stays_and_empties_the_phones(page: Page, stand_in: StandIn) -> None:
    stand_in.post("faults", server_error=True)
    stand_in.text_in("HELP", from_=MAYA)
    maya = page.get_by_role("region", name="Phone: Maya")
    expect(maya).to_contain_text("HELP")
    page.get_by_text("Start afresh").click()
    expect(page.get_by_text("own database keeps its enquiries")).to_be_visible()
    page.get_by_role("button", name="Empty the phones").click()
    expect(page.get_by_text("1 on", exact=True)).to_be_hidden()
    expect(page.get_by_text("HELP")).to_have_count(0)
    assert stand_in.messages() == []


def test_the_faults_are_above_the_phones(page: Page) -> None:
    faults = page.get_by_text("Make something go wrong").bounding_box()
    phone = page.get_by_role("region", name="Phone: Maya").bounding_box()
    assert faults is not None
    assert phone is not None
    assert faults["y"] < phone["y"]


def test_an_unknown_phone_appears_when_it_texts(page: Page, stand_in: StandIn) -> None:
    stand_in.text_in("hello", from_="+447700900888")
    expect(page.get_by_role("region", name="Phone: 07700 900888")).to_contain_text("hello")


def test_the_guide_is_what_it_was_given(page: Page, stand_in: StandIn) -> None:
    stand_in.post("guide", text="1 Text HELP to 83222.\n2 <b>Watch</b> Sam's phone.")
    guide = page.locator("#guide").get_by_role("listitem")
    expect(guide).to_have_text(["Text HELP to 83222.", "<b>Watch</b> Sam's phone."])


def test_a_reset_empties_the_phones(page: Page, client: Client, stand_in: StandIn) -> None:
    client.messages.create(to=SAM, from_=SHORT_CODE, body="4821 new call-back")
    talk = page.get_by_label("Texts on the phone of Sam")
    expect(talk).to_contain_text("4821")
    stand_in.post("reset")
    expect(talk).not_to_contain_text("4821")


def test_it_fits_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 740})
    assert too_wide(page) == 0


def test_everything_on_it_is_accessible(page: Page, client: Client) -> None:
    client.messages.create(to=SAM, from_=SHORT_CODE, body="4821 http://127.0.0.1:5000/c/8Jw2")
    page.get_by_label("Text from Maya").fill("HELP")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Texts on the phone of Sam")).to_contain_text("4821")
    for name in ("Make something go wrong", "Add a phone", "Start afresh"):
        page.get_by_text(name).click()
    page.get_by_role("region", name="Phone: Sam").get_by_text("Options").click()
    assert violations(page) == []
    assert too_pale(page) == []


def test_the_page_runs_nothing_but_its_own_files(stand_in: StandIn) -> None:
    answer = stand_in.http.get(stand_in.url, timeout=5)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in answer.text


def test_the_state_is_short_when_nothing_is_new(stand_in: StandIn) -> None:
    stand_in.text_in("hello")
    state = stand_in.http.get(f"{stand_in.url}/state.json", timeout=5).json()
    seen = {"epoch": state["epoch"], "since": state["version"]}
    again = stand_in.http.get(f"{stand_in.url}/state.json", params=seen, timeout=5).json()
    assert again == {"epoch": state["epoch"], "version": state["version"]}
    stand_in.text_in("hello again")
    new = stand_in.http.get(f"{stand_in.url}/state.json", params=seen, timeout=5).json()
    assert [message["body"] for message in new["messages"]] == ["hello again"]
