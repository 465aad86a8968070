"""The labelled phrases say how well the list does; `pytest -rP` shows the figures for each tier.

They flatter it: the list was mended until it knew these phrases. Of forty fresh ones it found 24 and, once
mended, 30 of the next forty, with two false alarms among 71 harmless ones. Whatever it misses belongs in the
file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.messaging.gsm7 import plain
from enquiries.parsing.risk import VERSION, RiskFinding, Tier, scan
from enquiries.parsing.risk_spelling import spelt_out

LEAST_RECALL = 0.95
LEAST_PRECISION = 0.85


@dataclass(frozen=True)
class Labelled:
    text: str
    tiers: frozenset[Tier]
    other: bool


def _labelled(line: str) -> Labelled:
    label, _, text = line.partition(": ")
    tiers, _, who = label.partition(" ")
    named = frozenset() if tiers == "none" else frozenset(Tier(tier) for tier in tiers.split(","))
    return Labelled(text, named, who == "other")


PHRASES = [
    _labelled(line)
    for line in Path(__file__).with_name("risk_phrases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_there_are_enough_phrases_to_judge_by() -> None:
    assert len(PHRASES) >= 250


@pytest.mark.parametrize("tier", Tier)
def test_recall_and_precision(tier: Tier) -> None:
    meant = {phrase.text for phrase in PHRASES if tier in phrase.tiers}
    flagged = {phrase.text for phrase in PHRASES if tier in scan(phrase.text).tiers}
    recall, precision = len(meant & flagged) / len(meant), len(meant & flagged) / len(flagged)
    print(f"{tier} v{VERSION}: recall {recall:.3f}, precision {precision:.3f}, of {len(meant)}")  # noqa: T201
    assert recall >= LEAST_RECALL, f"missed: {sorted(meant - flagged)}"
    assert precision >= LEAST_PRECISION, f"false alarms: {sorted(flagged - meant)}"


def test_whom_it_is_about() -> None:
    told = [phrase for phrase in PHRASES if phrase.tiers & {Tier.OVERDOSE, Tier.SELF_HARM}]
    wrong = [phrase.text for phrase in told if scan(phrase.text).other is not phrase.other]
    assert len(wrong) <= 0.05 * len(told), wrong


@pytest.mark.parametrize(
    ("text", "tiers", "other"),
    [
        ("i took too many pills", (Tier.OVERDOSE,), False),
        ("he's not breathing", (Tier.OVERDOSE,), True),
        ("she won't wake up", (Tier.OVERDOSE,), True),
        ("my son says he wants to die", (Tier.SELF_HARM,), True),
        ("not suicidal", (), False),
        ("not sure I want to live", (Tier.SELF_HARM,), False),
        ("i want to die, i took too many pills", (Tier.OVERDOSE, Tier.SELF_HARM), False),
        ("HELP", (), False),
    ],
)
def test_what_must_never_change(text: str, tiers: tuple[Tier, ...], other: bool) -> None:
    assert scan(text) == RiskFinding(tiers, other)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("suiiicide", "suicide"),
        ("o v e r d o s e", "overdose"),
        ("Overdosd", "overdosed"),
        ("I am suicidle", "i am suicidal"),
        ("I'm od'd", "i am overdosed"),
        ("can not", "cant"),
        ("su1cide", "suicide"),
        ("how odd", "how strange"),
    ],
)
def test_misspellings_are_put_right(written: str, read: str) -> None:
    assert spelt_out(written) == read


@given(st.text())
def test_any_text_can_be_scanned(text: str) -> None:
    assert set(scan(text).tiers) <= set(Tier)


@given(
    st.sampled_from([phrase for phrase in PHRASES if phrase.tiers and plain(phrase.text) == phrase.text]),
    st.sampled_from([str.upper, str.title, "\u200b{}".format, "{}!!!".format, "please read. {}".format]),
)
def test_dress_hides_nothing(phrase: Labelled, dress: Callable[[str], str]) -> None:
    assert scan(dress(phrase.text)).tiers == scan(phrase.text).tiers


@pytest.mark.parametrize(
    "piece", ["took ", "not ", "a b c ", "i want to ", "💊", "aa", "thinking of ", "\u200b"]
)
def test_a_very_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that backtracks would need minutes for these, and the suite gives a test one."""
    text = piece * (100_000 // len(piece.encode()))
    assert Tier.OVERDOSE in scan(f"{text} i took too many pills").tiers
