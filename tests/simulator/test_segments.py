"""The number of segments a text takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.simulator.message import encoding, segments


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("€" * 153, 3),  # 306 septets, but a pair is not split: 153 septets hold 76 pairs
        ("ë" * 70, 1),
        ("ë" * 71, 2),
        ("ë" * 134, 2),
        ("ë" * 135, 3),
        ("💊" * 35, 1),
        ("💊" * 36, 2),
        ("💊" * 67, 3),  # 67 units hold 33 whole emoji
    ],
)
def test_the_edges(body: str, count: int) -> None:
    assert segments(body) == count


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Call £5 @ 6PM?", "GSM-7"),
        ("{[€]}", "GSM-7"),
        ("Zoë", "UCS-2"),
        ("don\u2019t", "UCS-2"),
        ("👍", "UCS-2"),
    ],
)
def test_the_alphabet(body: str, name: str) -> None:
    assert encoding(body) == name


@given(st.text(max_size=400), st.text(max_size=100))
def test_a_longer_text_never_takes_fewer(body: str, more: str) -> None:
    assert segments(body) <= segments(body + more)


@given(st.text(alphabet="abc £€{ë💊", max_size=500))
def test_the_segments_have_room_for_the_text_and_none_is_spare(body: str) -> None:
    gsm7 = encoding(body) == "GSM-7"
    room = 153 if gsm7 else 67
    width = sum(2 if (letter in "€{" if gsm7 else letter == "💊") else 1 for letter in body)
    if segments(body) > 1:
        # a pair that does not fit leaves one place free at the end of a segment
        assert (segments(body) - 1) * (room - 1) < width <= segments(body) * room
