"""Each language has every text to the public, and each fits and keeps what English has."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.wording import moments, wording
from enquiries.wording.gsm7 import MOST_UCS2_PARTS, is_gsm7, names_in, segments

ENGLISH = wording.to_the_public("en")
OTHERS = [each for each in wording.languages() if each != "en"]
IN_GSM7 = {"en", "cy", "es"}
LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)


def widest(template: str, language: str) -> str:
    values = {name: "x" * wording.width(name, language) for name in names_in(template)}
    return wording.filled(template, values, language)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_text_with_the_same_values(language: str) -> None:
    translated = wording.to_the_public(language)
    assert translated.keys() == ENGLISH.keys()
    differing = {kind for kind in ENGLISH if names_in(translated[kind]) != names_in(ENGLISH[kind])}
    assert differing == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_says_how_to_stop_where_english_does(language: str) -> None:
    translated = wording.to_the_public(language)
    assert [kind for kind in ENGLISH if ("STOP" in ENGLISH[kind]) != ("STOP" in translated[kind])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_texts_ask_for_whom_it_is(language: str) -> None:
    asking = [kind for kind, text in ENGLISH.items() if wording.for_whom("en") in text]
    translated = wording.to_the_public(language)
    assert [kind for kind, text in translated.items() if wording.for_whom(language) in text] == asking


@pytest.mark.parametrize("language", wording.languages())
def test_every_text_fits_at_its_widest(language: str) -> None:
    most = 1 if language in IN_GSM7 else MOST_UCS2_PARTS
    for kind, template in wording.to_the_public(language).items():
        text = widest(template, language)
        assert segments(text) <= most, f"{kind}: {text}"
        assert is_gsm7(template) or language not in IN_GSM7, kind


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    english = re.compile(r"\b(?:the|you|will|reply|call|is|and)\b", re.IGNORECASE)
    assert [text for text in wording.to_the_public(language).values() if english.search(text)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["now", "at 6pm today", "tomorrow 10:30am", "Sat 17 Jan 9am"]),
        ("es", ["ahora", "hoy a las 18:00", "mañana a las 10:30", "sab 17/1, 09:00"]),
        ("cy", ["nawr", "heddiw am 18:00", "yfory am 10:30", "Sad 17/1, 09:00"]),
        ("pl", ["zaraz", "dziś o 18:00", "jutro o 10:30", "sob. 17.01, 09:00"]),
    ],
)
def test_times_are_said_in_the_language(language: str, said: list[str]) -> None:
    times = [
        NOON,
        NOON.replace(hour=18),
        NOON.replace(day=15, hour=10, minute=30),
        NOON.replace(day=17, hour=9),
    ]
    assert [moments.call_time(each, NOON, LONDON, language) for each in times] == said


@given(st.sampled_from(wording.languages()), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_time_is_never_wider_than_its_place(language: str, ahead: timedelta) -> None:
    said = moments.call_time(NOON + ahead, NOON, LONDON, language)
    assert len(said) <= wording.width("when", language)
    opening = moments.opening(NOON + ahead, NOON, LONDON, language)
    assert len(opening) <= wording.width("opens", language)


def test_a_language_without_its_own_texts_is_answered_in_english() -> None:
    assert wording.spoken_in("enquirer.welcome", "ro") == "en"
    assert wording.spoken_in("enquirer.welcome", "cy") == "cy"
    assert wording.spoken_in("staff.alert", "cy") == "en"


def test_words_of_a_colleague_are_never_sent_as_question_marks() -> None:
    assert wording.spelt("Dziękuję", "pl") == "Dziękuję"
    assert wording.spelt("Dziękuję", "en") == "Dziekuje"
