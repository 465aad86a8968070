"""What Twilio says became of our texts: repeated, late, out of order, or about nothing we know."""

from concurrent.futures import Future, ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DataError

from enquiries.core.transactions.group_commit import GroupCommit
from enquiries.lifecycle.events import EventKind
from enquiries.messaging.gateway import Receipt
from enquiries.messaging.models import Outgoing
from enquiries.messaging.states import MessageState
from enquiries.oncall import receipts
from enquiries.oncall.receipts import Result
from enquiries.simulator.faults import Fault, FaultKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.statements import asked
from tests.support.webhooks import post

pytestmark = pytest.mark.both_databases


@pytest.fixture
def welcome(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> Outgoing:
    """A welcome that was delivered."""
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    with ringback.session() as session:
        return session.scalars(select(Outgoing).where(Outgoing.kind == "enquirer.welcome")).one()


def receipt(ringback: Ringback, message_id: int, sid: str, status: str, **more: str) -> int:
    form = {"MessageSid": sid, "MessageStatus": status, **more}
    return post(ringback, f"/webhooks/twilio/status/{message_id}", form).status_code


def test_delivered_is_the_end(ringback: Ringback, welcome: Outgoing) -> None:
    assert welcome.state is MessageState.DELIVERED
    for status in ("sent", "queued", "failed", "delivered", "undelivered"):
        assert receipt(ringback, welcome.id, welcome.sid or "", status) == 200
    assert records.states_of(ringback, "enquirer.welcome") == [MessageState.DELIVERED]
    assert len(records.happened(ringback, EventKind.TEXTED)) == 1


def test_a_receipt_for_a_text_we_do_not_know_changes_nothing(ringback: Ringback) -> None:
    assert receipt(ringback, 999_999, "SM1", "delivered") == 200


@pytest.mark.parametrize(
    ("sid", "status"), [("SMother", "failed"), ("", "failed"), ("SMother", "delivered"), ("SMother", "")]
)
def test_a_receipt_of_another_text_changes_nothing(
    ringback: Ringback, welcome: Outgoing, sid: str, status: str
) -> None:
    assert receipt(ringback, welcome.id, sid, status) == 200
    assert records.states_of(ringback, "enquirer.welcome") == [MessageState.DELIVERED]


def test_a_status_that_twilio_invents_one_day_changes_nothing(ringback: Ringback, welcome: Outgoing) -> None:
    assert receipt(ringback, welcome.id, welcome.sid or "", "teleported", ErrorCode="many") == 200
    assert records.states_of(ringback, "enquirer.welcome") == [MessageState.DELIVERED]


def test_a_receipt_settles_a_text_whose_acceptance_was_never_heard_of(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    ringback.twilio.exchange.faults.turn_on(FaultKind.RESPONSE_LOST, Fault())
    the_enquirer.texts("HELP").expects("You did the right thing").expects_nothing()
    sam.expects("new call-back").expects_nothing()
    ringback.wait(seconds=10)
    assert records.states_of(ringback, "staff.alert") == [MessageState.DELIVERED]
    assert len(records.happened(ringback, EventKind.ALERTED)) == 1


@pytest.mark.parametrize("fault", [FaultKind.CALLBACKS_DOUBLED, FaultKind.CALLBACKS_REORDERED])
def test_receipts_that_repeat_or_overtake_each_other_tell_the_same_story(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, fault: FaultKind
) -> None:
    ringback.twilio.exchange.faults.turn_on(fault, Fault())
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    assert records.states_of(ringback, "staff.alert") == [MessageState.DELIVERED]
    assert len(records.happened(ringback, EventKind.ALERTED)) == 1
    assert len(records.happened(ringback, EventKind.ALERT_DELIVERED)) == 1


def test_the_first_answer_that_the_provider_took_is_the_acknowledgement(
    ringback: Ringback, welcome: Outgoing
) -> None:
    assert ringback.enquiry().acknowledged_at == welcome.accepted_at is not None


@pytest.fixture
def under_way(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> dict[str, Outgoing]:
    """A welcome and an alert that the provider accepted, and of which no more was heard; by their kinds."""
    ringback.twilio.exchange.faults.turn_on(FaultKind.CALLBACKS_DROPPED, Fault())
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    with ringback.session() as session:
        return {each.kind: each for each in session.scalars(select(Outgoing))}


def test_receipts_that_come_all_at_once_are_all_written_once(
    ringback: Ringback, under_way: dict[str, Outgoing]
) -> None:
    news = [(each.id, each.sid or "", status) for each in under_way.values() for status in ["sent"] * 8]
    news += [(id, sid, "delivered") for id, sid, _ in news]
    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(lambda each: receipt(ringback, *each), news)) == {200}
    for kind in under_way:
        assert records.states_of(ringback, kind) == [MessageState.DELIVERED]
    for what in (EventKind.ALERTED, EventKind.ALERT_DELIVERED, EventKind.TEXTED):
        assert len(records.happened(ringback, what)) == 1


def test_news_of_several_texts_asks_as_little_as_that_of_one(
    ringback: Ringback, under_way: dict[str, Outgoing]
) -> None:
    news = [(each.id, Receipt(each.sid or "", MessageState.DELIVERED)) for each in under_way.values()]
    with asked(ringback.app) as statements, ringback.session() as session:
        receipts.settle(session, ringback.now, news)
        session.commit()
    assert len(statements) <= 7, "\n".join(statements)
    assert len(records.happened(ringback, EventKind.ALERT_DELIVERED)) == 1


def test_a_receipt_that_cannot_be_written_does_not_keep_the_others_from_it(
    ringback: Ringback, under_way: dict[str, Outgoing]
) -> None:
    batcher: GroupCommit[tuple[int, Result]] = ringback.app.extensions["receipts"]
    welcome, alert = under_way["enquirer.welcome"], under_way["staff.alert"]
    with ThreadPoolExecutor(3) as threads, ringback.session() as session:

        def comes(message: Outgoing, state: MessageState, error: int | None = None) -> Future[None]:
            written = threads.submit(batcher.write, (message.id, Receipt(message.sid or "", state, error)))
            sleep(0.2)
            return written

        session.execute(update(Outgoing).values(attempts=1))  # until this ends nobody else writes
        first = comes(welcome, MessageState.SENT)
        broken = comes(alert, MessageState.SENT, error=10**30)
        last = comes(welcome, MessageState.DELIVERED)
        session.rollback()
        for written in (first, last):
            written.result(timeout=10)
        with pytest.raises((OverflowError, DataError)):
            broken.result(timeout=10)
    assert records.states_of(ringback, "enquirer.welcome") == [MessageState.DELIVERED]
    assert records.states_of(ringback, "staff.alert") == [MessageState.ACCEPTED]
