"""Which passwords people may choose."""

import time

import pytest

from enquiries.accounts.passwords import FOR_DEMONSTRATION, LONGEST, PasswordRefused, accepted
from enquiries.core.enums import Role
from enquiries.organisation.models import Staff

SAM = Staff(name="Sam Carter", email="sam@example.org", mobile="+447700900001", role=Role.RESPONDER)


@pytest.mark.parametrize(
    "password",
    [
        FOR_DEMONSTRATION,
        "another garden kettle",
        "Sam likes purple kettles",
        "ключ под ковриком",
        "é" * 3 + " tea cup fog",
    ],
)
def test_three_words_will_do(password: str) -> None:
    assert accepted(SAM, password) == password


@pytest.mark.parametrize(
    "password",
    [
        "liverpool2026!!",
        "123Liverpool456",
        "PASSWORDPASSWORD",
        "QWERTY123456",
        "trustno1trustno1",
        "p4ssw0rdp4ssw0rd",
        "qwertyuiop[]asdf",
        "samcarter@example.org",
        "abcdefghijklmnop",
    ],
)
def test_what_would_soon_be_guessed_will_not(password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        accepted(SAM, password)
    assert password not in str(refused.value)


def test_no_password_takes_long_to_weigh() -> None:
    # which took a quarter of a minute, with all its characters
    began = time.perf_counter()
    accepted(SAM, ("4@8({[<369&#!1/|0$5+7%2" * 6)[:LONGEST])
    assert time.perf_counter() - began < 5
