"""A person is told of lines of the country that their number is of."""

import pytest

from tests.support.phone import Phone
from tests.support.ringback import Ringback

URGENT = "{code} URGENT possible risk"


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("+447700900777", "To talk: Samaritans 116 123 or text SHOUT to 85258"),
        ("+12025550143", "call 911 now, do not wait for us. To talk: call or text 988, any time."),
        ("+353850000123", "To talk: Samaritans 116 123, any time."),
        ("+61491570156", "To talk: Lifeline 13 11 14, any time."),
    ],
)
def test_in_danger(ringback: Ringback, sam: Phone, dana: Phone, number: str, names: str) -> None:
    ringback.phone(number).texts("i want to die").expects(names)
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_where_no_line_is_known_none_is_named(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    ringback.phone("+819012345678").texts("i want to die").expects(
        "If life is at risk call 110 now, do not wait for us. We will call you."
    )
    sam.expects(URGENT)
    dana.expects(URGENT)


def test_only_in_great_britain_55_is_pressed(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    ringback.phone("+12025550143").texts("he hits me and wont let me leave").expects(
        "call 911. A person will call you."
    )
    sam.expects(URGENT)
    dana.expects(URGENT)
