"""What comes in is read whole before the database is asked, and what only reads waits for no writer."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from enquiries.core.counters import Mark
from enquiries.core.db import commit, db, writing
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.slow_clients import DOORS, half_sent, open_to
from tests.web.member import Member
from tests.web.visitor import Visitor

# SQLite alone has one lock for all who write, and refuses a write in a transaction that only reads.
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")


@contextmanager
def locked(ringback: Ringback) -> Iterator[None]:
    """Somebody else holds the write lock, for as long as this lasts."""
    with ringback.app.app_context():
        file = db.engine.url.database
    assert file is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_half_a_form_holds_up_no_text(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    with open_to(ringback.url, [half_sent(path) for path in DOORS]):
        time.sleep(0.5)  # for each to have got as far as it gets
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back")


@on_sqlite
@pytest.mark.parametrize(
    "address", ["/", "/callback", "/embed/willow-house", "/privacy", "/sign-in", "/m/x", "/c/x", "/join/x"]
)
def test_a_page_waits_for_no_writer(ringback: Ringback, visitor: Visitor, address: str) -> None:
    with locked(ringback):
        assert visitor.opens(address).status_code in (200, 404)


@on_sqlite
def test_a_form_that_is_not_valid_waits_for_no_writer(ringback: Ringback, visitor: Visitor) -> None:
    token = visitor.token("/callback/willow-house")
    with locked(ringback):
        assert visitor.posts_quietly("/callback/willow-house", csrf_token=token).status_code == 422
        assert visitor.posts_quietly("/callback/willow-house").status_code == 400
        assert visitor.posts_quietly("/embed/willow-house").status_code == 400
        assert visitor.posts_quietly("/m/x", csrf_token=token, do="now").status_code == 404
        assert visitor.posts_quietly("/c/x").status_code == 404
        assert visitor.posts_quietly("/join/x", csrf_token=token, password="x").status_code == 404


@on_sqlite
def test_pages_and_searches_of_staff_wait_for_no_writer(ringback: Ringback) -> None:
    dana = Member(ringback, "dana@example.org")
    token = dana.token("/board/search")
    with locked(ringback):
        for address in ("/board", "/reports", "/admin/opt-outs", "/account"):
            assert dana.opens(address).status_code == 200
        asked = {"csrf_token": token, "name": "1234"}
        assert dana.posts_quietly("/board/search", **asked).status_code == 200


@on_sqlite
def test_a_request_writes_only_once_it_says_so(ringback: Ringback) -> None:
    with ringback.app.test_request_context():
        db.session.add(Mark(name="x", at=ringback.now))
        with pytest.raises(OperationalError, match="readonly"):
            db.session.flush()
        db.session.rollback()
        writing()
        db.session.add(Mark(name="x", at=ringback.now))
        writing()  # which keeps what was begun
        commit()
        assert db.session.get(Mark, "x") is not None


def test_what_was_read_before_writing_is_read_again(ringback: Ringback) -> None:
    later = ringback.now + timedelta(hours=1)
    with ringback.session() as session:
        session.add(Mark(name="x", at=ringback.now))
        session.commit()
    with ringback.app.test_request_context():
        mark = db.session.get_one(Mark, "x")
        with ringback.session() as session:
            writing()
            session.get_one(Mark, "x").at = later
            session.commit()
        assert mark.at == ringback.now
        writing()
        assert mark.at == later
