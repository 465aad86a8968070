"""Which lines of ours can be called from another country."""

import pytest

from enquiries.core.phone import can_call


@pytest.mark.parametrize(
    ("country", "line", "is_reached"),
    [
        ("GB", "+448001111111", True),
        ("GB", "+443001236600", True),
        ("US", "+442079460123", True),
        ("US", "+447700900123", True),
        ("US", "+448001111111", False),
        ("US", "+443001236600", False),
        ("US", "+448451234567", False),
        ("IE", "+448001111111", False),
        ("JE", "+448001111111", True),  # an island with the same calling code
        ("CA", "+18005550199", True),
        ("GB", "+18005550199", False),
    ],
)
def test_freephone_is_for_those_at_home(country: str, line: str, is_reached: bool) -> None:
    assert can_call(country, line) is is_reached
