"""What Prometheus reads, as text; who may read it; and that no table is read through for it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event

from enquiries.core.db import db
from enquiries.core.enums import Priority
from enquiries.core.leases import Beat
from enquiries.monitoring import id_search
from enquiries.simulator.faults import Fault, FaultKind
from tests.support.fresh import fresh_app
from tests.support.phone import Phone
from tests.support.ringback import Ringback

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def read(text: str) -> Samples:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def metric(ringback: Ringback, name: str, **labels: str) -> float:
    """The value of one sample; 0 where it is not told."""
    answer = requests.get(f"{ringback.url}/metrics", timeout=5)
    assert answer.status_code == 200
    return read(answer.text).get((f"ringback_{name}", frozenset(labels.items())), 0)


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Flask]:
    """An app whose Redis is away."""
    app = fresh_app(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()


class TestEnquiries:
    HOUSE = "willow-house"

    def test_who_waits_and_for_how_long(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        ringback.wait(seconds=75)
        assert metric(ringback, "enquiries", centre=self.HOUSE, state="open", urgent="no") == 1
        assert metric(ringback, "longest_wait_seconds", centre=self.HOUSE) == 75
        sam.replies("{code} Y").expects("is yours")
        assert metric(ringback, "enquiries", centre=self.HOUSE, state="open", urgent="no") == 0
        assert metric(ringback, "enquiries", centre=self.HOUSE, state="claimed", urgent="no") == 1
        assert metric(ringback, "longest_wait_seconds", centre=self.HOUSE) == 0

    def test_what_came_and_how_it_ended_today(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back").replies("{code} Y").replies("{code} DONE BOOKED").ignores_the_rest()
        assert metric(ringback, "enquiries_received_total", centre=self.HOUSE, channel="sms") == 1
        assert metric(ringback, "enquiries_closed_total", centre=self.HOUSE, outcome="booked") == 1

    def test_each_wait_is_in_its_histogram(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        ringback.wait(seconds=31)
        sam.replies("{code} Y").expects("is yours")
        ringback.wait(minutes=2)
        sam.replies("{code} DONE").ignores_the_rest()
        for until, waited in (
            ("acknowledged", 0),
            ("alerted", 0),
            ("alert_delivered", 0),
            ("claimed", 31),
            ("first_call", 151),
        ):
            labels = {"centre": self.HOUSE, "until": until}
            assert metric(ringback, "wait_seconds_count", **labels) == 1
            assert metric(ringback, "wait_seconds_sum", **labels) == waited
        claimed = {"centre": self.HOUSE, "until": "claimed"}
        assert metric(ringback, "wait_seconds_bucket", **claimed, le="30.0") == 0
        assert metric(ringback, "wait_seconds_bucket", **claimed, le="60.0") == 1

    def test_a_day_begins_at_midnight_utc_and_counts_what_happens_on_it(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        ringback.move_to(datetime(2026, 1, 14, 23, 59, 30, tzinfo=UTC))
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        ringback.wait(seconds=45)
        sam.replies("{code} Y").expects("is yours")
        assert metric(ringback, "enquiries_received_total", centre=self.HOUSE, channel="sms") == 0
        assert metric(ringback, "wait_seconds_count", centre=self.HOUSE, until="alerted") == 0
        assert metric(ringback, "wait_seconds_sum", centre=self.HOUSE, until="claimed") == 45


class TestTexts:
    def test_where_they_are(self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone) -> None:
        ringback.twilio.exchange.faults.turn_on(FaultKind.HANDSET_OFF, Fault(to=(sam.number,)))
        the_enquirer.texts("HELP").ignores_the_rest()
        dana.ignores_the_rest()
        sam.ignores_the_rest()
        assert metric(ringback, "texts", to="enquirer", state="delivered", error="") == 1
        assert metric(ringback, "texts", to="staff", state="undelivered", error="30003") == 1

    def test_what_is_still_to_be_sent_and_since_when(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        ringback.twilio.exchange.faults.turn_on(FaultKind.SERVER_ERROR, Fault(to=(sam.number,)))
        the_enquirer.texts("HELP").ignores_the_rest()
        assert metric(ringback, "outbox", priority="alert") == 1
        assert metric(ringback, "outbox", priority="reply") == 0
        ringback.move_to(ringback.now + timedelta(seconds=61))
        assert metric(ringback, "outbox_oldest_seconds", priority="alert") == 60
        ringback.twilio.exchange.faults.clear()
        ringback.settle()
        sam.ignores_the_rest()
        assert metric(ringback, "outbox", priority="alert") == 0


class TestProcesses:
    def test_one_started_again_goes_on_with_the_beats_of_the_one_before(self, ringback: Ringback) -> None:
        with ringback.session() as session:
            session.add(Beat(name="worker-1@oak:7", at=ringback.now - timedelta(hours=1)))
            session.add(Beat(name="worker-1@oak:8", at=ringback.now - timedelta(seconds=3)))
            session.commit()
        assert metric(ringback, "beat_age_seconds", process="worker-1@oak") == 3

    def test_the_queue_has_a_length(self, ringback: Ringback) -> None:
        assert metric(ringback, "queue_up") == 1
        assert ringback.app.extensions["waker"].wake(Priority.ALERT, 4821)
        assert metric(ringback, "queue_jobs", queue="alerts") == 1

    def test_a_queue_that_is_away_has_none(self, alone: Flask) -> None:
        told = read(alone.test_client().get("/metrics").text)
        assert told[("ringback_queue_up", frozenset())] == 0
        assert told[("ringback_database_up", frozenset())] == 1
        assert not [name for name, _ in told if name == "ringback_queue_jobs"]

    def test_a_database_that_is_away_is_told(self, alone: Flask) -> None:
        with alone.app_context():
            db.session.execute(db.text("ALTER TABLE enquiry RENAME TO away"))
            db.session.commit()
        told = read(alone.test_client().get("/metrics").text)
        assert told[("ringback_database_up", frozenset())] == 0
        assert ("ringback_queue_up", frozenset()) in told


class TestTheDoor:
    @pytest.fixture
    def with_token(self, alone: Flask) -> Flask:
        alone.config["RINGBACK"] = alone.config["RINGBACK"].model_copy(
            update={"metrics_token": "a long secret"}
        )
        return alone

    @pytest.mark.parametrize(
        ("header", "status"), [("Bearer a long secret", 200), ("Bearer wrong", 403), ("", 403)]
    )
    def test_opens_to_the_token(self, with_token: Flask, header: str, status: int) -> None:
        answer = with_token.test_client().get("/metrics", headers={"Authorization": header})
        assert answer.status_code == status

    def test_opens_to_the_token_through_a_proxy(self, with_token: Flask) -> None:
        headers = {"Authorization": "Bearer a long secret", "X-Forwarded-For": "203.0.113.7"}
        assert with_token.test_client().get("/metrics", headers=headers).status_code == 200

    @pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
    def test_without_a_token_opens_to_this_machine(self, alone: Flask, address: str) -> None:
        answer = alone.test_client().get("/metrics", environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == 200

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
    def test_without_a_token_stays_shut_to_what_a_proxy_brings(self, alone: Flask, header: str) -> None:
        answer = alone.test_client().get("/metrics", headers={header: "127.0.0.1"})
        assert answer.status_code == 403

    @pytest.mark.parametrize("address", ["203.0.113.7", ""])
    def test_without_a_token_stays_shut_to_others(self, alone: Flask, address: str) -> None:
        answer = alone.test_client().get("/metrics", environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == 403


class TestSpeed:
    @given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), max_size=30), st.integers(0, 40))
    def test_the_first_row_of_a_day_is_found(self, steps: list[tuple[int, int]], minutes: int) -> None:
        """Rows with gaps between their ids, each as late as the one before or later."""
        start, id_, at = datetime(2026, 1, 14, tzinfo=UTC), 0, 0
        rows = []
        for gap, later in steps:
            id_, at = id_ + gap, at + later
            rows.append((id_, start + timedelta(minutes=at)))
        moment = start + timedelta(minutes=minutes)
        found = id_search.lowest(
            rows[-1][0] if rows else 0, lambda low: next(r for r in rows if r[0] >= low), moment
        )
        assert [row for row in rows if row[0] >= found] == [row for row in rows if row[1] >= moment]

    def test_no_table_that_grows_is_read_through(self, alone: Flask) -> None:
        """SQLite's plan of each statement: SCAN reads every row, be it only of an index of what waits."""
        plans: list[str] = []

        def explain(connection, cursor, statement, parameters, *_):  # type: ignore[no-untyped-def]
            if statement.startswith("SELECT"):
                explained = connection.connection.cursor().execute(
                    f"EXPLAIN QUERY PLAN {statement}", parameters
                )
                plans.extend(f"{row[3]}" for row in explained)

        with alone.app_context():
            event.listen(db.engine, "before_cursor_execute", explain)
        assert alone.test_client().get("/metrics").status_code == 200
        read_through = {plan.removeprefix("SCAN ") for plan in plans if plan.startswith("SCAN")}
        small = {"centre", "beat", "CONSTANT ROW"}
        assert read_through - small == {
            "enquiry USING INDEX uq_enquiry_one_active",
            "outbox USING INDEX ix_outbox_due",
            "inbox USING INDEX ix_inbox_waiting",
        }
