"""The stand-in on a port of its own, the real Twilio client against it, and a receiver for its webhooks."""

from collections.abc import Iterator

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from enquiries.simulator.exchange import Settings
from enquiries.simulator.numbers import KeywordMode, Number
from enquiries.simulator.server import SimulatorServer

from .receiver import TOKEN, Receiver, ReceiverServer
from .stand_in import ACCOUNT, ADVANCED, LONG_CODE, SHORT_CODE, StandIn

NUMBERS = (
    Number(SHORT_CODE),
    Number(LONG_CODE, KeywordMode.DEFAULT),
    Number(ADVANCED, KeywordMode.ADVANCED_OPT_OUT, help_text="A person will call you."),
)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with ReceiverServer() as server:
        yield server.receiver


@pytest.fixture
def stand_in(receiver: Receiver) -> Iterator[StandIn]:
    settings = Settings(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        webhook=f"{receiver.url}/sms",
        webhook_timeout=0.2,
        delays=(0, 0),
        limit_rates=False,
        numbers=NUMBERS,
        seed=1,
    )
    with SimulatorServer(settings) as server, StandIn(server) as stand_in:
        yield stand_in


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[Client]:
    http = TwilioHttpClient(timeout=5)
    client = Client(ACCOUNT, TOKEN, http_client=http)
    client.api.base_url = stand_in.url
    yield client
    assert http.session is not None
    http.session.close()
