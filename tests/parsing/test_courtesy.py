"""Politeness around an answer, and texts of thanks; their figures are held on texts nobody tuned them to."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.text import normalise
from enquiries.parsing.courtesy import is_thanks, without_courtesies

NAMES = ["Sam", "Dana", "Priya"]
LEAST_FOUND_ASIDE = 0.85


class Line(NamedTuple):
    half: str
    what: str
    text: str


def _lines() -> list[Line]:
    written = Path(__file__).with_name("thanks_phrases.txt").read_text(encoding="utf-8").splitlines()
    return [Line(*line.split("\t")) for line in written if not line.startswith("#")]


LINES = _lines()


@pytest.mark.parametrize("line", [each for each in LINES if each.half == "known"], ids=lambda line: line.text)
def test_what_the_words_were_written_from(line: Line) -> None:
    assert is_thanks(line.text, NAMES) is (line.what == "thanks")


def test_thanks_that_were_kept_aside() -> None:
    aside = [each for each in LINES if (each.half, each.what) == ("aside", "thanks")]
    missed = [each.text for each in aside if not is_thanks(each.text, NAMES)]
    found = 1 - len(missed) / len(aside)
    assert len(aside) >= 40
    assert found >= LEAST_FOUND_ASIDE, f"{found:.2f} of {len(aside)} found, not {missed}"


@pytest.mark.parametrize("text", [each.text for each in LINES if (each.half, each.what) == ("aside", "asks")])
def test_whoever_asks_for_something_is_heard(text: str) -> None:
    assert not is_thanks(text, NAMES)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("STOP please", "stop"),
        ("6pm x", "6pm"),
        ("6pm thank you very much mate", "6pm"),
        ("Hi, can you ring me please", "ring me"),
        ("thanks no", "no"),
        ("please", "please"),
        ("thanks thanks", "thanks"),
    ],
)
def test_politeness_comes_off_both_ends(text: str, bare: str) -> None:
    assert without_courtesies(normalise(text)) == bare


def test_a_yes_comes_off_only_where_it_says_nothing() -> None:
    assert without_courtesies("yes 6pm") == "yes 6pm"
    assert without_courtesies("yes 6pm", yes=True) == "6pm"


@given(st.text())
def test_something_is_always_left(text: str) -> None:
    said = normalise(text)
    assert bool(without_courtesies(said, yes=True)) is bool(said)


def test_a_name_counts_only_after_thanks() -> None:
    assert is_thanks("thanks sam", NAMES)
    assert is_thanks("Thank you Janet")
    assert not is_thanks("sam", NAMES)
    assert not is_thanks("Thanks Help")
