"""What a text asks of the database: every text pays for it, while all others wait."""

import pytest

from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.statements import asked
from tests.support.webhooks import TEXTS, a_text, post

pytestmark = pytest.mark.both_databases


def test_a_first_text_asks_little(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    another = ringback.phone("+447700900124")
    post(ringback, TEXTS, a_text("HELP", "SM1", From=another.number))  # which reads the setup
    with asked(ringback.app) as statements:
        post(ringback, TEXTS, a_text("HELP", "SM2"))
    assert len(statements) <= 17, "\n".join(statements)
    ringback.settle()
    for phone in (another, the_enquirer):
        phone.expects("You did the right thing")
    sam.expects("new call-back").expects("new call-back")
