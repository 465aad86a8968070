"""The one file that knows Twilio, over HTTP to the stand-in: what it sends, and how it reads answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from enquiries.messaging.gateway import ProviderRefusal, ResultUnknown, SendFailed, TextToSend
from enquiries.messaging.states import MessageState
from enquiries.messaging.twilio import TwilioGateway, refusal_of, signature_is_valid, state_of
from enquiries.simulator.faults import Fault, FaultKind
from enquiries.simulator.message import Direction, Message, Status
from enquiries.simulator.receiving import receive
from enquiries.simulator.server import SimulatorServer
from enquiries.simulator.webhooks import sign

ALERT = TextToSend(
    reference=7,
    to="+447700900001",
    sender="83222",
    body="4821 is waiting",
    validity_seconds=300,
    receipts_to="http://127.0.0.1:9/webhooks/twilio/status/7",
)


@pytest.fixture
def gateway(twilio: SimulatorServer) -> Iterator[TwilioGateway]:
    twilio.exchange.reset()
    with_patience = _opened(twilio, timeout=30)
    yield with_patience
    with_patience.close()
    twilio.exchange.faults.clear()
    twilio.exchange.scheduler.settle(5)


@pytest.fixture
def impatient(gateway: TwilioGateway, twilio: SimulatorServer) -> Iterator[TwilioGateway]:
    """For answers that never come. `gateway` puts the stand-in in order."""
    impatient = _opened(twilio, timeout=0.3)
    yield impatient
    impatient.close()


def _opened(twilio: SimulatorServer, timeout: float) -> TwilioGateway:
    exchange = twilio.exchange
    return TwilioGateway(exchange.account_sid, exchange.auth_token, base_url=twilio.url, timeout=timeout)


class TestSending:
    def test_hands_over_all_that_the_text_says(self, gateway: TwilioGateway, twilio: SimulatorServer) -> None:
        receipt = gateway.send(ALERT)
        (message,) = twilio.exchange.log.all(ALERT.to)
        assert receipt.sid == message.sid
        assert receipt.state is MessageState.ACCEPTED
        assert (message.from_, message.body) == ("83222", "4821 is waiting")
        assert message.validity_period == 300
        assert message.status_callback == ALERT.receipts_to

    def test_a_number_that_cannot_be_texted_is_refused_for_good(self, gateway: TwilioGateway) -> None:
        with pytest.raises(SendFailed) as refusal:
            gateway.send(replace(ALERT, to="+44-no-number-770090"))
        assert (refusal.value.permanent, refusal.value.code) == (True, 21211)

    @pytest.mark.parametrize(
        ("fault", "code"), [(FaultKind.TOO_MANY_REQUESTS, 20429), (FaultKind.SERVER_ERROR, 20500)]
    )
    def test_a_busy_or_broken_provider_is_worth_another_try(
        self, gateway: TwilioGateway, twilio: SimulatorServer, fault: FaultKind, code: int
    ) -> None:
        twilio.exchange.faults.turn_on(fault, Fault())
        with pytest.raises(SendFailed) as failure:
            gateway.send(ALERT)
        assert (failure.value.permanent, failure.value.code) == (False, code)

    @pytest.mark.parametrize(
        ("fault", "refusal"),
        [
            (FaultKind.SENDER_REFUSED, ProviderRefusal.SENDER),
            (FaultKind.BLOCKED, ProviderRefusal.OPTED_OUT),
            (FaultKind.LANDLINE, ProviderRefusal.TAKES_NO_TEXTS),
        ],
    )
    def test_a_refusal_says_what_can_be_done_about_it(
        self, gateway: TwilioGateway, twilio: SimulatorServer, fault: FaultKind, refusal: ProviderRefusal
    ) -> None:
        twilio.exchange.faults.turn_on(fault, Fault())
        with pytest.raises(SendFailed) as failure:
            gateway.send(ALERT)
        assert failure.value.refusal is refusal

    @pytest.mark.parametrize("fault", [FaultKind.RESPONSE_LOST, FaultKind.HANG])
    def test_no_answer_means_that_nobody_knows(
        self, impatient: TwilioGateway, twilio: SimulatorServer, fault: FaultKind
    ) -> None:
        twilio.exchange.faults.turn_on(fault, Fault(milliseconds=600))
        with pytest.raises(ResultUnknown):
            impatient.send(ALERT)

    def test_a_provider_that_is_not_there_has_certainly_not_taken_it(self) -> None:
        nobody = TwilioGateway("AC1", "token", base_url="http://127.0.0.1:9", timeout=0.3)
        with pytest.raises(SendFailed) as failure:
            nobody.send(ALERT)
        assert not failure.value.permanent
        nobody.close()

    def test_a_refusal_repeats_no_number(self, gateway: TwilioGateway) -> None:
        with pytest.raises(SendFailed) as refusal:
            gateway.send(replace(ALERT, to="+44-no-number-770090"))
        assert "770090" not in str(refusal.value)


class TestFinding:
    def test_finds_a_text_whose_answer_was_lost(
        self, gateway: TwilioGateway, twilio: SimulatorServer
    ) -> None:
        twilio.exchange.faults.turn_on(FaultKind.RESPONSE_LOST, Fault())
        with pytest.raises(ResultUnknown):
            gateway.send(ALERT)
        twilio.exchange.faults.clear()
        (message,) = twilio.exchange.log.all(ALERT.to)
        assert [found.sid for found in gateway.find(ALERT, datetime.now(UTC))] == [message.sid]

    def test_finds_it_behind_hundreds_of_later_ones(self, gateway: TwilioGateway) -> None:
        since = datetime.now(UTC)
        sent = gateway.send(ALERT)
        for number in range(120):
            gateway.send(replace(ALERT, body=f"{number} is waiting"))
        assert [found.sid for found in gateway.find(ALERT, since)] == [sent.sid]

    def test_takes_no_other_text_for_it(self, gateway: TwilioGateway) -> None:
        gateway.send(replace(ALERT, body="1193 is waiting"))
        gateway.send(replace(ALERT, to="+447700900002"))
        gateway.send(replace(ALERT, sender="+447700900100"))
        assert gateway.find(ALERT, datetime.now(UTC)) == []

    def test_takes_no_text_of_an_hour_ago_for_it(self, gateway: TwilioGateway) -> None:
        gateway.send(ALERT)
        assert gateway.find(ALERT, datetime.now(UTC) + timedelta(hours=1)) == []


class TestReceived:
    def came_in(self, twilio: SimulatorServer, sid: str, to: str = "83222") -> None:
        receive(twilio.exchange, "+447700900123", to, f"HELP {sid}", sid)

    def test_lists_what_came_in_for_a_number(self, gateway: TwilioGateway, twilio: SimulatorServer) -> None:
        self.came_in(twilio, "SM1")
        self.came_in(twilio, "SM2", to="+447700900100")
        twilio.exchange.log.add(
            Message("SM3", Direction.OUTBOUND_API, "+447700900100", "83222", "going out", Status.SENT)
        )
        (text,) = gateway.received("83222", datetime.now(UTC) - timedelta(minutes=1))
        assert (text.sid, text.sender, text.to, text.body) == ("SM1", "+447700900123", "83222", "HELP SM1")
        assert abs(text.at - datetime.now(UTC)) < timedelta(seconds=5)

    def test_lists_nothing_older_than_asked_for(
        self, gateway: TwilioGateway, twilio: SimulatorServer
    ) -> None:
        self.came_in(twilio, "SM1")
        assert gateway.received("83222", datetime.now(UTC) + timedelta(minutes=1)) == []

    def test_reads_page_after_page(self, gateway: TwilioGateway, twilio: SimulatorServer) -> None:
        for number in range(1001):
            twilio.exchange.log.add(
                Message(f"SM{number}", Direction.INBOUND, "+447700900123", "83222", "HELP", Status.RECEIVED)
            )
        assert len(gateway.received("83222", datetime.now(UTC) - timedelta(minutes=1))) == 1001


class TestTheAccount:
    def test_is_active_and_has_a_clock(self, gateway: TwilioGateway) -> None:
        account = gateway.account()
        assert (account.is_active, account.is_trial) == (True, False)
        assert account.clock is not None
        assert abs(account.clock - datetime.now(UTC)) < timedelta(seconds=5)

    def test_is_not_opened_by_a_wrong_token(self, twilio: SimulatorServer) -> None:
        stranger = TwilioGateway(twilio.exchange.account_sid, "wrong", base_url=twilio.url)
        with pytest.raises(SendFailed) as refusal:
            stranger.account()
        assert (refusal.value.permanent, refusal.value.code) == (False, 20003)
        stranger.close()

    def test_has_numbers_whose_texts_go_somewhere(
        self, gateway: TwilioGateway, twilio: SimulatorServer
    ) -> None:
        twilio.exchange.point_at("https://ringback.example.org/webhooks/twilio/sms")
        long, short = gateway.numbers()
        assert (long.number, short.number) == ("+447700900100", "83222")
        assert short.texts_to == "https://ringback.example.org/webhooks/twilio/sms"
        assert (short.method, short.fallback_to) == ("POST", f"{short.texts_to}/fallback")


@pytest.mark.parametrize(
    ("refusal", "codes"),
    [
        (ProviderRefusal.PASSING, (20429, 21611, 30001, 63038)),
        (
            ProviderRefusal.SENDER,
            (20003, 20404, 21603, 21606, 21608, 21659, 21660, 21661, 21701, 21703, 30002),
        ),
        (ProviderRefusal.OPTED_OUT, (21610,)),
        (ProviderRefusal.TAKES_NO_TEXTS, (21614, 21635, 30006)),
        (ProviderRefusal.FINAL, (21211, 30003, 30005, 30007, 99999)),
    ],
)
def test_what_each_code_asks_for(refusal: ProviderRefusal, codes: tuple[int, ...]) -> None:
    assert {refusal_of(code) for code in codes} == {refusal}
    assert refusal.is_permanent is (refusal not in {ProviderRefusal.PASSING, ProviderRefusal.SENDER})


def test_no_code_is_no_refusal() -> None:
    assert refusal_of(None) is None


class TestSignatures:
    URL = "https://ringback.example.org/webhooks/twilio/sms"
    FORM = MultiDict({"From": "+447700900123", "Body": "Zoë \N{PILL}", "AddOns": "new"})

    def signed_with(self, token: str) -> str:
        return sign(token, self.URL, self.FORM.to_dict())

    def test_either_token_verifies_while_they_rotate(self) -> None:
        for token in ("old", "new"):
            assert signature_is_valid(("new", "old"), self.URL, self.FORM, self.signed_with(token))

    @pytest.mark.parametrize("signed", ["", "nonsense", "ÿ" * 28])
    def test_nothing_else_does(self, signed: str) -> None:
        assert not signature_is_valid(("new",), self.URL, self.FORM, signed)

    def test_a_changed_word_does_not(self) -> None:
        changed = MultiDict({**self.FORM.to_dict(), "Body": "Zoe"})
        assert not signature_is_valid(("new",), self.URL, changed, self.signed_with("new"))


def test_a_status_that_twilio_may_invent_is_no_status() -> None:
    assert state_of("teleported") is None
