"""Whether a database fits this code: not before it is migrated, and also when it is ahead."""

from pathlib import Path

from flask import Flask

from enquiries import schema
from enquiries.core.db import commit, db
from tests.support.fresh import fresh_app, unmigrated_app


def complaint(app: Flask) -> str | None:
    with app.app_context():
        found = schema.find_problem(db.session())
        db.session.remove()
        db.engine.dispose()
    return found


def test_one_that_is_migrated_does(tmp_path: Path) -> None:
    assert complaint(fresh_app(tmp_path)) is None


def test_one_that_is_empty_does_not(tmp_path: Path) -> None:
    assert complaint(unmigrated_app(tmp_path)) == "not migrated: run flask db upgrade"


def test_one_that_is_ahead_is_being_upgraded_around_us(tmp_path: Path) -> None:
    app = fresh_app(tmp_path)
    with app.app_context():
        db.session.execute(db.text("UPDATE alembic_version SET version_num = 'of tomorrow'"))
        commit()
    assert complaint(app) is None
