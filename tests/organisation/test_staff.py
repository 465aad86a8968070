"""One admin always remains."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.organisation import staff
from enquiries.setup import load
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import read_setup_file
from tests.setup.test_load import WILLOW
from tests.support.fresh import fresh_app


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with fresh_app(tmp_path).app_context():
        load.load_settings(db.session(), read_setup_file(WILLOW))
        db.session.commit()
        yield db.session()
        db.session.remove()
        db.engine.dispose()


def test_the_last_admin_stays(session: Session) -> None:
    tom = staff.staff_by_email(session, "tom@example.org")
    with pytest.raises(staff.LastAdmin, match="Tom Okafor is the only admin"):
        staff.require_another_admin(session, tom)
    with pytest.raises(staff.LastAdmin):
        staff.switch_off(session, tom)
    assert tom.active


def test_with_another_they_may_go(session: Session) -> None:
    tom, dana = (staff.staff_by_email(session, f"{name}@example.org") for name in ("tom", "dana"))
    dana.role = Role.ADMIN
    staff.switch_off(session, tom)
    assert not tom.active
    with pytest.raises(staff.LastAdmin):
        staff.require_another_admin(session, dana)


def test_others_come_and_go(session: Session) -> None:
    sam = staff.staff_by_email(session, "sam@example.org")
    staff.switch_off(session, sam)
    assert not sam.active


def test_nor_does_a_setup_file_take_the_last(session: Session) -> None:
    without = WILLOW.replace('role = "admin"', 'role = "manager"')
    with pytest.raises(SetupFileWrong, match=r"staff\[4\]\.role: would leave no admin"):
        load.load_settings(session, read_setup_file(without))
