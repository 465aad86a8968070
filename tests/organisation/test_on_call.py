"""One-off changes of the rota take effect at once, and are known for whatever moment is asked about."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.organisation import on_call
from enquiries.organisation.models import Staff
from tests.support.willow import A_NIGHT, SAM, house, open_willow_house

LATER = A_NIGHT + timedelta(days=1)


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session


@pytest.fixture
def sam(session: Session) -> Staff:
    return session.scalars(select(Staff).where(Staff.mobile == SAM)).one()


def is_on(session: Session, sam: Staff, at: datetime = A_NIGHT) -> bool:
    return on_call.is_on(session, house(session), at, sam)


def test_who_goes_off_is_off_at_once_and_on_again_when_that_is_undone(session: Session, sam: Staff) -> None:
    assert is_on(session, sam)
    assert on_call.turn_off(session, A_NIGHT, house(session), sam) is not None
    assert not is_on(session, sam)
    session.rollback()
    assert is_on(session, sam)


def test_a_time_off_is_known_for_its_time_whichever_is_asked_first(session: Session, sam: Staff) -> None:
    on_call.turn_off(session, A_NIGHT, house(session), sam)
    session.commit()
    assert is_on(session, sam, LATER)
    assert not is_on(session, sam)
    assert is_on(session, sam, LATER)
