"""A language is added by a catalogue alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.datastructures import LanguageAccept

from config import PROJECT
from enquiries.core.db import db
from enquiries.web import languages
from tests.support.fresh import fresh_app

WELSH = {
    "Ask for a call back": "Ble gallwn ni eich ffonio?",
    "Please give us the number to call you on.": "Rhowch y rhif i ni ei ffonio.",
    (
        "This is not a phone number. Please check it: a UK number has 10 or 11 digits and starts with 0, "
        "and one from another country starts with + and the country code."
    ): "Nid rhif ffôn yw hwn.",
    "%(day)s at %(clock)s": "%(day)s am %(clock)s",
    "A person will call you, usually within %(minutes)s minutes.": "Byddwn yn ffonio o fewn "
    "%(minutes)s munud.",
    "If a life is in danger": "Os oes bywyd mewn perygl",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every string of the pages, as translators get them."""
    made = tmp_path_factory.mktemp("strings") / "messages.pot"
    pybabel = Path(sys.executable).with_name("pybabel")
    options = ["-F", "pyproject.toml", "-k", "shown", "-o", str(made)]
    command = [str(pybabel), "extract", *options, "enquiries", "templates"]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603
    return made


@pytest.fixture
def app(tmp_path: Path, template: Path) -> Iterator[Flask]:
    """The Willow centres, in English and in a little Welsh."""
    folder = tmp_path / "translations" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with template.open("rb") as strings:
        catalogue = read_po(strings, locale="cy")
    for english, welsh in WELSH.items():
        message = catalogue.get(english)
        assert message is not None, f"translators are not given {english!r}"
        message.string = welsh
    with (folder / "messages.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    app = fresh_app(tmp_path)
    app.test_cli_runner().invoke(args=["load", str(PROJECT / "examples" / "willow.toml")])
    languages.configure(app, tmp_path / "translations")
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_page_is_in_the_language_that_the_browser_asks_for(app: Flask) -> None:
    page = app.test_client().get("/callback/willow-house", headers={"Accept-Language": "cy, en;q=0.5"})
    assert '<html lang="cy" dir="ltr">' in page.text
    for welsh in ("Ble gallwn ni", "o fewn 15 munud", " am ", "Os oes bywyd mewn perygl"):
        assert welsh in page.text
    assert "What should we call you?" in page.text, "what is not translated is in English"
    assert "Accept-Language" in page.headers["Vary"]


def test_so_is_what_rules_say(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    for phone, says in (("", "Rhowch y rhif"), ("12", "Nid rhif ffôn")):
        page = app.test_client().post(
            "/callback/willow-house", data={"phone": phone}, headers={"Accept-Language": "cy"}
        )
        assert says in page.text


def test_whoever_asks_for_another_gets_english(app: Flask) -> None:
    for wanted in ("fr", "", "en-US", "*"):
        page = app.test_client().get("/callback/willow-house", headers={"Accept-Language": wanted})
        assert '<html lang="en-GB" dir="ltr">' in page.text
        assert "Ask for a call back" in page.text


def test_the_best_of_what_there_is_is_chosen() -> None:
    there = ["cy", "en_GB", "pt_BR"]
    assert languages.best_of(there, LanguageAccept([("pt-BR", 1), ("cy", 0.9)])) == "pt_BR"
    assert languages.best_of(there, LanguageAccept([("de", 1), ("cy", 0.9)])) == "cy"
