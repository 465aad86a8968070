import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.parsing.language import language_of, languages, name_of

ENGLISH = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "meaning_phrases.jsonl").read_text(encoding="utf-8").splitlines()
]


NOT_ENGLISH = {"vreau sa mor", "chce sie zabic", "quiero morir", "eu quero me matar", "dwi isio marw"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("potrzebuję pomocy, mój brat nie może przestać pić", "pl"),
        ("dwi angen help efo yfed, plis ffoniwch fi", "cy"),
        ("necesito ayuda con mi hijo, por favor", "es"),
        ("preciso de ajuda para o meu filho", "pt"),
        ("j'ai besoin d'aide pour mon mari", "fr"),
        ("ich brauche Hilfe, mein Mann trinkt", "de"),
        ("am nevoie de ajutor pentru sotul meu, va rog", "ro"),
        ("أريد المساعدة من فضلكم", "ar"),
        ("мне нужна помощь", "ru"),
        ("no me llames", "es"),
        ("nie dzwon", "pl"),
        ("peidiwch â ffonio", "cy"),
        ("nu ma sunati", "ro"),
        ("não ligue", "pt"),
        ("n'appelez pas", "fr"),
        ("nicht anrufen", "de"),
        ("لا تتصل", "ar"),
        ("HELP", None),
        ("my mum needs help with drink", "en"),
        ("me", None),
    ],
)
def test_it_is_named_where_it_shows(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_no_english_is_named_another_language() -> None:
    assert [
        text for text in ENGLISH if language_of(text) not in (None, "en") and text not in NOT_ENGLISH
    ] == []


@pytest.mark.parametrize("code", ["ar", "cy", "de", "es", "fr", "pl", "pt", "ro"])
def test_short_texts_are_named(code: str, show_figure: Callable[[str], None]) -> None:
    file = Path(__file__).parent / f"heard_{code}.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    short = [text for text in texts if 1 < len(text.split()) <= 5]
    missed = [text for text in short if language_of(text) != code]
    show_figure(f"{code} named in {len(short) - len(missed)} of {len(short)} texts of two to five words")
    assert len(missed) <= 0.1 * len(short), missed


@pytest.mark.parametrize(
    ("text", "code"), [("мені потрібна допомога", "uk"), ("βοήθεια", "el"), ("hi", None)]
)
def test_a_script_is_enough(text: str, code: str | None) -> None:
    assert language_of(text) == code


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert language_of(text) is None or language_of(text) in languages()


def test_a_language_of_which_only_texts_are_there_is_called_by_its_code() -> None:
    assert name_of("cy") == "Welsh"
    assert name_of("it") == "it"
