"""Codes: four digits that name one enquiry, five when few are free, and never none."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from enquiries.lifecycle import codes, transitions
from enquiries.lifecycle.models import Code
from enquiries.lifecycle.states import Outcome
from tests.support.willow import A_NIGHT, open_willow_house, somebody_asks

HOURS_72 = timedelta(hours=72)


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session


def take(session: Session, wanted: range, **values: object) -> None:
    """Have one busy enquiry hold all these codes."""
    holder = somebody_asks(session, phone="+447700900199").id
    session.execute(delete(Code))
    session.execute(insert(Code), [{"code": str(n), "enquiry_id": holder, **values} for n in wanted])


def test_a_code_has_four_digits_and_no_nought_in_front(session: Session) -> None:
    for n in range(30):
        code = somebody_asks(session, phone=f"+4477009002{n:02}").code
        assert len(code) == 4
        assert code[0] != "0"


def test_two_open_enquiries_never_share_one(session: Session) -> None:
    given = [somebody_asks(session, phone=f"+4477009003{n:02}").code for n in range(60)]
    assert len(set(given)) == len(given)


def test_it_names_the_enquiry_until_72_hours_after_closing(session: Session) -> None:
    enquiry = somebody_asks(session)
    transitions.close(session, A_NIGHT, enquiry, Outcome.REACHED)
    last = A_NIGHT + HOURS_72 - timedelta(seconds=1)
    assert codes.find(session, last, enquiry.code) is enquiry
    assert codes.find(session, A_NIGHT + HOURS_72, enquiry.code) is None


def test_reopened_it_keeps_its_code(session: Session) -> None:
    enquiry = somebody_asks(session)
    transitions.close(session, A_NIGHT, enquiry, Outcome.REACHED)
    transitions.reopen(session, A_NIGHT + timedelta(hours=1), enquiry)
    assert codes.find(session, A_NIGHT + timedelta(days=30), enquiry.code) is enquiry


def test_four_digits_while_enough_are_free(session: Session) -> None:
    take(session, range(1000, 7000))  # 6,000 of the 9,000: one search in thirty thousand million finds none
    assert len(somebody_asks(session).code) == 4


def test_five_digits_when_none_of_four_is_found(session: Session) -> None:
    take(session, range(1000, 10000))
    assert len(somebody_asks(session).code) == 5


def test_codes_that_are_free_again_count_and_are_given_anew(session: Session) -> None:
    take(session, range(1000, 10000), free_at=A_NIGHT - timedelta(seconds=1))
    enquiry = somebody_asks(session)
    assert len(enquiry.code) == 4
    assert codes.find(session, A_NIGHT, enquiry.code) is enquiry


def test_nobody_is_refused_for_want_of_a_code(session: Session) -> None:
    take(session, range(1000, 100_000))
    assert len(somebody_asks(session).code) == 6
