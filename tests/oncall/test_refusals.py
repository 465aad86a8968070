"""What the provider refuses: our own set-up can be put right, and a number tells us something for good."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from enquiries.lifecycle.events import EventKind
from enquiries.messaging.models import OptOut, Outgoing
from enquiries.messaging.permission_rules import OptOutSource
from enquiries.messaging.states import MessageState
from enquiries.simulator.faults import Fault, FaultKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON
from tests.support.service import NOBODYS_PHONE
from tests.support.webhooks import post
from tests.web.desk import Desk


def break_for(ringback: Ringback, kind: FaultKind, *to: str) -> None:
    ringback.twilio.exchange.faults.turn_on(kind, Fault(to=to))


def mend(ringback: Ringback, kind: FaultKind) -> None:
    ringback.twilio.exchange.faults.turn_off(kind)


class TestOurSender:
    """Refused for what an engineer can put right."""

    @pytest.mark.parametrize("fault", [FaultKind.SENDER_REFUSED, FaultKind.SUSPENDED])
    def test_the_answer_waits_until_it_is_put_right(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, fault: FaultKind
    ) -> None:
        break_for(ringback, fault, the_enquirer.number)
        the_enquirer.texts("HELP")
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        sam.replies("{code} CALLING").expects("noted")
        ringback.wait(minutes=20)
        the_enquirer.ignores_the_rest()  # what the network took and dropped
        mend(ringback, fault)
        ringback.wait(minutes=2)
        the_enquirer.expects("You did the right thing")
        assert records.states_of(ringback, "enquirer.welcome") == [MessageState.DELIVERED]

    def test_an_alert_waits_as_long_as_the_enquiry_does(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        break_for(ringback, FaultKind.SENDER_REFUSED, sam.number, dana.number, "+447700900002")
        the_enquirer.texts("HELP").expects("You did the right thing")
        ringback.wait(minutes=20)
        sam.expects_nothing()
        mend(ringback, FaultKind.SENDER_REFUSED)
        ringback.wait(seconds=59)
        # of all that nobody got, the latest
        sam.expects("{code} has waited 18 min").expects_nothing()
        dana.expects("{code} has waited").expects_nothing()
        ringback.phone("+447700900002").ignores_the_rest()

    def test_managers_are_told_and_told_when_it_is_over(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, leila: Phone
    ) -> None:
        ringback.watch()
        break_for(ringback, FaultKind.SENDER_REFUSED, the_enquirer.number)
        the_enquirer.texts("HELP")
        sam.expects("new call-back").replies("{code} Y").ignores_the_rest()
        ringback.wait(minutes=2)
        dana.expects("ALARM Willow House: texts refused")
        mend(ringback, FaultKind.SENDER_REFUSED)
        ringback.wait(minutes=4)
        the_enquirer.expects("You did the right thing")
        dana.expects("RESOLVED Willow House: texts refused")
        for phone in (sam, dana, leila, ringback.phone(NOBODYS_PHONE)):
            phone.ignores_the_rest()

    def test_what_waited_too_long_is_written_down_as_not_sent(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        break_for(ringback, FaultKind.SENDER_REFUSED, the_enquirer.number)
        the_enquirer.texts("HELP")
        sam.expects("new call-back").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
        ringback.move_to(ringback.now + timedelta(hours=3, minutes=55))
        ringback.wait(minutes=10)
        the_enquirer.expects_nothing()
        assert records.happened(ringback, EventKind.TEXT_NOT_SENT) == [
            {"text": "enquirer.welcome", "why": "too_late"}
        ]

    def test_the_author_of_a_text_hears_that_it_did_not_go(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        desk = Desk(ringback, "sam")
        break_for(ringback, FaultKind.HANDSET_OFF, the_enquirer.number)
        desk.does(ringback.enquiry(), "text", ready="which_time")
        sam.expects("{code} your text to them did not arrive: it did not arrive")
        assert "A text did not reach them: written. It did not reach their phone." in desk.page(
            ringback.enquiry()
        )
        the_enquirer.ignores_the_rest()


class TestTheirNumber:
    def test_a_stop_that_only_the_provider_knows_of_is_learnt(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        ringback.twilio.exchange.opt_out("83222", the_enquirer.number)
        the_enquirer.texts("HELP").expects_nothing()
        sam.expects("new call-back")
        with ringback.session() as session:
            assert session.scalars(select(OptOut)).one().source is OptOutSource.PROVIDER
        page = Desk(ringback, "sam").page(ringback.enquiry())
        assert "The network refused our text: this phone has stopped them." in page
        ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
        the_enquirer.expects_nothing()

    @pytest.mark.parametrize("fault", [FaultKind.LANDLINE, FaultKind.UNREACHABLE])
    def test_a_landline_is_learnt_until_it_texts_us(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, fault: FaultKind
    ) -> None:
        break_for(ringback, fault, the_enquirer.number)
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back").replies("{code} Y").ignores_the_rest()
        mend(ringback, fault)
        desk = Desk(ringback, "sam")
        told = desk.is_told(desk.does(ringback.enquiry(), "text", ready="which_time"))
        assert "No text was sent. This number can’t get texts" in told
        the_enquirer.texts("are you there").expects("A person will still call you")
        sam.ignores_the_rest()

    def test_what_is_refused_for_good_is_written_down_and_not_tried_again(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        break_for(ringback, FaultKind.BLOCKED, the_enquirer.number)
        the_enquirer.texts("HELP")
        sam.expects("new call-back").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
        mend(ringback, FaultKind.BLOCKED)
        ringback.wait(hours=1)
        the_enquirer.expects_nothing()
        assert records.happened(ringback, EventKind.TEXT_NOT_SENT) == [
            {"text": "enquirer.welcome", "why": "opted_out"}
        ]


def test_a_late_copy_of_a_receipt_sends_no_text_twice(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    break_for(ringback, FaultKind.SUSPENDED, the_enquirer.number)
    the_enquirer.texts("HELP")
    sam.expects("new call-back").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
    first = next(
        each.sid
        for each in ringback.twilio.exchange.log.all(the_enquirer.number)
        if each.to == the_enquirer.number
    )
    the_enquirer.ignores_the_rest()
    mend(ringback, FaultKind.SUSPENDED)
    ringback.wait(minutes=2)
    the_enquirer.expects("You did the right thing").expects_nothing()
    with ringback.session() as session:
        welcome = session.scalars(select(Outgoing).where(Outgoing.kind == "enquirer.welcome")).one()
    form = {"MessageSid": first, "MessageStatus": "failed", "ErrorCode": "30002"}
    assert post(ringback, f"/webhooks/twilio/status/{welcome.id}", form).status_code == 200
    ringback.wait(minutes=2)
    the_enquirer.expects_nothing()
