"""Of the ticks of several hosts one works, and another goes on from there, whatever their clocks say."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from enquiries.alarms.models import Alarm
from enquiries.core.db import commit, db
from enquiries.core.shared_clock import CLOCK, database_clock
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.monitoring import checks, missed_texts
from enquiries.monitoring.checks import CheckResults
from enquiries.organisation.models import Staff
from enquiries.simulator.server import SimulatorServer
from tests.support.databases import Database
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import somebody_asks
from workers.missed_texts import Fetcher
from workers.sender import TextSender
from workers.tick import Tick

pytestmark = pytest.mark.both_databases


class Host:
    """A host with a tick, and a clock that is ahead by so much."""

    def __init__(self, app: Flask, name: str, ahead: timedelta) -> None:
        self._ahead = ahead
        self._worked: list[datetime] = []
        self._sender = TextSender(app, threads=1)
        self._tick = Tick(app, self._sender, after_turn=self._worked.append, name=f"tick@{name}:1")

    def works(self) -> bool:
        """Take a turn. Returns True where it was this host's to work."""
        self._worked.clear()
        now = datetime.now(UTC) + self._ahead
        with time_machine.travel(now):
            self._tick.turn(now)
        return bool(self._worked)

    def close(self) -> None:
        self._tick.close()
        self._sender.close()


@pytest.fixture
def on_the_database_clock(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """As the service really is."""
    database.renew()
    monkeypatch.setitem(app.extensions, CLOCK, database_clock)
    return app


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_the_tick_that_works_goes_on_beside_one_with_another_clock(
    on_the_database_clock: Flask, hours: int
) -> None:
    oak = Host(on_the_database_clock, "oak", timedelta(hours=hours))
    elm = Host(on_the_database_clock, "elm", timedelta(0))
    turns = [(oak.works(), elm.works()) for _ in range(3)]
    oak.close()
    elm.close()
    assert turns == [(True, False)] * 3


@pytest.mark.parametrize("hours", [-1, 1])
def test_checks_of_a_host_with_another_clock_count_as_made_just_now(
    on_the_database_clock: Flask, hours: int
) -> None:
    ahead = timedelta(hours=hours)
    with on_the_database_clock.app_context(), time_machine.travel(datetime.now(UTC) + ahead):
        checks.raise_alarms(db.session(), datetime.now(UTC), CheckResults([], []))
        commit()
    with on_the_database_clock.app_context():
        checks.check_tick(db.session(), datetime.now(UTC))
        assert db.session.scalars(select(Alarm.kind)).all() == []


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_host_with_another_clock_reads_the_list_of_texts_up_to_now(
    on_the_database_clock: Flask, twilio: SimulatorServer, hours: int
) -> None:
    twilio.exchange.reset()
    ahead = timedelta(hours=hours)
    with time_machine.travel(datetime.now(UTC) + ahead):
        Fetcher(on_the_database_clock).fetch(datetime.now(UTC))
    with on_the_database_clock.app_context():
        since = missed_texts.since_when(db.session(), datetime.now(UTC))
    assert since
    for moment in since.values():
        assert abs(datetime.now(UTC) - moment) < timedelta(minutes=15)  # they are read with an overlap


def test_an_enquiry_that_fails_delays_none_of_those_looked_at_with_it(
    ringback: Ringback, app: Flask, text_sender: TextSender, sam: Phone
) -> None:
    for number in range(3):
        somebody_asks(ringback, f"+44770090030{number}")
    codes = [sam.expects("new call-back").code for _ in range(3)]
    ringback.changed_by_hand = True
    with ringback.session() as session:  # a claim that nobody made
        claimed = update(Enquiry).where(Enquiry.code == codes[1])
        holder = select(Staff.id).order_by(Staff.id).limit(1).scalar_subquery()
        session.execute(claimed.values(state=EnquiryState.CLAIMED, holder_id=holder))
        session.commit()
    later = datetime.now(UTC) + timedelta(minutes=3)
    tick = Tick(app, text_sender, name="tick@oak:1")
    tick.turn(later)
    tick.close()
    with ringback.session() as session:
        due = select(Enquiry.code).where(Enquiry.next_check_at <= later)
        assert session.scalars(due).all() == [codes[1]]
