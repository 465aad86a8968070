"""Who takes an enquiry sees, after a press, what was asked from that number before."""

import pytest

from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import Desk


@pytest.fixture
def asked_again(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Desk:
    """They asked, were called and noted; four days later they ask again."""
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back").replies("{code} CALLING").replies("{code} NOTE husband does not know")
    sam.replies("{code} DONE THINKING").ignores_the_rest()
    ringback.wait(hours=96)
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back").ignores_the_rest()
    return Desk(ringback, "sam")


def test_it_is_shown_after_a_press(ringback: Ringback, asked_again: Desk) -> None:
    _, again = records.enquiries(ringback)
    assert "husband does not know" not in asked_again.page(again)
    shown = asked_again.reads(again)
    assert "Asked before from this number" in shown
    assert "husband does not know" in shown
    assert "thinking" in shown


def test_a_first_enquiry_has_none(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back").replies("{code} Y").ignores_the_rest()
    assert "Asked before" not in Desk(ringback, "sam").reads(ringback.enquiry())
