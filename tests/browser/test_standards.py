"""What holds for every page in every state: accessible, valid, small, and fit for the smallest phone."""

from collections.abc import Callable

import html5lib
import pytest
from playwright.sync_api import Page, Response, ViewportSize

from enquiries.core.db import db
from enquiries.intake import manage_link
from tests.browser.conftest import press
from tests.browser.everybody import NARROWEST, too_pale, too_wide, violations
from tests.support.ringback import Ringback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

FORM = "/callback/willow-house"
_LIGHTEST = 30_000  # bytes, all that a page needs
_NARROW: ViewportSize = {"width": NARROWEST, "height": 640}
# What somebody reads who looks over a shoulder, or into the history.
_TITLES = {
    "Ask for a call back",
    "Please check the form",
    "Is this right?",
    "Thank you",
    "Your request",
    "This link no longer works",
    "Your privacy",
    "Page not found",
    "Gofyn am alwad yn ôl",
    "Pide que te llamemos",
}

Reached = Callable[[Page, Ringback], object]


def at(address: str) -> Reached:
    return lambda page, _: page.goto(address)


def sent(phone: str = "07700 900123", message: str = "", *, agreed: bool = True) -> Reached:
    def send(page: Page, _: Ringback) -> None:
        page.goto(FORM)
        page.get_by_label("Your phone number").fill(phone)
        page.get_by_text("Tell us more").click()
        page.get_by_label("Is there anything we should know").fill(message)
        page.get_by_text("Another time, or by text?").click()
        page.get_by_label("At a time I choose").check()
        page.get_by_label("Day and time").select_option("Today at 6pm" if agreed else "")
        page.get_by_label("I agree that").set_checked(agreed)
        press(page, "Call me back")

    return send


def texts_instead(*, allowed: bool, message: str = "") -> Reached:
    """A form that asks to be texted, not called; where texts are not allowed either, it comes back."""

    def send(page: Page, _: Ringback) -> None:
        page.goto(FORM)
        page.get_by_label("Your phone number").fill("07700 900123")
        page.get_by_text("Another time, or by text?").click()
        page.get_by_label("No, I can’t talk: text me").check()
        page.get_by_role("group", name="May we text you?").get_by_label("Yes" if allowed else "No").check()
        page.get_by_text("Tell us more").click()
        page.get_by_label("Is there anything we should know").fill(message)
        page.get_by_label("I agree that").check()
        press(page, "Call me back")

    return send


def the_number_is_wrong(page: Page, ringback: Ringback) -> None:
    sent()(page, ringback)
    press(page, "Not right? Change it")


def planned(page: Page, ringback: Ringback) -> None:
    """The page behind the link in the text, with everything on it unfolded."""
    sent()(page, ringback)
    with ringback.session() as session:
        link = manage_link.new_link(session, session.merge(ringback.enquiry()))
        db.session.commit()
    page.goto(link)
    for folded in page.locator("summary").all():
        folded.click()


def pressed(button: str) -> Reached:
    def go_on(page: Page, ringback: Ringback) -> None:
        planned(page, ringback)
        press(page, button)

    return go_on


STATES: dict[str, Reached] = {
    "the first page": at("/"),
    "the form": at(FORM),
    "the form with a choice of centres": at("/callback"),
    "the form for families": at(f"{FORM}?about=other"),
    "mistakes": sent("12", agreed=False),
    "no way left to reach them": texts_instead(allowed=False, message="I have taken an overdose"),
    "thanks, by text": texts_instead(allowed=True),
    "is this right?": sent("01632 000000"),
    "thanks": sent(),
    "the form after a wrong number": the_number_is_wrong,
    "thanks where there is danger": sent(message="I have taken an overdose"),
    "thanks for nothing": at("/callback/thanks"),
    "a planned call": planned,
    "no time chosen": pressed("Change the time"),
    "cancelled": pressed("Cancel my request"),
    "it was not me": pressed("It wasn’t me"),
    "a dead link": at("/m/none"),
    "privacy": at("/privacy/willow-house"),
    "privacy of every centre": at("/privacy"),
    "nothing there": at("/nowhere"),
    "the form in Welsh": at(f"{FORM}?lang=cy"),
    "the form in Spanish": at(f"{FORM}?lang=es"),
}


@pytest.mark.parametrize("state", STATES)
def test_every_page(state: str, page: Page, ringback: Ringback) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.set_viewport_size(_NARROW)
    STATES[state](page, ringback)
    assert violations(page) == []
    assert too_pale(page) == []
    assert too_wide(page) == 0
    assert page.title() in _TITLES
    document = next(each for each in reversed(answers) if each.request.is_navigation_request())
    html5lib.HTMLParser(strict=True).parse(document.text())
    assert weight(document, answers) < _LIGHTEST


def weight(document: Response, answers: list[Response]) -> int:
    """Bytes of a page and all that it fetched, before they are packed for the way."""
    parts = {each.url: each for each in answers if "/static/" in each.url} | {document.url: document}
    return sum(len(each.body()) for each in parts.values())
