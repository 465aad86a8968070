"""No text names a line that a person cannot reach from where their number is."""

import re

import pytest

from enquiries.core.i18n import ENGLISH
from enquiries.organisation import helplines
from enquiries.wording import line_clauses, wording
from enquiries.wording.gsm7 import names_in, plain, segments

WITHOUT_A_LINE = "JP"
COUNTRIES = [*helplines.countries(), WITHOUT_A_LINE]
# Polish alone cannot be written in GSM-7.
MOST_PARTS = {"en": 1, "cy": 1, "es": 1, "pl": 3}
CLOCK = re.compile(r"\d\d?:\d\d|\d+(?=[AP]M)")
NUMBER = re.compile(r"\d[\d -]*\d")


def widest(country: str, template: str, language: str = ENGLISH) -> str:
    """The text for an enquirer of that country, every other value as wide as it may be."""
    of_country = {
        "emergency": helplines.emergency_number(country),
        **line_clauses.clauses(helplines.lines_of(country), language),
    }
    values = {name: "x" * wording.width(name, language) for name in names_in(template)} | of_country
    return wording.filled(template, values, language)


def reachable(country: str) -> set[str]:
    """Every number that a text to a person of that country may name."""
    known = helplines.lines_of(country)
    lines = {
        number for each in known.lines for number in NUMBER.findall(f"{each.name}, {each.call}, {each.text}")
    }
    hours = {number for each in known.lines for number in NUMBER.findall(each.hours)}
    return lines | hours | {known.silent, helplines.emergency_number(country)}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", wording.languages())
def test_a_text_names_only_lines_of_the_country_and_fits(country: str, language: str) -> None:
    for template in wording.to_the_public(language).values():
        text = widest(country, template, language)
        assert segments(text) <= MOST_PARTS[language], text
        assert "  " not in text
        assert set(NUMBER.findall(CLOCK.sub("", text))) <= reachable(country), text


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_text_names_no_line_of_another_country(country: str) -> None:
    ours = {each.name for each in helplines.lines_of(country).lines}
    others = {each.name for other in COUNTRIES for each in helplines.lines_of(other).lines} - ours
    names = [plain(each) for each in others if not each[0].isdecimal()]
    texts = [
        widest(country, template, language)
        for language in wording.languages()
        for template in wording.to_the_public(language).values()
    ]
    assert [name for name in names for text in texts if name in text] == []


@pytest.mark.parametrize(
    ("country", "name", "says"),
    [
        (
            "GB",
            "talk_or_text",
            " To talk: Samaritans 116 123 or text SHOUT to 85258, any time. NHS 111 option 2.",
        ),
        ("GB", "child", " Young people: Childline 0800 1111, any time."),
        ("GB", "advice", " Advice: NHS 111."),
        ("GB", "silent", " If you cannot speak, press 55 when asked."),
        ("US", "talk", " To talk: 988, any time."),
        ("US", "talk_or_text", " To talk: call or text 988, any time."),
        ("US", "child", " To talk: 988, any time."),
        ("IE", "talk_or_text", " To talk: Samaritans 116 123, any time."),
        ("DE", "child", " Young people: Nummer gegen Kummer 116 111, Mon-Sat 2pm-8pm."),
        ("US", "silent", ""),
        ("IE", "advice", ""),
        (WITHOUT_A_LINE, "talk", ""),
        (WITHOUT_A_LINE, "talk_or_text", ""),
        (WITHOUT_A_LINE, "child", ""),
    ],
)
def test_each_country_has_its_own_sentences(country: str, name: str, says: str) -> None:
    assert line_clauses.clauses(helplines.lines_of(country), ENGLISH)[name] == says


def test_a_line_that_speaks_their_language_is_named_first() -> None:
    lines = helplines.CountryLines(
        tuple(
            helplines.CrisisLine(name, "24/7", helplines.LineFor.ANYONE, "", languages=(spoken,), call="1")
            for name, spoken in [("English line", "en"), ("Llinell Gymraeg", "cy")]
        )
    )
    assert line_clauses.clauses(lines, "cy")["talk"] == " I siarad: Llinell Gymraeg 1, 24 awr."
    assert line_clauses.clauses(lines, "pl")["talk"] == " Rozmowa: English line 1, całą dobę."
