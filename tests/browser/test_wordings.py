"""A manager writes a text of the centre's own: on a phone, by keyboard, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opens, press
from tests.browser.everybody import violations

# What a browser does is the same on either database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")

TEXTS = "/admin/centres/willow-house/wordings"
COST = f"{TEXTS}/answers.cost"
OURS = "The call is free. A person will {reach} you{from_line}. STOP to end."


def test_the_preview_and_the_count_follow_what_is_typed(opens: Opens) -> None:
    page = opens(COST, "dana", PHONE)
    usual, longest = page.locator("[data-preview=usual]"), page.locator("[data-preview=longest]")
    count = page.locator("[data-count]")
    expect(usual).to_contain_text("They will call you. STOP to end.")
    page.get_by_label("Text", exact=True).fill(OURS)
    expect(usual).to_have_text("The call is free. A person will call you. STOP to end.")
    expect(longest).to_have_text("The call is free. A person will call you from 020 7946 0123. STOP to end.")
    expect(count).to_have_text("73 characters where it is longest, 1 text.")
    page.get_by_label("Text", exact=True).fill(f"{OURS} Rehab {'x' * 100}")
    expect(count).to_have_text(
        "180 characters where it is longest, 2 texts. Shorten it by 20. Take out: rehab."
    )
    page.get_by_label("Text", exact=True).fill("Free, {name}. STOP to end.")
    expect(count).to_have_text("28 characters where it is longest, 1 text. Nothing fills in {name}.")
    expect(page.get_by_role("button", name="Preview")).to_be_hidden()
    assert violations(page) == []


def test_a_translation_is_counted_in_its_own_alphabet(opens: Opens) -> None:
    page = opens(f"{COST}?language=pl", "dana", PHONE)
    field, count = page.get_by_label("Text", exact=True), page.locator("[data-count]")
    field.fill("Żółć. STOP kończy.")
    expect(count).to_have_text("18 characters where it is longest, 1 text.")
    field.fill("Żółć. STOP kończy. {reach}" + "ą" * 50)
    expect(page.locator("[data-preview=usual]")).to_contain_text("Żółć. STOP kończy. do Ciebie zadzwoni")
    expect(count).to_have_text("87 characters where it is longest, 2 texts.")
    field.fill("Żółć. Alkohol. STOP kończy. " + "ą" * 176)
    expect(count).to_have_text(
        "204 characters where it is longest, 4 texts. Shorten it by 3. Take out: alkohol."
    )
    page.goto(f"{COST}?language=es")
    page.get_by_label("Text", exact=True).fill("Está, “mañana”… STOP: parar.")
    expect(page.locator("[data-preview=usual]")).to_have_text('Esta, "mañana"... STOP: parar.')
    expect(page.locator("[data-count]")).to_have_text("30 characters where it is longest, 1 text.")
    assert violations(page) == []


def test_a_language_is_chosen_and_kept_by_keyboard_without_a_script(opens: Opens) -> None:
    page = opens(TEXTS, "dana", PHONE, script=False)
    page.get_by_role("link", name="Spanish").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("link", name="What does it cost?").click()
    expect(page.get_by_text("before you decide anything")).to_be_visible()
    page.get_by_label("Text", exact=True).fill("Es gratis. Una persona va a {reach}. STOP para parar.")
    press(page, "Preview")
    expect(page.locator("[data-preview=usual]")).to_have_text(
        "Es gratis. Una persona va a llamarte. STOP para parar."
    )
    press(page, "Save")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    press(page, "Sign off")
    expect(page.get_by_text("Signed off by Dana Brooks, manager")).to_be_visible()
    page.get_by_role("link", name="in Spanish").click()
    row = page.get_by_role("listitem").filter(has_text="What does it cost?")
    expect(row.get_by_text("Your wording")).to_be_visible()
    expect(row.get_by_text("Not signed off")).to_have_count(0)


def test_a_text_that_will_not_do_stays_and_is_told(opens: Opens) -> None:
    page = opens(COST, "dana", PHONE)
    page.get_by_label("Text", exact=True).fill("It's free.")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("It no longer says STOP: put it back")
    expect(page.get_by_label("Text", exact=True)).to_have_value("It's free.")
    assert violations(page) == []


def test_the_keyboard_alone_is_enough(opens: Opens) -> None:
    page = opens(COST, "dana")
    page.get_by_label("Text", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(OURS)
    page.keyboard.press("Tab")  # what can be filled in
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    page.get_by_label("Name and role of the clinician").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Leila Khan, clinical lead")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Signed off by Leila Khan, clinical lead")).to_be_visible()
    page.goto(TEXTS)
    row = page.get_by_role("listitem").filter(has_text="What does it cost?")
    expect(row.get_by_text("Your wording")).to_be_visible()
    expect(row.get_by_text("Not signed off")).to_have_count(0)


def test_without_a_script_the_server_shows_the_same(opens: Opens) -> None:
    page = opens(COST, "dana", PHONE, script=False)
    page.get_by_label("Text", exact=True).fill(OURS)
    press(page, "Preview")
    usual = page.locator("[data-preview=usual]")
    expect(usual).to_have_text("The call is free. A person will call you. STOP to end.")
    expect(page.locator("[data-length=longest]")).to_have_text("73 of 160 characters")
    press(page, "Save")
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    press(page, "Use the standard wording again")
    expect(page.get_by_role("status").first).to_have_text("The standard wording is in use again.")
