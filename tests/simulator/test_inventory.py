"""Listing the account's numbers with Twilio's own client, and where their texts go."""

from twilio.rest import Client

from .receiver import Receiver
from .stand_in import ADVANCED, LONG_CODE, SHORT_CODE, StandIn


def test_long_numbers_and_short_codes_are_listed_apart(client: Client) -> None:
    assert {each.phone_number for each in client.incoming_phone_numbers.list()} == {LONG_CODE, ADVANCED}
    assert [each.short_code for each in client.short_codes.list()] == [SHORT_CODE]


def test_one_number_can_be_asked_for(client: Client) -> None:
    (found,) = client.incoming_phone_numbers.list(phone_number=LONG_CODE)
    assert found.phone_number == LONG_CODE
    assert client.short_codes.list(short_code="83223") == []


def test_each_says_where_its_texts_go(client: Client, receiver: Receiver) -> None:
    for each in (*client.incoming_phone_numbers.list(), *client.short_codes.list()):
        assert (each.sms_url, each.sms_method) == (f"{receiver.url}/sms", "POST")
        assert each.sms_fallback_url == f"{receiver.url}/sms/fallback"


def test_a_number_that_is_declared_later_is_listed_too(client: Client, stand_in: StandIn) -> None:
    stand_in.post("numbers", number="83333")
    assert [each.short_code for each in client.short_codes.list()] == [SHORT_CODE, "83333"]
