"""The labelled phrases say how well danger is found; each run shows the figures, for each tier and level.

They flatter: rules were mended until they knew most of these phrases. So half of them, chosen by a hash, is
reported apart; decision 0040 has what was found in texts that their writers kept back until they were tried.
What is missed later becomes a line of the file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.parsing.risk.finding import RiskLevel, Tier
from enquiries.parsing.risk.plain_text import plain_text
from enquiries.parsing.risk.scan import scan
from enquiries.wording.gsm7 import plain

LEAST_FOUND = 0.9  # of a half; what it is, is shown
MOST_FALSE = 0.1


@dataclass(frozen=True)
class Labelled:
    text: str
    tiers: frozenset[Tier]
    other: bool

    @property
    def half(self) -> str:
        return "measured only" if sha256(self.text.encode()).digest()[0] % 2 else "seen by rules"


def _labelled(line: str) -> Labelled:
    label, _, text = line.partition(": ")
    tiers, _, who = label.partition(" ")
    named = frozenset() if tiers == "none" else frozenset(Tier(tier) for tier in tiers.split(","))
    return Labelled(text, named, who == "other")


_FILE = Path(__file__).with_name("risk_phrases.txt").read_text(encoding="utf-8")
# only the lines before this one say who they are about
_WITH_OTHER = _FILE.partition("# as people of many kinds write")[0]


def _read(lines: str) -> list[Labelled]:
    return [_labelled(line) for line in lines.splitlines() if line and not line.startswith("#")]


PHRASES = _read(_FILE)


def test_there_are_enough_phrases_to_judge_by() -> None:
    assert len(PHRASES) >= 1000


@pytest.mark.parametrize("half", ["seen by rules", "measured only"])
def test_danger_is_found(half: str, show_figure: Callable[[str], None]) -> None:
    phrases = [phrase for phrase in PHRASES if phrase.half == half]
    for tier in Tier:
        of_tier = [phrase for phrase in phrases if tier in phrase.tiers]
        at_all, danger = _share(of_tier), _share(of_tier, RiskLevel.DANGER)
        show_figure(f"risk, {half}, {tier}: found {at_all:.3f}, as danger {danger:.3f}, of {len(of_tier)}")
        assert at_all >= LEAST_FOUND or len(of_tier) < 10, [
            each.text for each in of_tier if not scan(each.text).tiers
        ]


@pytest.mark.parametrize("half", ["seen by rules", "measured only"])
def test_what_is_harmless_is_left_alone(half: str, show_figure: Callable[[str], None]) -> None:
    harmless = [phrase for phrase in PHRASES if phrase.half == half and not phrase.tiers]
    danger, concern = _share(harmless, RiskLevel.DANGER), _share(harmless, RiskLevel.CONCERN)
    show_figure(f"risk, {half}, harmless: danger {danger:.3f}, concern {concern:.3f}, of {len(harmless)}")
    assert danger + concern <= MOST_FALSE, [each.text for each in harmless if scan(each.text).tiers]


def _share(phrases: Sequence[Labelled], level: RiskLevel | None = None) -> float:
    found = [scan(phrase.text).level for phrase in phrases]
    return sum(each is not None if level is None else each is level for each in found) / max(len(found), 1)


def test_whom_it_is_about() -> None:
    told = [phrase for phrase in _read(_WITH_OTHER) if phrase.tiers & {Tier.OVERDOSE, Tier.SELF_HARM}]
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
    found = scan(text)
    assert (found.tiers, found.other) == (tiers, other)
    assert found.level is (RiskLevel.DANGER if tiers else None)


@pytest.mark.parametrize(
    "text",
    [
        "asked if im suicidal i said no",
        "gp asked me if i was having any suicidal thoughts, no",
        "111 asked about self harm i told them no",
        "asked did i overdose said no",
        "suicidal? no",
        "the nurse asked if i want to kill myself. I said no which is true",
    ],
)
def test_a_plain_no_to_what_was_asked_is_a_denial(text: str) -> None:
    assert scan(text).level is None


@pytest.mark.parametrize(
    "text",
    [
        "asked if im suicidal and i have no idea",
        "asked if im suicidal no clue",
        "asked if im suicidal and i said not sure",
        "asked if im suicidal i said i dont know",
        "asked if i was suicidal and had no answer",
        "they asked if im suicidal. no point lying",
        "asked if im suicidal i said not today",
        "asked if im suicidal couldnt say no",
        "they asked if i was suicidal and i didnt say no",
        "asked if im suicidal i said no way to know",
        "asked if im suicidal i have no plans to live",
        "crisis team asked about suicide no plans just thoughts",
        "asked if i wanted to die i said no one would miss me",
        "im suicidal they wanted to section me i said no",
        "im suicidal. mum said to ring you, i said no",
        "asked if id told anyone im suicidal i said no",
        "asked if the suicidal thoughts had stopped and i said no",
        "asked if im over being suicidal i said no",
        "asked if i was suicidal, i said no because he was in the room",
        "asked if i was suicidal i said no. he was listening",
        "asked about overdose said no. ive taken an overdose",
        "asked if i want to be here i said no",
        "they asked do i want to live and i said not really",
        "asked if i have anything to live for. no",
        "asked if i can keep myself safe and i said no",
        "they asked was i safe i said no",
        "asked do i feel safe i said not really",
        "she asked if we are safe at home and i said no",
    ],
)
def test_any_other_answer_to_what_was_asked_hides_no_danger(text: str) -> None:
    assert scan(text).level is not None


@pytest.mark.parametrize(
    "text", ["im pregnant and cant stop using", "whats the point", "the voices tell me things"]
)
def test_concern_is_no_danger(text: str) -> None:
    assert scan(text).is_concern


def test_a_parent_is_no_child() -> None:
    assert Tier.UNDER_18 in scan("im 15 and on ket").tiers
    assert scan("my daughter is 16").tiers == (Tier.SAFEGUARDING,)
    assert scan("my daughter is 16").other


def test_the_words_that_showed_it_are_named() -> None:
    assert scan("hi, my brother wont wake up and his lips are blue").words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("suiiicide", "suicide"),
        ("kiill", "kill"),
        ("o v e r d o s e", "overdose"),
        ("Overdosd", "overdosed"),
        ("I am suicidle", "im suicidal"),
        ("I'm od'd", "im overdosed"),
        ("can not", "cant"),
        ("su1cide", "suicide"),
        ("i odd last night", "i overdosed last night"),
        ("how odd", "how odd"),
    ],
)
def test_misspellings_are_put_right(written: str, read: str) -> None:
    assert plain_text(written) == read


@given(st.text())
def test_any_text_can_be_scanned(text: str) -> None:
    assert set(scan(text).tiers) <= set(Tier)


@given(
    st.sampled_from([phrase for phrase in PHRASES if phrase.tiers and plain(phrase.text) == phrase.text]),
    st.sampled_from([str.upper, str.title, "\u200b{}".format, "{}!!!".format, "please read. {}".format]),
)
def test_dress_hides_nothing(phrase: Labelled, dress: Callable[[str], str]) -> None:
    assert scan(dress(phrase.text)).level == scan(phrase.text).level


@pytest.mark.parametrize(
    "piece", ["took ", "not ", "a b c ", "i want to ", "💊", "aa", "thinking of ", "\u200b"]
)
def test_a_very_long_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that backtracks would need minutes for these, and the suite gives a test one."""
    text = piece * (100_000 // len(piece.encode()))
    assert Tier.OVERDOSE in scan(f"{text} i took too many pills").tiers
