"""Waits cannot flatter: what begins one, what moves its start, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from enquiries.lifecycle import wait_rows
from enquiries.lifecycle.waits import Began, Ended, Evidence, Span
from enquiries.organisation.models import Centre, Shift
from enquiries.simulator.faults import Fault, FaultKind
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, ignore_all, sam_has_one, somebody_asks

pytestmark = pytest.mark.both_databases


def waits(ringback: Ringback) -> list[Span]:
    with ringback.session() as session:
        return wait_rows.all_of(session, ringback.enquiry())


def seconds(span: Span) -> float:
    assert span.called_at is not None
    return (span.called_at - span.wanted_at).total_seconds()


def test_a_wait_lasts_from_the_asking_to_the_call(ringback: Ringback, sam: Phone) -> None:
    by_day(ringback)
    asked_at = ringback.now
    sam_has_one(ringback, sam)
    ringback.wait(minutes=4)
    sam.ignores_the_rest().replies("CALLING").ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.began, wait.wanted_at, wait.ended) == (Began.ASKED, asked_at, Ended.CALLED)
    assert (seconds(wait), wait.evidence, wait.promise_seconds) == (240, Evidence.SAID, 900)
    assert wait.alerted_at is not None
    assert wait.claimed_at is not None
    assert wait.alerted_at <= wait.claimed_at


def test_a_result_alone_is_a_call_that_was_only_reported(ringback: Ringback, sam: Phone) -> None:
    by_day(ringback)
    sam_has_one(ringback, sam)
    sam.replies("DONE BOOKED").ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.evidence, wait.ended) == (Evidence.REPORTED, Ended.CALLED)


def test_a_long_wait_and_then_another_time_is_a_wait_that_was_not_kept(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    by_day(ringback)
    somebody_asks(ringback)
    sam.expects("new call-back")
    ringback.wait(minutes=34)
    ignore_all(ringback)
    the_enquirer.ignores_the_rest()
    the_enquirer.texts("LATER 6PM").ignores_the_rest()
    sam.ignores_the_rest()
    first, booked = waits(ringback)
    assert (first.began, first.ended, first.called_at) == (Began.ASKED, Ended.OVERDUE, None)
    assert (booked.began, booked.wanted_at) == (Began.BOOKED, datetime(2026, 1, 14, 18, tzinfo=UTC))
    ignore_all(ringback)


def test_the_person_may_choose_another_time_while_the_promise_holds(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    by_day(ringback)
    somebody_asks(ringback)
    sam.expects("new call-back")
    ringback.wait(minutes=2)
    the_enquirer.texts("LATER 6PM").ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.began, wait.wanted_at) == (Began.ASKED, datetime(2026, 1, 14, 18, tzinfo=UTC))
    ignore_all(ringback)


def test_to_ask_for_the_call_now_begins_no_other_wait(ringback: Ringback, the_enquirer: Phone) -> None:
    only_by_day(ringback)
    asked_at = ringback.now
    the_enquirer.texts("HELP").ignores_the_rest()
    ringback.wait(hours=2)
    the_enquirer.texts("CALL").ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.wanted_at, wait.ended) == (asked_at, None)
    ignore_all(ringback)


def test_staff_who_put_it_off_without_a_call_move_no_start(ringback: Ringback, sam: Phone) -> None:
    by_day(ringback)
    asked_at = ringback.now
    sam_has_one(ringback, sam)
    sam.replies("LATER 6PM").ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.wanted_at, wait.ended) == (asked_at, None)
    ignore_all(ringback)


def test_once_called_another_time_is_a_wait_of_its_own(ringback: Ringback, sam: Phone) -> None:
    by_day(ringback)
    sam_has_one(ringback, sam)
    sam.replies("CALLING").ignores_the_rest().replies("LATER 6PM").ignores_the_rest()
    called, booked = waits(ringback)
    assert called.ended is Ended.CALLED
    assert (booked.began, booked.ended) == (Began.BOOKED, None)
    ignore_all(ringback)


def test_the_next_try_is_promised_and_so_it_is_waited_for(ringback: Ringback, sam: Phone) -> None:
    by_day(ringback)
    sam_has_one(ringback, sam)
    sam.replies("NOANS").ignores_the_rest()
    tried, promised = waits(ringback)
    assert (tried.ended, tried.evidence) == (Ended.CALLED, Evidence.REPORTED)
    assert promised.began is Began.NEXT_TRY
    assert promised.wanted_at == ringback.now + timedelta(minutes=30)
    ignore_all(ringback)


def test_writing_again_after_the_closing_is_seen(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    by_day(ringback)
    sam_has_one(ringback, sam)
    sam.replies("DONE").ignores_the_rest()
    ringback.wait(hours=1)
    the_enquirer.texts("can you ring me please").ignores_the_rest()
    wrote_at = ringback.now
    ringback.wait(minutes=40)
    again = waits(ringback)[1]
    assert (again.began, again.wanted_at, again.called_at) == (Began.WROTE_AGAIN, wrote_at, None)
    ignore_all(ringback)


def test_what_was_closed_without_a_call_and_opened_again_was_waited_for_all_along(
    ringback: Ringback, sam: Phone
) -> None:
    by_day(ringback)
    asked_at = ringback.now
    sam_has_one(ringback, sam)
    sam.replies("{code} DONE SPAM").ignores_the_rest()
    assert waits(ringback)[0].ended is Ended.CLOSED
    ringback.wait(hours=2)
    sam.texts("REOPEN").ignores_the_rest().replies("CALLING").ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.wanted_at, wait.ended, seconds(wait)) == (asked_at, Ended.CALLED, 7200)
    ignore_all(ringback)


def test_an_alert_that_the_provider_confirms_after_the_claim_came_before_it(
    ringback: Ringback, sam: Phone
) -> None:
    exchange = ringback.twilio.exchange
    exchange.faults.turn_on(FaultKind.RESPONSE_LOST, Fault(to=(sam.number,)))
    exchange.faults.turn_on(FaultKind.CALLBACKS_DROPPED, Fault(to=(sam.number,)))
    somebody_asks(ringback)
    exchange.faults.clear()
    sam.expects("new call-back").replies("{code} Y").expects("yours")
    ringback.wait(seconds=5)
    [wait] = waits(ringback)
    assert wait.alerted_at == wait.claimed_at != None  # noqa: E711
    ignore_all(ringback)


def only_by_day(ringback: Ringback) -> None:
    """From now on it is night at Willow House, and no one is on call."""
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        house.hours = "mon-sun 08:00-20:00"
        session.execute(delete(Shift))
        session.commit()
