"""The setup that is kept in memory: whatever changes it is there for the next who asks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from enquiries.core.enums import Role
from enquiries.organisation import on_call, snapshot
from enquiries.organisation.models import Centre, Number, Shift, Staff
from tests.support.willow import A_NIGHT, house, open_willow_house


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session


def test_nothing_is_read_again_while_nothing_changes(session: Session) -> None:
    before = snapshot.current_setup(session)
    session.commit()
    assert snapshot.current_setup(session) is before


def test_a_number_that_is_added_is_known(session: Session) -> None:
    assert snapshot.current_setup(session).number("83999") is None
    session.add(Number(number="83999", centre_id=house(session).id, use="both"))
    session.flush()
    known = snapshot.current_setup(session).number("83999")
    assert known is not None
    assert known.centre_id == house(session).id


def test_what_is_undone_is_forgotten(session: Session) -> None:
    session.commit()
    sam = session.scalars(select(Staff).order_by(Staff.id)).first()
    assert sam is not None
    before, sam.mobile = sam.mobile, "+447700900777"
    assert snapshot.current_setup(session).by_mobile("+447700900777") is not None
    session.rollback()
    assert snapshot.current_setup(session).by_mobile("+447700900777") is None
    assert snapshot.current_setup(session).by_mobile(before) is not None


def test_who_is_switched_off_is_on_no_shift(session: Session) -> None:
    centre = house(session)
    for person in session.scalars(select(Staff)):
        person.active = False
    assert not snapshot.current_setup(session).shifts.get(centre.id)
    assert snapshot.current_setup(session).people_of(centre.id, *Role) == []


def test_shifts_that_are_thrown_away_at_once_are_gone(session: Session) -> None:
    centre = session.scalars(select(Centre).order_by(Centre.id)).first()
    assert centre is not None
    assert snapshot.current_setup(session).shifts.get(centre.id)
    session.execute(delete(Shift))
    assert not snapshot.current_setup(session).shifts.get(centre.id)


def test_who_goes_on_call_by_text_is_on_and_nothing_else_is_read_again(session: Session) -> None:
    centre, dana = house(session), session.scalars(select(Staff).order_by(Staff.id.desc())).first()
    assert dana is not None
    before = snapshot.current_setup(session)
    assert not on_call.is_on(session, centre, A_NIGHT, dana)
    on_call.turn_on(session, A_NIGHT, centre, dana)
    session.commit()
    assert on_call.is_on(session, centre, A_NIGHT, dana)
    assert snapshot.current_setup(session) is before


def test_who_is_switched_off_is_not_on_call_by_an_earlier_text(session: Session) -> None:
    centre, dana = house(session), session.scalars(select(Staff).order_by(Staff.id.desc())).first()
    assert dana is not None
    on_call.turn_on(session, A_NIGHT, centre, dana)
    session.commit()
    assert on_call.is_on(session, centre, A_NIGHT, dana)
    dana.active = False
    session.commit()
    assert not on_call.is_on(session, centre, A_NIGHT, dana)
