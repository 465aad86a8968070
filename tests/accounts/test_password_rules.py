import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.accounts.passwords import LONGEST, SHORTEST, PasswordRefused, check, normal


@pytest.mark.parametrize(
    "password", ["kettle purple garden", "Sam likes purple kettles", "4821 7715 9930 26", "ключ под ковриком"]
)
def test_length_is_enough(password: str) -> None:
    check(password, ["Sam", "Carter"])


@pytest.mark.parametrize(
    "password",
    [
        "elevenletrs",
        "abababababababab",
        "Sam Carter 1985",
        "x" * (LONGEST + 1),
    ],
)
def test_what_others_would_try_is_not(password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check(password, ["Sam", "Carter"])
    assert password not in str(refused.value)


def test_a_letter_is_the_same_however_it_is_typed() -> None:
    assert normal("caf\u00e9") == normal("cafe\u0301")


@given(st.text(max_size=SHORTEST - 1))
def test_nothing_short_will_do(password: str) -> None:
    with pytest.raises(PasswordRefused):
        check(password)


@given(st.text())
def test_normal_is_normal_already(password: str) -> None:
    assert normal(normal(password)) == normal(password)
