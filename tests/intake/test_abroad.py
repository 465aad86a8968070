"""A short code reaches its own country alone: others are answered from a number that reaches them."""

import pytest

from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON
from tests.web.desk import Desk

AMERICAN = "+12025550143"


def test_an_answer_abroad_comes_from_a_number_that_reaches_there(ringback: Ringback) -> None:
    ringback.text(AMERICAN, "83222", "HELP")
    [answer] = [each for each in ringback.twilio.exchange.log.all(AMERICAN) if each.to == AMERICAN]
    assert answer.from_ == WILLOW_LONDON
    ringback.phone("+447700900001").ignores_the_rest()
    ringback.phone(AMERICAN).ignores_the_rest()


@pytest.mark.usefixtures("only_the_short_code")
def test_staff_read_where_no_number_of_ours_does(ringback: Ringback) -> None:
    ringback.text(AMERICAN, "83222", "HELP")
    assert not [each for each in ringback.twilio.exchange.log.all(AMERICAN) if each.to == AMERICAN]
    page = Desk(ringback, "sam").page(ringback.enquiry())
    assert "No number of ours can text numbers of their country" in page
    ringback.phone("+447700900001").ignores_the_rest()
