"""Each alarm, caused for real: said to managers and by the second channel, and said to be over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import requests
from sqlalchemy import delete, select, update

from enquiries.core import counters
from enquiries.intake.models import ProbeRun
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.messaging.models import Incoming
from enquiries.monitoring.checks import BAD_SIGNATURE
from enquiries.organisation.models import Centre, Shift, Staff
from enquiries.simulator.faults import Fault, FaultKind
from tests.support.outside import Outside
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.service import NOBODYS_PHONE

SAM = "+447700900001"
NOWHERE = "http://127.0.0.1:9/nowhere"


@pytest.fixture(autouse=True)
def watched(ringback: Ringback, outside: Outside) -> Iterator[None]:
    """The service watches itself, and all is well."""
    outside.forget()
    ringback.watch()
    ringback.settle()
    yield
    ringback.phone(NOBODYS_PHONE).ignores_the_rest()


@pytest.fixture
def tom(ringback: Ringback) -> Phone:
    """The admin of both centres."""
    return ringback.phone("+447700900005")


def the_enquiry(ringback: Ringback) -> Enquiry:
    """The one that is not our own."""
    with ringback.session() as session:
        return session.scalars(select(Enquiry).where(~Enquiry.synthetic)).one()


class TestTexts:
    @pytest.mark.both_databases
    def test_that_cannot_be_sent(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone, dana: Phone, leila: Phone
    ) -> None:
        ringback.twilio.exchange.faults.turn_on(FaultKind.SERVER_ERROR, Fault())
        the_enquirer.texts("HELP")
        ringback.wait(seconds=60)
        assert outside.heard("texts_stuck") == []
        ringback.wait(seconds=30)
        assert outside.heard("texts_stuck") == ["began"]
        ringback.twilio.exchange.faults.clear()
        ringback.wait(minutes=2)
        assert outside.heard("texts_stuck") == ["began", "over"]
        for manager in (dana, leila):
            manager.expects("ALARM", "texts stuck").expects("RESOLVED", "texts stuck").ignores_the_rest()
        the_enquirer.expects("You did the right thing")
        # of what could not be sent for a while, each phone gets the last
        sam.expects("{code} has waited 3 min").expects("new call-back").expects_nothing()
        ringback.phone("+447700900002").expects("new call-back").expects_nothing()

    def test_that_never_came_to_our_door(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone, dana: Phone, leila: Phone
    ) -> None:
        asked_at = ringback.now
        ringback.twilio.exchange.point_at(NOWHERE)
        the_enquirer.texts("HELP")
        ringback.wait(seconds=44)
        sam.expects_nothing()
        ringback.wait(seconds=76)
        the_enquirer.expects("You did the right thing")
        dana.expects("ALARM Willow House: texts late")
        leila.expects("ALARM Willow London: texts late")
        assert the_enquiry(ringback).received_at == asked_at

        ringback.twilio.exchange.point_at(f"{ringback.url}/webhooks/twilio/sms")
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        sam.replies("{code} DONE").expects("{code} closed")
        ringback.wait(minutes=11)
        dana.expects("was closed by Sam C without a logged call")
        dana.expects("RESOLVED Willow House: texts late")
        leila.expects("RESOLVED Willow London: texts late")
        assert outside.heard("texts_late") == ["began", "over"]

    @pytest.mark.both_databases
    def test_that_came_are_not_taken_again(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back").replies("{code} Y").expects("is yours").replies("{code} DONE")
        sam.expects("{code} closed")
        ringback.wait(minutes=3)
        dana.expects("was closed by Sam C without a logged call")
        with ringback.session() as session:
            theirs = select(Incoming).join(Enquiry).where(~Enquiry.synthetic)
            bodies = [text.body for text in session.scalars(theirs.order_by(Incoming.id))]
        assert bodies == ["HELP", f"{sam.code} Y", f"{sam.code} DONE"]

    def test_of_somebody_erased_are_not_brought_back(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("STOP").expects("won't text or call you again")
        the_enquirer.texts("START").expects("Welcome back")
        sam.expects("new call-back").replies("{code} DONE").expects("{code} closed")
        with ringback.session() as session:
            session.execute(update(Enquiry).where(~Enquiry.synthetic).values(key=None))
            session.execute(update(Incoming).values(key=None))
            session.commit()
        ringback.wait(minutes=3)
        assert the_enquiry(ringback).key is None

    def test_that_are_not_understood(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        with ringback.session() as session:
            house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
            house.timezone = "Nowhere/At_All"
            session.commit()
        the_enquirer.texts("HELP")
        ringback.wait(seconds=70)
        dana.expects_nothing()
        ringback.wait(seconds=60)
        dana.expects("ALARM Willow House: text not read")
        sam.expects_nothing()
        with ringback.session() as session:
            session.execute(update(Centre).values(timezone="Europe/London"))
            session.commit()
        ringback.wait(minutes=3)
        dana.expects("RESOLVED Willow House: text not read").ignores_the_rest()
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")
        assert outside.heard("not_read") == ["began", "over"]


class TestProcesses:
    def test_no_worker_beats(self, ringback: Ringback, outside: Outside, dana: Phone, leila: Phone) -> None:
        ringback.workers_run = False
        ringback.wait(seconds=45)
        dana.expects_nothing()
        ringback.wait(seconds=30)
        dana.expects("ALARM Willow House: no worker")
        leila.expects("ALARM Willow London: no worker")
        ringback.wait(minutes=29)
        dana.expects_nothing()
        ringback.wait(minutes=1)
        dana.expects("ALARM Willow House: no worker")
        leila.expects("ALARM Willow London: no worker")
        ringback.workers_run = True
        ringback.wait(minutes=1)
        dana.expects("RESOLVED Willow House: no worker")
        leila.expects("RESOLVED Willow London: no worker")
        assert outside.heard("no_worker") == ["began", "lasts", "over"]

    @pytest.mark.both_databases
    def test_a_worker_says_that_the_tick_has_stopped(
        self, ringback: Ringback, outside: Outside, dana: Phone, leila: Phone
    ) -> None:
        ringback.tick_runs = False
        ringback.wait(seconds=60)
        dana.expects_nothing()
        ringback.wait(seconds=30)
        dana.expects("ALARM Willow House: alerts delayed")
        leila.expects("ALARM Willow London: alerts delayed")
        assert outside.heard("ladder_stopped") == ["began"]
        ringback.tick_runs = True
        ringback.wait(minutes=2)
        dana.expects("RESOLVED Willow House: alerts delayed")
        leila.expects("RESOLVED Willow London: alerts delayed")

    def test_the_next_tick_says_that_everything_was_away(
        self, ringback: Ringback, dana: Phone, leila: Phone
    ) -> None:
        ringback.move_to(ringback.now + timedelta(minutes=10))
        ringback.settle()
        dana.expects("ALARM Willow House: alerts delayed")
        leila.expects("ALARM Willow London: alerts delayed")
        ringback.wait(minutes=2)
        dana.expects("RESOLVED Willow House: alerts delayed")
        leila.expects("RESOLVED Willow London: alerts delayed")

    def test_a_stop_that_somebody_wanted_is_no_alarm(self, ringback: Ringback, dana: Phone) -> None:
        ringback.stop_watching()
        ringback.move_to(ringback.now + timedelta(hours=1))
        ringback.watch()
        ringback.wait(minutes=1)
        dana.expects_nothing()


class TestPeople:
    @pytest.mark.both_databases
    def test_nobody_is_on_call(
        self, ringback: Ringback, outside: Outside, sam: Phone, dana: Phone, leila: Phone
    ) -> None:
        with ringback.session() as session:
            session.execute(delete(Shift))
            session.commit()
        ringback.wait(minutes=2)
        dana.expects_nothing()
        ringback.wait(minutes=2)
        dana.expects("ALARM Willow House: no one on call")
        leila.expects_nothing()  # London is closed
        sam.texts("ON").expects("You are on call for Willow House")
        ringback.wait(minutes=3)
        dana.expects("RESOLVED Willow House: no one on call")
        assert outside.heard("nobody_on_call") == ["began", "over"]

    def test_somebody_gets_no_texts(
        self, ringback: Ringback, outside: Outside, sam: Phone, dana: Phone, leila: Phone
    ) -> None:
        ringback.twilio.exchange.faults.turn_on(FaultKind.HANDSET_OFF, Fault(to=(SAM,)))
        for visitor in range(101, 104):
            somebody = ringback.phone(f"+447700900{visitor}")
            somebody.texts("HELP").expects("You did the right thing")
            dana.ignores_the_rest().replies(f"{dana.code} Y").ignores_the_rest()
        ringback.wait(minutes=1)
        dana.expects("ALARM Willow House: Sam no text").ignores_the_rest()
        ringback.twilio.exchange.faults.clear()
        sam.texts("LIST").expects("waiting")
        ringback.wait(minutes=3)
        dana.expects("RESOLVED Willow House: Sam no text").ignores_the_rest()
        assert outside.heard("unreachable") == ["began", "over"]
        sam.ignores_the_rest()
        ringback.phone("+447700900002").ignores_the_rest()

    def test_an_enquiry_waits_past_its_ladder(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        ringback.wait(minutes=7)
        assert outside.heard("waiting") == []
        ringback.wait(minutes=2)
        assert outside.heard("waiting") == ["began"]
        priya.expects("new call-back")
        dana.expects("new call-back").expects("{code} has waited 7 min").ignores_the_rest()
        sam.expects("new call-back").ignores_the_rest().replies("{code} Y").expects("is yours")
        ringback.wait(minutes=1)
        assert outside.heard("waiting") == ["began", "over"]
        for told in (dana, priya):
            told.expects("taken by Sam")

    def test_there_is_nobody_at_all(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone, sam: Phone, leila: Phone, tom: Phone
    ) -> None:
        with ringback.session() as session:
            session.execute(update(Staff).where(Staff.mobile < "+447700900004").values(active=False))
            session.commit()
        the_enquirer.texts("HELP").expects("You did the right thing")
        ringback.wait(seconds=15)
        code = the_enquiry(ringback).code
        for phone in (leila, tom):
            phone.expects(f"ALARM Willow House: {code} no staff")
        with ringback.session() as session:
            session.execute(update(Staff).values(active=True))
            session.commit()
        ringback.wait(minutes=6)
        sam.expects("{code}").replies("{code} Y").expects("is yours").replies("{code} DONE")
        ringback.wait(minutes=6)
        for phone in (leila, tom):
            phone.expects(f"RESOLVED Willow House: {code} no staff").ignores_the_rest()
        assert outside.heard("nobody_at_all") == ["began", "over"]
        for number in (SAM, "+447700900002", "+447700900003"):
            ringback.phone(number).ignores_the_rest()


class TestForgeries:
    def test_are_told_when_there_are_many(
        self, ringback: Ringback, outside: Outside, dana: Phone, leila: Phone
    ) -> None:
        self.forge(ringback, 9)
        ringback.wait(minutes=1)
        dana.expects_nothing()
        self.forge(ringback, 30)
        ringback.wait(seconds=15)
        dana.expects("ALARM Willow House: bad signatures")
        with ringback.session() as session:
            counted = counters.counted_since(session, BAD_SIGNATURE, ringback.now - timedelta(minutes=5))
            assert 10 <= counted <= 29, "of thirty in one minute a process writes down twenty at most"
        ringback.wait(minutes=7)
        dana.expects("RESOLVED Willow House: bad signatures")
        leila.expects("ALARM").expects("RESOLVED")
        assert outside.heard("bad_signatures") == ["began", "over"]

    def forge(self, ringback: Ringback, times: int) -> None:
        for _ in range(times):
            text = {"MessageSid": "SM1", "From": SAM, "To": "83222", "Body": "HELP"}
            answer = requests.post(f"{ringback.url}/webhooks/twilio/sms", data=text, timeout=5)
            assert answer.status_code == 403


class TestTheSyntheticEnquiry:
    def test_walks_through_and_is_closed(self, ringback: Ringback, sam: Phone) -> None:
        ringback.wait(seconds=30)
        ringback.phone(NOBODYS_PHONE).expects("new call-back, Willow House").expects_nothing()
        sam.texts("LIST").expects("0 waiting")
        with ringback.session() as session:
            enquiry = session.scalars(select(Enquiry)).one()
            walk = session.scalars(select(ProbeRun)).one()
        assert (enquiry.state, enquiry.outcome) == (EnquiryState.CLOSED, Outcome.TEST)
        assert (walk.failure, walk.alerted_at) == (None, enquiry.acknowledged_at)
        report = ringback.app.test_cli_runner().invoke(args=["report", "response-times", "--format", "csv"])
        assert enquiry.code not in report.output

    def test_walks_again_every_ten_minutes(self, ringback: Ringback) -> None:
        ringback.wait(minutes=21)
        with ringback.session() as session:
            assert len(session.scalars(select(ProbeRun)).all()) == 3
            outcomes = set(session.scalars(select(Enquiry.outcome)))
        assert outcomes == {Outcome.TEST}

    def test_that_does_not_get_through_is_an_alarm(
        self, ringback: Ringback, outside: Outside, dana: Phone, leila: Phone
    ) -> None:
        ringback.wait(minutes=9)
        ringback.twilio.exchange.faults.turn_on(FaultKind.LANDLINE, Fault(to=(NOBODYS_PHONE,)))
        ringback.wait(minutes=3)
        dana.expects("ALARM Willow House: test failed")
        leila.expects("ALARM Willow London: test failed")
        pings = outside.pings
        ringback.wait(minutes=3)
        assert outside.pings == pings
        ringback.twilio.exchange.faults.clear()
        ringback.wait(minutes=8)
        dana.expects("RESOLVED Willow House: test failed")
        leila.expects("RESOLVED Willow London: test failed")
        assert outside.pings > pings
        with ringback.session() as session:
            assert set(session.scalars(select(Enquiry.outcome))) == {Outcome.TEST}


class TestOutside:
    def test_hears_the_heartbeat_each_minute(self, ringback: Ringback, outside: Outside) -> None:
        before = outside.pings
        ringback.wait(minutes=5)
        assert outside.pings - before == 5

    def test_hears_none_while_no_worker_beats(self, ringback: Ringback, outside: Outside) -> None:
        ringback.workers_run = False
        ringback.wait(minutes=1)
        before = outside.pings
        ringback.wait(minutes=4)
        assert outside.pings == before
        for manager in ("+447700900003", "+447700900004"):
            ringback.phone(manager).expects("no worker")

    def test_hears_alarms_late_when_it_was_away(
        self, ringback: Ringback, outside: Outside, dana: Phone, leila: Phone
    ) -> None:
        outside.answer = 500
        ringback.move_to(ringback.now + timedelta(minutes=10))
        ringback.wait(minutes=3)
        assert outside.alarms == []
        assert ["(began)" in mail for mail in outside.mails] == [True, False]
        outside.answer = 200
        ringback.wait(minutes=6)
        assert sorted(outside.heard("ladder_stopped")) == ["began", "over"]
        assert datetime.fromisoformat(outside.alarms[0]["since"]) < ringback.now
        for manager in (dana, leila):
            manager.expects("ALARM").expects("RESOLVED")

    def test_reads_nothing_of_any_person(
        self, ringback: Ringback, outside: Outside, the_enquirer: Phone
    ) -> None:
        the_enquirer.texts("HELP, my name is Zoe").expects("You did the right thing")
        ringback.wait(minutes=9)
        assert outside.heard("waiting") == ["began"]
        said = f"{outside.alarms} {outside.mails}"
        assert "Zoe" not in said
        assert "900123" not in said
        for number in (SAM, "+447700900002", "+447700900003"):
            ringback.phone(number).ignores_the_rest()
