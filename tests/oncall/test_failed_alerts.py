"""Alerts that do not arrive, and a provider that is away: never lost, and never sent twice without need."""

import pytest
from sqlalchemy import select

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.gateway import Receipt
from enquiries.messaging.models import Outgoing
from enquiries.messaging.states import MessageState
from enquiries.oncall import receipts
from enquiries.simulator.faults import Fault, FaultKind
from enquiries.simulator.message import Direction, Message, Status
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, somebody_asks, what_happened

pytestmark = pytest.mark.both_databases


def breaks(ringback: Ringback, kind: FaultKind, *phones: Phone, milliseconds: int = 0) -> None:
    to = tuple(phone.number for phone in phones)
    ringback.twilio.exchange.faults.turn_on(kind, Fault(to=to, milliseconds=milliseconds))


def works_again(ringback: Ringback) -> None:
    ringback.twilio.exchange.faults.clear()


def somebody_asks_and_it_is_not_heard_that_the_alert_left(ringback: Ringback, *phones: Phone) -> None:
    """Neither by the provider's answer nor by a receipt."""
    breaks(ringback, FaultKind.RESPONSE_LOST, *phones)
    breaks(ringback, FaultKind.CALLBACKS_DROPPED, *phones)
    somebody_asks(ringback)
    works_again(ringback)


def the_provider_took_what_hung(ringback: Ringback) -> None:
    """Long after we stopped waiting for its answer."""
    with ringback.session() as session:
        text = session.scalars(select(Outgoing).where(Outgoing.state == MessageState.UNKNOWN)).one()
        to, body = text.open()
        ringback.twilio.exchange.log.add(
            Message("SMlate", Direction.OUTBOUND_API, text.sender, to, body, Status.DELIVERED)
        )


@pytest.mark.parametrize(
    ("kind", "code"),
    [(FaultKind.HANDSET_OFF, 30003), (FaultKind.UNREACHABLE, 30006), (FaultKind.LANDLINE, 21635)],
)
def test_an_alert_that_fails_brings_the_next_step_now_and_managers_hear_of_it(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone, kind: FaultKind, code: int
) -> None:
    by_day(ringback)
    breaks(ringback, kind, sam)
    somebody_asks(ringback)
    priya.expects("{code} new call-back").replies("Y").expects("{code} is yours")
    dana.expects("{code} our text to Sam C did not arrive. It has gone to Priya S.")
    sam.ignores_the_rest()
    assert [entry.detail for entry in what_happened(ringback, EventKind.ALERT_FAILED)] == [{"error": code}]


def test_an_alert_found_lost_once_somebody_has_it_asks_nobody(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    breaks(ringback, FaultKind.CALLBACKS_DROPPED, sam)
    somebody_asks(ringback)
    sam.expects("new call-back").replies("y").expects("yours")
    exchange = ringback.twilio.exchange
    alert = exchange.log.all(sam.number)[0]
    news = {"MessageSid": alert.sid, "MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert exchange.webhooks.post(alert.status_callback, news).status == 200
    assert len(what_happened(ringback, EventKind.ALERT_FAILED)) == 1
    ringback.wait(minutes=4)
    priya.expects_nothing()
    dana.expects_nothing()


def test_an_alert_that_is_said_to_have_failed_before_its_acceptance_is_heard_of_was_accepted(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    for kind in (FaultKind.RESPONSE_LOST, FaultKind.HANDSET_OFF, FaultKind.CALLBACKS_REORDERED):
        breaks(ringback, kind, sam)
    somebody_asks(ringback)
    sam.ignores_the_rest()
    dana.expects("new call-back").ignores_the_rest()
    accepted, _ = what_happened(ringback, EventKind.ALERTED)
    [failed] = what_happened(ringback, EventKind.ALERT_FAILED)
    assert (accepted.staff_id, accepted.at) == (failed.staff_id, failed.at)
    assert accepted.id < failed.id
    assert ringback.enquiry().alerted_at == accepted.at


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.TOO_MANY_REQUESTS])
def test_a_provider_that_is_away_is_tried_again_and_sends_once(
    ringback: Ringback, sam: Phone, the_enquirer: Phone, kind: FaultKind
) -> None:
    breaks(ringback, kind)
    the_enquirer.texts("HELP").expects_nothing()
    ringback.wait(seconds=40)
    sam.expects_nothing()
    works_again(ringback)
    ringback.wait(seconds=32)
    sam.expects("{code} new call-back").expects_nothing()
    the_enquirer.expects("You did the right thing").expects_nothing()


def test_the_ladder_goes_on_while_one_phone_cannot_be_reached(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    breaks(ringback, FaultKind.SERVER_ERROR, sam)
    somebody_asks(ringback)
    ringback.wait(seconds=90)
    dana.expects("{code} new call-back")
    sam.expects_nothing()
    works_again(ringback)
    dana.replies("Y").expects("yours")
    ringback.wait(minutes=2)
    # the alert was not wanted any more, and that it is taken is said to everybody who was asked
    sam.expects("was taken by Dana B").expects_nothing()


def test_an_answer_that_was_lost_is_looked_up_and_nothing_is_sent_twice(
    ringback: Ringback, sam: Phone
) -> None:
    somebody_asks_and_it_is_not_heard_that_the_alert_left(ringback)
    ringback.wait(seconds=30)
    sam.expects("{code} new call-back").expects_nothing()
    assert len(what_happened(ringback, EventKind.ALERTED)) == 1


def test_a_call_that_hangs_is_made_again(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    breaks(ringback, FaultKind.HANG, milliseconds=30)
    the_enquirer.texts("HELP")
    sam.expects_nothing()
    works_again(ringback)
    ringback.wait(seconds=30)
    sam.expects("{code} new call-back").expects_nothing()
    the_enquirer.expects("You did the right thing").expects_nothing()


def test_an_alert_that_the_provider_takes_late_is_noted_though_nobody_wants_it_any_more(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    breaks(ringback, FaultKind.HANG, sam, milliseconds=30)
    somebody_asks(ringback)
    ringback.wait(seconds=90)
    dana.expects("{code} new call-back").replies("Y").expects("yours")
    works_again(ringback)
    ringback.wait(seconds=5)
    the_provider_took_what_hung(ringback)
    ringback.wait(minutes=3)
    sam.ignores_the_rest()
    assert len(what_happened(ringback, EventKind.ALERTED)) == 2


def test_an_alert_whose_answer_was_lost_is_looked_up_though_a_further_copy_was_refused(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    """A provider that answers nothing for a while: the alert is sent again, and then not needed any more."""
    somebody_asks_and_it_is_not_heard_that_the_alert_left(ringback, sam)
    breaks(ringback, FaultKind.SERVER_ERROR, sam)
    ringback.wait(seconds=90)
    dana.expects("{code} new call-back").replies("Y").expects("yours")
    assert len(what_happened(ringback, EventKind.ALERTED)) == 1
    works_again(ringback)
    ringback.wait(minutes=3)
    sam.expects("new call-back").expects("was taken by Dana B").expects_nothing()
    assert len(what_happened(ringback, EventKind.ALERTED)) == 2


def test_receipts_that_come_twice_and_backwards_change_nothing(ringback: Ringback, sam: Phone) -> None:
    breaks(ringback, FaultKind.CALLBACKS_DOUBLED)
    breaks(ringback, FaultKind.CALLBACKS_REORDERED)
    somebody_asks(ringback)
    sam.expects("new call-back")
    assert len(what_happened(ringback, EventKind.ALERTED)) == 1
    assert len(what_happened(ringback, EventKind.ALERT_DELIVERED)) == 1
    assert ringback.enquiry().state is EnquiryState.OPEN


def test_an_alert_whose_answer_was_lost_is_known_to_have_been_sent_though_it_was_taken_meanwhile(
    ringback: Ringback, sam: Phone
) -> None:
    somebody_asks_and_it_is_not_heard_that_the_alert_left(ringback, sam)
    sam.expects("{code} new call-back").replies("{code} Y").expects("{code} is yours")
    ringback.wait(seconds=5)
    sam.expects_nothing()
    assert len(what_happened(ringback, EventKind.ALERTED)) == 1
    assert ringback.enquiry().alerted_at is not None


def test_an_alert_that_is_not_needed_any_more_is_asked_about_until_the_provider_says(
    ringback: Ringback, sam: Phone
) -> None:
    somebody_asks_and_it_is_not_heard_that_the_alert_left(ringback, sam)
    breaks(ringback, FaultKind.SERVER_ERROR)
    sam.expects("{code} new call-back").replies("{code} Y")
    ringback.wait(minutes=2)
    assert what_happened(ringback, EventKind.ALERTED) == []
    works_again(ringback)
    ringback.wait(minutes=1)
    sam.expects("{code} is yours").expects_nothing()
    assert len(what_happened(ringback, EventKind.ALERTED)) == 1


def test_an_alert_that_never_left_is_dropped_once_somebody_else_has_it(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    breaks(ringback, FaultKind.HANG, sam, milliseconds=30)
    somebody_asks(ringback)
    ringback.wait(seconds=90)
    dana.expects("{code} new call-back").replies("Y").expects("yours")
    works_again(ringback)
    ringback.wait(seconds=30)
    sam.expects("was taken by Dana B").expects_nothing()
    assert len(what_happened(ringback, EventKind.ALERTED)) == 1


def test_a_receipt_takes_its_sid_back_from_a_text_that_says_the_same(ringback: Ringback, sam: Phone) -> None:
    sam.texts("LIST").texts("LIST")
    sam.expects("0 waiting: none").expects("0 waiting: none")
    with ringback.session() as session:
        mistaken, owner = session.scalars(select(Outgoing).order_by(Outgoing.id))
        sid = owner.sid
        assert sid is not None
        # The answer to the second was lost, and the look-up for the first found it by its words.
        owner.sid, owner.state = None, MessageState.UNKNOWN
        session.flush()
        mistaken.sid, mistaken.state = sid, MessageState.ACCEPTED
        session.flush()
        receipts.settle(session, ringback.now, [(owner.id, Receipt(sid, MessageState.SENT))])
        session.commit()
    ringback.wait(seconds=5)
    with ringback.session() as session:
        mistaken, owner = session.scalars(select(Outgoing).order_by(Outgoing.id))
        assert owner.sid == sid
        assert mistaken.sid not in (None, sid)
    sam.expects_nothing()
