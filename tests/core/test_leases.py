"""One holder at a time has a lease, and a beat is as old as it is, whatever the clocks of hosts say."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from enquiries.core import leases, shared_clock
from enquiries.core.db import db
from enquiries.core.shared_clock import CLOCK, database_clock
from tests.support.databases import Database

pytestmark = pytest.mark.both_databases

SHORT, LONG = timedelta(seconds=0.4), timedelta(seconds=30)
HOUR = timedelta(hours=1)
OAK, ELM = "tick@oak:1", "tick@elm:1"


@pytest.fixture
def session(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """On the database's clock, as the service really is."""
    database.renew()
    monkeypatch.setitem(app.extensions, CLOCK, database_clock)
    with app.app_context():
        yield db.session()


def hold(session: Session, holder: str, length: timedelta, ahead: timedelta = timedelta(0)) -> bool:
    """Try for it on a host whose clock is ahead by so much."""
    with time_machine.travel(datetime.now(UTC) + ahead):
        held = leases.hold(session, "tick", holder, length)
        session.commit()
    return held


class TestLease:
    @pytest.mark.parametrize("ahead", [HOUR, -HOUR])
    def test_is_not_taken_by_a_host_with_another_clock(self, session: Session, ahead: timedelta) -> None:
        assert hold(session, OAK, LONG)
        assert not hold(session, ELM, LONG, ahead)
        assert hold(session, OAK, LONG)

    @pytest.mark.parametrize("ahead", [HOUR, -HOUR])
    def test_of_a_host_with_another_clock_ends_when_it_ends(self, session: Session, ahead: timedelta) -> None:
        assert hold(session, OAK, SHORT, ahead)
        assert not hold(session, ELM, SHORT)
        time.sleep(SHORT.total_seconds())
        assert hold(session, ELM, SHORT)


class TestBeat:
    @pytest.mark.parametrize("ahead", [HOUR, -HOUR])
    def test_of_a_host_with_another_clock_is_fresh(self, session: Session, ahead: timedelta) -> None:
        with time_machine.travel(datetime.now(UTC) + ahead):
            leases.record_beat(session, "worker-1@oak:1")
        assert leases.find_problem(session, "worker") is None

    def test_that_is_old_is_told(self, session: Session) -> None:
        assert leases.find_problem(session, "worker") == "has never reported"
        an_hour_ago = shared_clock.read(session) - HOUR
        session.add(leases.Beat(name="worker-1@oak:1", at=an_hour_ago))
        session.flush()
        assert leases.find_problem(session, "worker") == "has not reported for 3600 s"

    def test_is_kept_for_a_day(self, session: Session) -> None:
        now = shared_clock.read(session)
        for name, hours in (("worker-1@oak:1", 23), ("worker-1@oak:2", 25)):
            session.add(leases.Beat(name=name, at=now - timedelta(hours=hours)))
        session.flush()
        leases.record_beat(session, "worker-1@oak:3")
        session.expire_all()
        kept = {each.name for each in session.query(leases.Beat)}
        assert kept == {"worker-1@oak:1", "worker-1@oak:3"}
