"""The service that tests drive, and the people who text it."""

import base64
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from config import Config
from enquiries.app import create_app
from enquiries.simulator.exchange import Settings
from enquiries.simulator.numbers import KeywordMode, Number
from enquiries.simulator.server import SimulatorServer
from tests.support import databases
from tests.support.databases import Database, PostgresDatabase, SqliteFile
from tests.support.outside import Outside
from tests.support.phone import Phone
from tests.support.ringback import A_WEDNESDAY, Ringback, WebServer, clock_of_the_test
from tests.support.waits_agree import assert_waits_agree
from tools import ports
from tools.valkey import Valkey
from workers.sender import TextSender

# Its texts are synthetic enquiries.
NOBODYS_PHONE = "+447700900999"


def settings_of_a_test(
    database_url: str, redis_url: str, web_url: str, twilio: SimulatorServer, outside: Outside
) -> Config:
    return Config.from_env(
        {
            "SECRET_KEY": "only for tests",
            "DATA_KEYS": "test:" + base64.b64encode(bytes(32)).decode(),
            "LOOKUP_KEY": base64.b64encode(bytes(range(32))).decode(),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "PUBLIC_BASE_URL": web_url,
            "TWILIO_ACCOUNT_SID": twilio.exchange.account_sid,
            "TWILIO_AUTH_TOKEN": twilio.exchange.auth_token,
            "TWILIO_API_BASE_URL": twilio.url,
            "HEARTBEAT_URL": f"{outside.url}/heartbeat",
            "ALARM_WEBHOOK_URL": f"{outside.url}/alarms",
            "SMTP_URL": outside.mail_url,
            "ALARM_EMAIL": "duty@example.org",
            "RINGBACK_SYNTHETIC_NUMBER": NOBODYS_PHONE,
            # the clock stands still between the opening of a page and the sending of its form
            "RINGBACK_FORM_FASTEST": "0s",
        }
    )


@pytest.fixture(scope="session")
def twilio() -> Iterator[SimulatorServer]:
    """The stand-in, without delays or rates."""
    numbers = (Number("83222"), Number("+447700900100", KeywordMode.APP))
    with SimulatorServer(Settings.for_tests(numbers=numbers)) as server:
        yield server


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """Where the service sends its heartbeat, and its alarms beside texts."""
    with Outside() as outside:
        yield outside


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database: Database
    if request.param == "sqlite":
        database = SqliteFile(tmp_path_factory.mktemp("sqlite"))
    else:
        database = PostgresDatabase(request.getfixturevalue("postgres"))
    yield database
    database.close()


@pytest.fixture(scope="session")
def web_url() -> str:
    return f"http://127.0.0.1:{ports.any_free()}"


@pytest.fixture(scope="session")
def app(
    database: Database, session_valkey: Valkey, twilio: SimulatorServer, web_url: str, outside: Outside
) -> Iterator[Flask]:
    settings = settings_of_a_test(database.url, session_valkey.url(), web_url, twilio, outside)
    app = create_app(settings, clock_of_the_test)
    databases.set_up(app, database)
    yield app
    databases.disconnect(app)


@pytest.fixture(scope="session")
def text_sender(app: Flask) -> Iterator[TextSender]:
    sender = TextSender(app, threads=4)
    app.extensions["sender"] = sender
    yield sender
    sender.close()
    app.extensions["gateway"].close()


@pytest.fixture(scope="session")
def web(app: Flask, web_url: str) -> Iterator[WebServer]:
    server = WebServer(app, web_url)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def ringback(
    app: Flask,
    database: Database,
    redis_url: str,
    text_sender: TextSender,
    twilio: SimulatorServer,
    web: WebServer,
) -> Iterator[Ringback]:
    """The service as `examples/willow.toml` sets it up, at 02:14 on a Wednesday in January."""
    database.renew()
    twilio.exchange.reset()
    twilio.exchange.point_at(f"{web.url}/webhooks/twilio/sms")
    with time_machine.travel(A_WEDNESDAY, tick=False) as clock:
        ringback = Ringback(app, text_sender, twilio, clock, web.url)
        yield ringback
        ringback.close()
        assert ringback.unexpected_texts() == []
        if not ringback.changed_by_hand:
            with ringback.session() as session:
                assert_waits_agree(session)
            assert ringback.unborne_columns() == []


@pytest.fixture
def the_enquirer(ringback: Ringback) -> Phone:
    return ringback.phone("+447700900123")


@pytest.fixture
def sam(ringback: Ringback) -> Phone:
    """On call at Willow House, always."""
    return ringback.phone("+447700900001")


@pytest.fixture
def priya(ringback: Ringback) -> Phone:
    """The back-up at Willow House from 8 to 20, and on call at Willow London while it is open."""
    return ringback.phone("+447700900002")


@pytest.fixture
def dana(ringback: Ringback) -> Phone:
    """The manager of Willow House, and its back-up at night."""
    return ringback.phone("+447700900003")


@pytest.fixture
def leila(ringback: Ringback) -> Phone:
    """The manager of Willow London, and its back-up while it is open."""
    return ringback.phone("+447700900004")
