"""The people and places of these conversations, beside those that every test knows."""

from datetime import datetime

import pytest
from sqlalchemy import select

from enquiries.core.enums import NumberUse
from enquiries.organisation.models import Number
from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback

WILLOW_LONDON = "+447700900100"


@pytest.fixture
def the_londoner(ringback: Ringback) -> Phone:
    """Somebody who texts Willow London: open from Monday to Friday, 08:00 to 20:00."""
    return ringback.phone("+447700900124", to=WILLOW_LONDON)


@pytest.fixture
def only_the_short_code(ringback: Ringback) -> None:
    """No number for the public reaches other countries."""
    with ringback.session() as session:
        session.scalars(select(Number).where(Number.number == WILLOW_LONDON)).one().use = NumberUse.STAFF
        session.commit()


@pytest.fixture
def ten_in_the_morning(ringback: Ringback) -> None:
    """Every centre is open, and Priya is on call in London."""
    ringback.move_to(datetime(2026, 1, 14, 10, 0, tzinfo=LONDON))


@pytest.fixture
def taken(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> str:
    """The enquirer has asked for a call, for themselves, and Sam has taken it. The code."""
    the_enquirer.texts("HELP").expects("ME or OTHER")
    the_enquirer.texts("ME").expects("voicemail or text you")
    the_enquirer.texts("BOTH")
    sam.expects("new call-back").replies("{code} Y").expects("{code} is yours")
    return sam.code
