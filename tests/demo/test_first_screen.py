"""A manager who opens the reports of the demo history reads there what is wrong in it on purpose."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP

from enquiries.accounts import accounts
from enquiries.core.db import commit, db, writing
from enquiries.organisation.staff import staff_by_email
from tests.support.demo import DAYS, LAST, READS_DEMO_HISTORY
from tests.support.fresh import unmigrated_app
from tests.web.desk import words

pytestmark = READS_DEMO_HISTORY

FIRST = LAST - timedelta(days=DAYS - 1)


@pytest.fixture(scope="module")
def first_screen(demo_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The words of the page, for an admin of both centres: on a copy, since signing in writes."""
    folder = tmp_path_factory.mktemp("first_screen")
    copy_database(demo_app, folder / "ringback.db")
    app = unmigrated_app(folder)
    page = signed_in(app, "tom@example.org").get(f"/reports?from={FIRST}&to={LAST}")
    assert page.status_code == 200
    yield words(page.text)
    with app.app_context():
        db.engine.dispose()


def copy_database(app: Flask, to: Path) -> None:
    with app.app_context():
        path = db.engine.url.database
    with closing(sqlite3.connect(str(path))) as made, closing(sqlite3.connect(to)) as copy:
        made.backup(copy)


def signed_in(app: Flask, email: str) -> FlaskClient:
    with app.app_context():
        writing()
        staff = staff_by_email(db.session(), email)
        account = accounts.account_of(db.session(), staff)
        account.totp_secret = TOTP.new().to_json(encrypt=False)
        commit()
        who, last = account.fs_uniquifier, staff.id
    client, now = app.test_client(), datetime.now(UTC).timestamp()
    with client.session_transaction() as browser:
        browser.update({"_user_id": who, "seen": now, "fs_paa": now, "last": last})
    return client


def test_names_the_sunday_nights_without_anyone_on_call_first(first_screen: str) -> None:
    assert "Sundays 01:00–04:00" in first_screen
    assert "no one is on call first" in first_screen
    assert "Put someone on call at level 1 for these hours." in first_screen


def test_names_marcus_who_calls_long_after_he_takes_on_a_call(first_screen: str) -> None:
    assert "calls that Marcus took on, half came" in first_screen
    assert "Ask Marcus what holds the call up." in first_screen


def test_names_the_source_that_never_books(first_screen: str) -> None:
    assert "“local radio”: none of" in first_screen


def test_names_owen_who_closes_many_as_spam(first_screen: str) -> None:
    assert "Owen closed" in first_screen


def test_blames_no_one_else_and_no_other_source(first_screen: str) -> None:
    found = first_screen.partition("what would change it")[2].partition("Hours are judged from")[0]
    assert found.count("took on, half came") == found.count("people booked") == 1
    for name in ("Sam", "Priya", "Ana", "Ruth", "Dana", "Leila", "Tom"):
        assert f"{name} closed" not in found
