"""Fetching, listing, redacting and deleting messages with Twilio's own client."""

from datetime import UTC, datetime, timedelta

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from .stand_in import ACCOUNT, LONG_CODE, MAYA, SAM, SHORT_CODE, StandIn


def test_a_text_can_be_fetched(client: Client, stand_in: StandIn) -> None:
    sid = client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello").sid
    stand_in.settle()
    message = client.messages(str(sid)).fetch()
    assert (message.body, message.status) == ("hello", "delivered")
    assert message.date_sent is not None
    assert datetime.now(UTC) - message.date_sent < timedelta(seconds=5)


def test_an_unknown_text_is_not_found(client: Client) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages("SM" + "0" * 32).fetch()
    assert (refused.value.status, refused.value.code) == (404, 20404)


class TestList:
    """Every list request of the client, over three texts out and one in."""

    @pytest.fixture(autouse=True)
    def _texts(self, client: Client, stand_in: StandIn) -> None:
        client.messages.create(to=MAYA, from_=SHORT_CODE, body="one")
        client.messages.create(to=SAM, from_=SHORT_CODE, body="two")
        client.messages.create(to=MAYA, from_=LONG_CODE, body="three")
        stand_in.text_in("four")
        stand_in.settle()

    def test_newest_come_first(self, client: Client) -> None:
        assert [message.body for message in client.messages.list()] == ["four", "three", "two", "one"]

    def test_by_to_and_by_from(self, client: Client) -> None:
        assert [message.body for message in client.messages.list(to=MAYA)] == ["three", "one"]
        assert [message.body for message in client.messages.list(from_=SHORT_CODE)] == ["two", "one"]
        assert [message.body for message in client.messages.list(to=MAYA, from_=SHORT_CODE)] == ["one"]
        assert [message.direction for message in client.messages.list(to=SHORT_CODE)] == ["inbound"]

    def test_pages_follow_one_another(self, client: Client) -> None:
        bodies = [message.body for message in client.messages.list(page_size=1)]
        assert bodies == ["four", "three", "two", "one"]

    def test_a_text_that_comes_between_pages_shifts_nothing(self, client: Client, stand_in: StandIn) -> None:
        page = client.messages.page(page_size=2)
        first = [message.body for message in page]
        stand_in.text_in("five")
        following = page.next_page()
        assert following is not None
        assert first + [message.body for message in following] == ["four", "three", "two", "one"]

    def test_a_limit_stops_the_list(self, client: Client) -> None:
        assert len(client.messages.list(limit=3)) == 3

    def test_date_sent_bounds_are_included(self, client: Client) -> None:
        sent = client.messages.list(to=SAM)[0].date_sent
        assert sent is not None
        second = timedelta(seconds=1)
        assert len(client.messages.list(to=SAM, date_sent_after=sent, date_sent_before=sent)) == 1
        assert len(client.messages.list(to=SAM, date_sent=sent)) == 1
        assert client.messages.list(date_sent_after=sent + 60 * second) == []
        assert client.messages.list(date_sent_before=sent - 60 * second) == []
        assert client.messages.list(date_sent=sent + 60 * second) == []

    def test_a_date_alone_is_the_whole_day(self, client: Client) -> None:
        sent = client.messages.list(to=SAM)[0].date_sent
        assert sent is not None
        day_before = sent - timedelta(days=1)
        assert len(client.messages.list(to=SAM, date_sent=f"{sent:%Y-%m-%d}")) == 1
        assert client.messages.list(to=SAM, date_sent=f"{day_before:%Y-%m-%d}") == []


def test_a_date_that_is_none_is_refused(client: Client) -> None:
    with pytest.raises(Exception, match="Unable to fetch page"):
        client.messages.list(date_sent="yesterday")


def test_redacting_leaves_the_text_without_its_body(client: Client, stand_in: StandIn) -> None:
    sid = str(client.messages.create(to=MAYA, from_=SHORT_CODE, body="private").sid)
    stand_in.settle()
    assert client.messages(sid).update(body="").body == ""
    assert client.messages(sid).fetch().body == ""
    assert (stand_in.messages()[0]["body"], stand_in.messages()[0]["redacted"]) == ("private", True)


def test_a_body_cannot_be_rewritten(client: Client, stand_in: StandIn) -> None:
    sid = str(client.messages.create(to=MAYA, from_=SHORT_CODE, body="private").sid)
    stand_in.settle()
    with pytest.raises(TwilioRestException):
        client.messages(sid).update(body="something else")
    assert client.messages(sid).fetch().body == "private"


def test_deleting_removes_it(client: Client, stand_in: StandIn) -> None:
    sid = str(client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello").sid)
    stand_in.settle()
    assert client.messages(sid).delete()
    assert client.messages.list() == []
    with pytest.raises(TwilioRestException):
        client.messages(sid).fetch()


def test_a_text_under_way_can_be_neither_redacted_nor_deleted(client: Client, stand_in: StandIn) -> None:
    stand_in.exchange.delays = (30, 30)
    sid = str(client.messages.create(to=MAYA, from_=SHORT_CODE, body="hello").sid)
    for change in (lambda: client.messages(sid).update(body=""), client.messages(sid).delete):
        with pytest.raises(TwilioRestException) as refused:
            change()
        assert (refused.value.status, refused.value.code) == (409, 20009)


def test_the_account_can_be_fetched_to_try_the_credentials(client: Client) -> None:
    assert client.api.accounts(ACCOUNT).fetch().status == "active"
