"""Creating a message with Twilio's own client: what is accepted, and how the rest is refused."""

from dataclasses import replace

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from enquiries.simulator.exchange import Settings
from enquiries.simulator.server import create_simulator

from .receiver import TOKEN
from .stand_in import ACCOUNT, ADVANCED, MAYA, SHORT_CODE, StandIn


def test_an_accepted_text_is_queued_and_has_every_field(client: Client) -> None:
    message = client.messages.create(to=MAYA, from_=SHORT_CODE, body="Thanks for texting.")

    assert message.sid is not None
    assert (message.sid[:2], len(message.sid)) == ("SM", 34)
    assert (message.to, message.from_, message.body) == (MAYA, SHORT_CODE, "Thanks for texting.")
    assert (message.status, message.direction, message.num_segments) == ("queued", "outbound-api", "1")
    assert (message.error_code, message.price, message.account_sid) == (None, None, ACCOUNT)
    assert message.date_created is not None
    assert message.date_sent is None
    assert message.uri == f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{message.sid}.json"


def test_sids_are_unique(client: Client) -> None:
    sids = {client.messages.create(to=MAYA, from_=SHORT_CODE, body="again").sid for _ in range(20)}
    assert len(sids) == 20


def test_a_messaging_service_accepts_and_picks_a_number(client: Client) -> None:
    message = client.messages.create(to=MAYA, messaging_service_sid="MG" + "2" * 32, body="hello")
    assert (message.status, message.from_) == ("accepted", SHORT_CODE)


GOOD = {"To": MAYA, "From": SHORT_CODE, "Body": "hello"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "07700900123"}, 21211),
        ({"To": "+44 not a number"}, 21211),
        ({"From": ""}, 21603),
        ({"From": "+0123"}, 21212),
        ({"From": MAYA}, 21266),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"ValidityPeriod": "0"}, 21624),
        ({"ValidityPeriod": "36001"}, 21624),
        ({"ValidityPeriod": "soon"}, 21624),
        ({"StatusCallback": "not a url"}, 21609),
    ],
)
def test_what_is_wrong_is_refused_in_twilios_words(
    stand_in: StandIn, change: dict[str, str], code: int
) -> None:
    form = {name: value for name, value in (GOOD | change).items() if value}
    answer = _post(stand_in, form)

    assert answer.status_code == 400
    assert answer.json().keys() == {"code", "message", "more_info", "status"}
    assert (answer.json()["code"], answer.json()["status"]) == (code, 400)
    assert answer.json()["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
    assert stand_in.messages() == []


@pytest.mark.parametrize(
    "change",
    [
        {"ValidityPeriod": "1"},
        {"ValidityPeriod": "36000"},
        {"Body": "x" * 1600},
        {"To": "+44 7700 900-123"},
        {"From": "Willow"},
        {"ContentRetention": "discard", "SmartEncoded": "true"},
    ],
)
def test_what_is_at_the_edge_is_accepted(stand_in: StandIn, change: dict[str, str]) -> None:
    assert _post(stand_in, GOOD | change).status_code == 201


def test_the_client_raises_with_the_code(client: Client) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to="+4412", from_=SHORT_CODE, body="hello")
    assert (refused.value.status, refused.value.code) == (400, 21211)


@pytest.mark.parametrize(
    ("account", "auth"),
    [
        (ACCOUNT, None),
        (ACCOUNT, (ACCOUNT, "wrong")),
        (ACCOUNT, ("AC" + "9" * 32, TOKEN)),
        ("AC" + "9" * 32, (ACCOUNT, TOKEN)),
    ],
)
def test_without_the_right_credentials_nothing_is_sent(
    stand_in: StandIn, account: str, auth: tuple[str, str] | None
) -> None:
    url = f"{stand_in.url}/2010-04-01/Accounts/{account}/Messages.json"
    answer = requests.post(url, data=GOOD, auth=auth, timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)
    assert stand_in.messages() == []


def test_a_service_without_a_number_cannot_send() -> None:
    app = create_simulator(replace(Settings.for_tests(), account_sid=ACCOUNT, auth_token=TOKEN))
    url = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    form = {"To": MAYA, "MessagingServiceSid": "MG" + "2" * 32, "Body": "hello"}
    answer = app.test_client().post(url, data=form, auth=(ACCOUNT, TOKEN))
    app.extensions["exchange"].stop()
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == 21703


def test_a_phone_that_said_stop_gets_no_more_from_that_number(client: Client, stand_in: StandIn) -> None:
    stand_in.text_in("stop", to=ADVANCED)
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=MAYA, from_=ADVANCED, body="hello")
    assert (refused.value.status, refused.value.code) == (400, 21610)
    assert client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello").status == "queued"


def _post(stand_in: StandIn, form: dict[str, str]) -> requests.Response:
    url = f"{stand_in.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    return requests.post(url, data=form, auth=(ACCOUNT, TOKEN), timeout=5)
