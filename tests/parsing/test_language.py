import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.parsing.language import LANGUAGES, language_of

ENGLISH = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "meaning_phrases.jsonl").read_text(encoding="utf-8").splitlines()
]


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
        ("HELP", None),
        ("my mum needs help with drink", "en"),
        ("me", None),
    ],
)
def test_it_is_named_where_it_shows(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_english_in_all_its_dialects_is_english() -> None:
    taken_for_another = [text for text in ENGLISH if language_of(text) not in (None, "en")]
    assert len(taken_for_another) <= 0.02 * len(ENGLISH), taken_for_another


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert language_of(text) is None or language_of(text) in LANGUAGES
