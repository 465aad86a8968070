"""`flask demo --days`, as somebody types it: what it makes, and the databases that it refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from enquiries.core.db import db
from enquiries.lifecycle.models import Enquiry
from enquiries.organisation.models import Centre
from tests.support.fresh import fresh_app, unmigrated_app
from tests.test_cli import WILLOW, Flask_, refusal

_YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = fresh_app(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def flask(app: Flask) -> Flask_:
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_fills_an_empty_database_once(app: Flask, flask: Flask_) -> None:
    made = flask("demo", "--days", 1, "--until", "2026-03-04")
    assert made.exit_code == 0, made.output
    with app.app_context():
        count = db.session.scalar(select(func.count(Enquiry.id)))
    assert made.stdout == (
        f"Demo history: {count} enquiries in 1 day, the last 4 March 2026. No real people.\n"
    )
    assert "there is a demo history in this database already" in refusal(flask("demo", "--days", 1))
    assert "Willow House (demo)" in flask("report", "response-times").stdout


def test_refuses_a_database_with_centres_of_its_own(app: Flask, flask: Flask_) -> None:
    flask("load", WILLOW)
    assert "this database has centres, staff or enquiries of its own" in refusal(flask("demo", "--days", 1))
    with app.app_context():
        slugs = db.session.scalars(select(Centre.slug).order_by(Centre.id)).all()
    assert slugs == ["willow-house", "willow-london"]


def test_refuses_a_database_that_is_not_migrated(tmp_path: Path) -> None:
    app = unmigrated_app(tmp_path)
    assert "not migrated" in refusal(app.test_cli_runner().invoke(args=["demo", "--days", "1"]))
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--days", "0"], "0 is not in the range"),
        (["--days", "many"], "'many' is not a valid integer"),
        (["--days", "1", "--until", "soon"], "soon is not a date: write it like"),
        (["--days", "1", "--until", str(_YESTERDAY + timedelta(days=3))], "is not over yet"),
    ],
)
def test_says_in_a_line_what_is_wrong(flask: Flask_, words: list[str], why: str) -> None:
    assert why in refusal(flask("demo", *words))
