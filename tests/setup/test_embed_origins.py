"""The sites that may show the form: what is written is what browsers compare, letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.setup import values as value


@pytest.mark.parametrize(
    "origin",
    [
        "https://willow.example",
        "https://www.willow.example:8443",
        "http://localhost:5000",
        "http://127.0.0.1",
    ],
)
def test_a_site_is_taken_as_it_is_written(origin: str) -> None:
    assert value.origins([origin, origin]) == (origin,)


@pytest.mark.parametrize(
    "origin",
    [
        "https://willow.example/",
        "https://willow.example/help",
        "http://willow.example",
        "willow.example",
        "https://*.willow.example",
        "https://Willow.example",
        "https://willow.example; script-src *",
        "https://willow.example https://other.example",
        "https://wíllow.example",
        "*",
        "",
        7,
    ],
)
def test_anything_else_is_refused_with_what_to_write(origin: object) -> None:
    with pytest.raises(ValueError, match=r"like https://willow\.example|in quotes|is empty"):
        value.origins([origin])


def test_one_site_still_goes_into_brackets() -> None:
    with pytest.raises(ValueError, match="write it in brackets"):
        value.origins("https://willow.example")


@given(st.text())
def test_nothing_else_gets_into_a_policy(written: str) -> None:
    try:
        (origin,) = value.origins([written])
    except ValueError:
        return
    assert not set(origin) & set(" ;,*'\"\n\t")
