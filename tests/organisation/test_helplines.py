import phonenumbers
import pytest

from enquiries.organisation import helplines


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("GB", "999"),
        ("JE", "999"),
        ("GG", "999"),
        ("IM", "999"),
        ("IE", "112"),
        ("FR", "112"),
        ("PL", "112"),
        ("US", "911"),
        ("CA", "911"),
        ("AU", "000"),
        ("NZ", "111"),
        ("JP", "110"),
        ("ZZ", "112"),
    ],
)
def test_each_country_has_its_emergency_number(country: str, number: str) -> None:
    assert helplines.emergency_number(country) == number


def test_none_is_wider_than_a_text_has_room_for() -> None:
    numbers = {helplines.emergency_number(each) for each in phonenumbers.SUPPORTED_REGIONS}
    assert all(each.isdecimal() and 2 <= len(each) <= 3 for each in numbers)
