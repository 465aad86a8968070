"""`flask admin` and `flask demo`, as somebody types them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from enquiries.accounts import accounts
from enquiries.audit import trail
from enquiries.core.db import db
from enquiries.core.enums import Role
from enquiries.organisation import staff
from tests.support.fresh import fresh_app
from tests.test_cli import WILLOW, Flask_, refusal

LINK = "http://127.0.0.1:5000/join/"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = fresh_app(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def flask(app: Flask) -> Flask_:
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


class TestAdmin:
    def test_prints_a_link_that_opens(self, app: Flask, flask: Flask_) -> None:
        flask("load", WILLOW)
        result = flask("admin", "Tom@example.org")
        assert result.exit_code == 0
        assert result.stdout.startswith(LINK)
        link = result.stdout.strip().removeprefix("http://127.0.0.1:5000")
        assert "Hello Tom Okafor" in app.test_client().get(link).text

    def test_can_be_the_very_first_thing(self, app: Flask, flask: Flask_) -> None:
        result = flask("admin", "alex@example.org", "--name", "Alex Reed", "--mobile", "+447700900006")
        assert result.stdout.startswith(LINK)
        with app.app_context():
            assert staff.staff_by_email(db.session(), "alex@example.org").role is Role.ADMIN

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("sam@example.org",), "is a responder"),
            (("nobody@example.org",), "give --name and --mobile too"),
            (("nobody@example.org", "--name", "No Body", "--mobile", "07700"), "an international number"),
            (("nobody@example.org", "--name", "No Body", "--mobile", "+447700900001"), "someone else's"),
            (("nobody@example.org", "--name", "No Body", "--mobile", "+447700900100"), "of the service"),
            (("no address",), "an email address"),
            ((), "Missing argument 'EMAIL'"),
        ],
    )
    def test_says_in_a_line_why_not(self, flask: Flask_, words: tuple[str, ...], why: str) -> None:
        flask("load", WILLOW)
        assert why in refusal(flask("admin", *words))

    def test_for_a_lost_phone_forgets_the_second_step(self, app: Flask, flask: Flask_) -> None:
        flask("load", WILLOW)
        with app.app_context():
            tom = staff.staff_by_email(db.session(), "tom@example.org")
            accounts.account_of(db.session(), tom).totp_secret = "{}"
            db.session.commit()
        assert flask("admin", "tom@example.org", "--lost-phone").exit_code == 0
        with app.app_context():
            tom = staff.staff_by_email(db.session(), "tom@example.org")
            assert accounts.account_of(db.session(), tom).totp_secret is None
            latest = trail.latest(db.session())[0]
            assert (latest.what, latest.by) == ("sign-in of tom@example.org", "the command line")
            assert latest.after == {"link": "new", "second_step": "forgotten"}


def test_no_password_that_everybody_knows_in_production(flask: Flask_) -> None:
    flask("load", WILLOW)
    assert "RINGBACK_ENV=development only" in refusal(flask("demo"))
