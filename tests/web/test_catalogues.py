"""Every language that is shipped is whole: each sentence translated, with its placeholders, up to date."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from enquiries.core.files import TRANSLATIONS
from tools import strings

_FILES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
_FILLED_IN = re.compile(r"%\(\w+\)[sd]|</?\w+>|\bSTOP\b|2026-01-14T18:00|\b070\b")
_CODES = {"cy", "es"}
shipped = pytest.mark.parametrize("file", _FILES, ids=lambda file: file.parents[1].name)


def messages(file: Path) -> list[Message]:
    with file.open("rb") as written:
        return [each for each in read_po(written, locale=file.parents[1].name) if each.id]


def forms(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Singular and plurals; of what is not translated, one empty form."""
    return [words or ""] if words is None or isinstance(words, str) else list(words)


def test_welsh_and_spanish_are_shipped() -> None:
    assert {each.parents[1].name for each in _FILES} == _CODES


@shipped
def test_every_sentence_is_translated(file: Path) -> None:
    found = messages(file)
    assert len(found) > 200
    assert [each.id for each in found if each.fuzzy or not all(forms(each.string))] == []


@shipped
def test_every_form_is_filled_in_with_the_same(file: Path) -> None:
    for message in messages(file):
        wanted = sorted(_FILLED_IN.findall(forms(message.id)[-1]))
        for words in forms(message.string):
            assert sorted(_FILLED_IN.findall(words)) == wanted, words


@shipped
def test_spaces_at_the_ends_are_kept(file: Path) -> None:
    for message in messages(file):
        for words in forms(message.string):
            ends = forms(message.id)[0]
            assert (words[0] == " ", words[-1] == " ") == (ends[0] == " ", ends[-1] == " "), words


def test_welsh_has_its_six_plurals() -> None:
    with (TRANSLATIONS / "cy" / "LC_MESSAGES" / "messages.po").open("rb") as written:
        catalogue = read_po(written, locale="cy")
    assert catalogue.num_plurals == 6
    assert {len(forms(each.string)) for each in catalogue if each.pluralizable} == {6}


def test_the_catalogues_are_up_to_date_with_the_source(tmp_path: Path) -> None:
    """After a change to a sentence: `make strings`, then translate what is empty."""
    folder = shutil.copytree(TRANSLATIONS, tmp_path / "translations")
    strings.update(folder)
    for file in _FILES:
        assert (folder / file.relative_to(TRANSLATIONS)).read_text() == file.read_text()
