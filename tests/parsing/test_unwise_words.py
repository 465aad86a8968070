"""What a text to an enquirer should do without."""

import pytest

from enquiries.parsing.unwise_words import unwise_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your detox bed is free", ["detox"]),
        ("No DRUGS, no Alcohol; drugs!", ["drugs", "alcohol"]),
        ("about your self-harm", ["self harm"]),
        ("Ring us when you are ready", []),
        ("The rehabbed house", []),
        ("", []),
    ],
)
def test_each_is_found_once_in_its_order(text: str, found: list[str]) -> None:
    assert unwise_words(text) == found
