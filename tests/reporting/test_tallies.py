"""Reports say the same whichever days were counted before, whatever changes, and whoever changes it."""

import random
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Column, delete, select, text
from sqlalchemy.sql import visitors

from enquiries.core.db import db
from enquiries.dates.dst import Stretch
from enquiries.lifecycle import transitions
from enquiries.lifecycle.exclusions import CHOICES, Exclusion
from enquiries.lifecycle.models import Enquiry, Wait
from enquiries.lifecycle.states import Outcome
from enquiries.organisation.models import Centre
from enquiries.organisation.staff import staff_by_email
from enquiries.reporting.breakdowns import Part, statement
from enquiries.reporting.tally.models import TallyChange, TallyCount, TallyDay
from enquiries.reporting.wait_facts import WaitFacts
from tests.chain.records import change_by_hand, findings
from tests.reporting.histories import SATURDAY, write_histories
from tests.reporting.tallied import (
    CHANGES,
    FORGET,
    GONE,
    NEVER_CHANGES,
    NOW,
    assert_right,
    days_that_hold,
    keep,
)
from tests.support.phone import Phone
from tests.support.ringback import Ringback

pytestmark = pytest.mark.both_databases


@pytest.fixture
def counted(ringback: Ringback) -> Ringback:
    """Eighty people asked, on the weekend on which the clock goes forward, and every day is counted."""
    ringback.changed_by_hand = True
    ringback.move_to(NOW)
    with ringback.session() as session:
        write_histories(session, 2604, 80)
        session.commit()
    keep(ringback)
    return ringback


def execute(ringback: Ringback, *statements: str) -> None:
    """By hand, past the product, in one transaction."""
    with ringback.app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        for each in statements:
            assert connection.execute(text(each)).rowcount != 0, each


def holding(ringback: Ringback) -> set[tuple[int, str]]:
    with ringback.session() as session:
        return days_that_hold(session)


def test_the_same_is_said_of_days_counted_or_not(counted: Ringback) -> None:
    every = holding(counted)
    assert {(centre, "2026-03-29") for centre in (1, 2)} <= every
    assert_right(counted)
    with counted.session() as session:
        some = session.scalars(select(TallyDay.id).order_by(TallyDay.day)).all()[::2]
        session.execute(delete(TallyCount).where(TallyCount.day_id.in_(some)))
        session.execute(delete(TallyDay).where(TallyDay.id.in_(some)))
        session.commit()
    assert 0 < len(holding(counted)) < len(every)
    assert_right(counted)
    keep(counted)
    assert holding(counted) == every


@pytest.mark.parametrize("table", ["wait", "enquiry"])
def test_a_change_by_hand_is_noticed(counted: Ringback, table: str) -> None:
    for column, change in CHANGES.items():
        if column.startswith(table):
            every = holding(counted)
            execute(counted, change)
            assert holding(counted) < every, column
            assert_right(counted)
            keep(counted)
    assert_right(counted)


def test_a_wait_that_is_gone_is_noticed(counted: Ringback) -> None:
    every = holding(counted)
    execute(counted, GONE)
    assert holding(counted) < every
    assert_right(counted)


def test_what_the_product_changes_is_noticed(counted: Ringback) -> None:
    """Those left out count after all, the others are left out; one asks again, another is admitted."""
    with counted.session() as session:
        sam = staff_by_email(session, "sam@example.org")
        might = select(Enquiry).where(Enquiry.outcome.in_([Outcome.SPAM, Outcome.DUPLICATE]))
        for each in session.scalars(might.order_by(Enquiry.id)).all():
            if each.excluded_reason:
                transitions.count(session, NOW, each, sam, "a person")
            else:
                transitions.exclude(session, NOW, each, Exclusion(CHOICES[0]), sam)
        booked = select(Enquiry).where(Enquiry.outcome == Outcome.BOOKED).order_by(Enquiry.id).limit(1)
        transitions.reopen(session, NOW, session.scalars(booked).one())
        reached = select(Enquiry).where(Enquiry.outcome == Outcome.DECLINED).order_by(Enquiry.id).limit(1)
        transitions.admit(session, NOW, session.scalars(reached).one(), sam)
        session.commit()
    assert_right(counted)
    keep(counted)
    assert_right(counted)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE centre SET timezone = 'Pacific/Auckland' WHERE id = 1",
        "UPDATE centre SET hours = 'mon-fri 09:00-17:00' WHERE id = 1",
        "INSERT INTO target (\"of\", percent, seconds) VALUES ('first_call', 100, 60)",
    ],
    ids=["zone", "hours", "target"],
)
def test_what_a_day_is_counted_by_may_change(counted: Ringback, change: str) -> None:
    every = holding(counted)
    execute(counted, change)
    assert not {each for each in holding(counted) if each[0] == 1}
    assert_right(counted)
    keep(counted)
    assert len(holding(counted)) >= len(every)
    assert_right(counted)


def test_random_histories_with_random_changes(ringback: Ringback) -> None:
    ringback.changed_by_hand = True
    ringback.move_to(NOW)
    dice = random.Random(77)  # noqa: S311 - no secret
    with ringback.session() as session:
        write_histories(session, 411, 60)
        session.commit()
    for each in dice.sample(sorted(CHANGES.values()), 12):
        if dice.random() < 0.6:
            keep(ringback)
        with ringback.app.app_context(), db.engine.begin() as connection:
            connection.execute(text(each))
        assert_right(ringback)
    keep(ringback)
    assert_right(ringback)
    with ringback.session() as session:
        assert session.scalars(select(TallyChange)).all() == []


def test_a_day_is_counted_once_no_call_in_it_is_still_to_come(counted: Ringback) -> None:
    """Then what is still wanted is late for good, until a change."""
    open_wait = "(SELECT min(id) FROM wait WHERE ended IS NULL)"
    execute(counted, f"UPDATE wait SET promise_seconds = 20 * 86400 WHERE id = {open_wait}")  # noqa: S608
    without = holding(counted)
    keep(counted)
    assert holding(counted) == without
    assert_right(counted)
    later = NOW + timedelta(days=20)
    keep(counted, later)
    with counted.session() as session:
        assert days_that_hold(session, later) > without
    assert_right(counted, later)


def test_today_is_not_counted(counted: Ringback) -> None:
    execute(counted, *FORGET)
    keep(counted, SATURDAY + timedelta(hours=30))
    with counted.session() as session:
        assert {str(each) for each in session.scalars(select(TallyDay.day))} <= {"2026-03-28"}


class TestWithOthersAtWork:
    @pytest.fixture(autouse=True)
    def only_where_several_write(self, counted: Ringback) -> None:
        with counted.app.app_context():
            if db.engine.dialect.name == "sqlite":
                pytest.skip("SQLite has one writer")

    def test_a_change_that_is_committed_after_the_count_is_noticed(self, counted: Ringback) -> None:
        execute(counted, CHANGES["enquiry.source"])
        with counted.app.app_context(), db.engine.connect() as other:
            other.execute(text("UPDATE enquiry SET source = 'poster 2' WHERE id = 7"))
            keep(counted)
            every = holding(counted)
            other.commit()
        assert holding(counted) < every
        assert_right(counted)

    def test_nothing_is_counted_while_one_writes_who_began_before_changes_were_noted(
        self, counted: Ringback, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("workers.records.tally_keeper._PATIENCE", 0.2)
        execute(counted, *FORGET)
        with counted.app.app_context(), db.engine.connect() as other:
            other.execute(text("UPDATE enquiry SET source = 'poster 2' WHERE id = 7"))
            keep(counted)
            assert holding(counted) == set()
            other.commit()
        keep(counted)
        assert holding(counted)
        assert_right(counted)

    def test_one_that_sees_an_old_moment_only_is_noticed(self, counted: Ringback) -> None:
        execute(counted, *FORGET)
        with counted.app.app_context(), db.engine.connect() as other:
            other = other.execution_options(isolation_level="REPEATABLE READ")
            other.execute(text("SELECT count(*) FROM wait"))
            keep(counted)
            assert holding(counted)
            other.execute(text("UPDATE enquiry SET source = 'poster 2' WHERE id = 7"))
            other.commit()
        assert_right(counted)

    def test_many_changes_and_two_who_count_at_once(self, counted: Ringback) -> None:
        over = threading.Event()
        counting = [threading.Thread(target=_count_until, args=(counted, over)) for _ in range(2)]
        for each in counting:
            each.start()
        dice = random.Random(5)  # noqa: S311 - no secret
        for _ in range(25):
            one = dice.randrange(1, 80)
            execute(counted, f"UPDATE enquiry SET source = 'poster {one}' WHERE id = {dice.randrange(1, 80)}")  # noqa: S608
        over.set()
        for each in counting:
            each.join()
        assert_right(counted)


def _count_until(ringback: Ringback, over: threading.Event) -> None:
    while not over.is_set():
        keep(ringback)


def columns_counted() -> Iterator[Column[object]]:
    """Those of waits and enquiries that the statement reads of which days are counted."""
    with_all = statement(
        Centre(id=1, timezone="Europe/London", hours="mon 09:00-17:00"),
        Stretch(SATURDAY, NOW, 0),
        WaitFacts(NOW),
        tuple(Part),
    )
    for each in visitors.iterate(with_all):
        table = getattr(each, "table", None)
        of = getattr(table, "element", table)
        if isinstance(each, Column) and of in (Wait.__table__, Enquiry.__table__):
            yield of.c[each.name]


def test_every_column_that_is_counted_is_one_whose_change_is_tested() -> None:
    assert {str(each) for each in columns_counted()} - NEVER_CHANGES == CHANGES.keys()


def test_a_tally_that_was_changed_by_hand_is_found(counted: Ringback) -> None:
    assert [each for each in findings(counted) if "tally" in each] == []
    change_by_hand(
        counted,
        "UPDATE tally_count SET count = count + 1 WHERE part = 2 AND day_id IN "
        "(SELECT id FROM tally_day WHERE centre_id = 1 AND day = '2026-03-28')",
    )
    found = [each for each in findings(counted) if "tally" in each]
    assert found == ["tally of willow-house, 2026-03-28: is not what the waits of that day come to"]
    with counted.session() as session:
        assert session.scalars(select(TallyDay)).all()


def test_a_wait_that_was_changed_past_the_triggers_is_found(counted: Ringback) -> None:
    change_by_hand(counted, CHANGES["enquiry.source"])
    assert [each for each in findings(counted) if "tally" in each]


def test_the_service_counts_by_itself(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back").replies("{code} DONE BOOKED").ignores_the_rest()
    the_enquirer.ignores_the_rest()
    ringback.move_to(ringback.now + timedelta(days=1))
    ringback.watch()
    ringback.settle()
    ringback.stop_watching()
    for each in ("+447700900003", "+447700900004", "+447700900999"):
        ringback.phone(each).ignores_the_rest()
    with ringback.session() as session:
        assert {(row.centre_id, str(row.day)) for row in session.scalars(select(TallyDay))} == {
            (1, "2026-01-14")
        }
