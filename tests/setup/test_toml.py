"""What is written as a setup file reads as the same again."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from config import PROJECT
from enquiries.setup.file import read_setup_file
from enquiries.setup.toml import write_setup_file

WILLOW = read_setup_file((PROJECT / "examples" / "willow.toml").read_text(encoding="utf-8"))
TARGETS = '\n[[targets]]\nof = "first_call"\npercent = 90\nwithin = "20m"\n'


def test_the_willow_file_comes_back() -> None:
    assert read_setup_file(write_setup_file(WILLOW)) == WILLOW


def test_what_it_would_have_anyway_is_left_out() -> None:
    written = write_setup_file(WILLOW)
    assert 'keyword_mode = "app"' in written
    assert 'use = "both"' not in written
    assert 'source = ""' not in written


def test_targets_and_the_moment_come_back() -> None:
    setup = read_setup_file(TARGETS + "")
    setup = replace(setup, as_of=datetime(2026, 1, 14, 2, 14, tzinfo=UTC))
    assert read_setup_file(write_setup_file(setup)) == setup


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_any_name_comes_back(name: str) -> None:
    centre = replace(WILLOW.centres[0], name=" ".join(name.split()))
    setup = replace(WILLOW, centres=(centre, *WILLOW.centres[1:]))
    assert read_setup_file(write_setup_file(setup)) == setup
