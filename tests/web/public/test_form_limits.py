"""Forms that look like many, or like a machine's: taken and alerted like every other, and not texted."""

import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from flask import Flask

from config import Config
from enquiries.app import create_app
from enquiries.core import counters
from enquiries.core.db import db
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.lifecycle.text_hold import Hold
from enquiries.messaging import held_texts
from enquiries.web.public import form_limits
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.embedded import FORM, Framed, hidden_in
from tests.web.records import timeline
from tests.web.visitor import Visitor
from tools.valkey import Valkey

A_MOBILE = "07700 900123"
ANOTHER = "07700 900124"


@pytest.fixture
def framed(ringback: Ringback) -> Framed:
    return Framed(ringback)


def configure(monkeypatch: pytest.MonkeyPatch, app: Flask, **changes: Any) -> None:
    monkeypatch.setitem(app.config, "RINGBACK", app.config["RINGBACK"].model_copy(update=changes))


def held(ringback: Ringback) -> list[Hold | None]:
    """Why nothing was texted, of every enquiry."""
    return [detail["texts_held"] for _, detail in timeline(ringback, EventKind.ACKNOWLEDGED)]


class TestTooFast:
    @pytest.fixture(autouse=True)
    def _three_seconds(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        configure(monkeypatch, app, form_fastest=timedelta(seconds=3))

    def test_is_taken_and_alerted_and_not_texted(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        assert framed.asks(text_ok="yes", after=2).status_code == 200
        sam.expects("{code} new call-back")
        the_enquirer.expects_nothing()
        assert held(ringback) == [Hold.TOO_FAST]

    def test_a_person_is_slower(self, framed: Framed, sam: Phone, the_enquirer: Phone) -> None:
        framed.asks(text_ok="yes", after=3)
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")

    def test_putting_a_mistake_right_may_be_fast(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        page = framed.asks(phone="12", after=60)
        typed = {**hidden_in(page.text), "phone": A_MOBILE, "consent": "yes", "text_ok": "yes"}
        assert framed.posts(**typed).status_code == 200
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")

    def test_on_a_page_of_its_own_too(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        visitor.asks(text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects_nothing()
        assert held(ringback) == [Hold.TOO_FAST]


class TestFromOnePlace:
    @pytest.fixture(autouse=True)
    def _two_an_hour(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        configure(monkeypatch, app, forms_per_address=2)

    def test_the_third_is_taken_and_not_texted(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        for last in range(123, 126):
            assert framed.asks(phone=f"07700 900{last}", text_ok="yes").status_code == 200
            sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")
        ringback.phone("+447700900124").expects("We've been asked to call")
        assert held(ringback) == [None, None, Hold.ADDRESS]

    def test_a_form_that_did_not_fit_does_not_count(
        self, framed: Framed, sam: Phone, the_enquirer: Phone
    ) -> None:
        for _ in range(3):
            assert framed.asks(phone="12").status_code == 422
        framed.asks(text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")

    @pytest.mark.parametrize(("proxies", "held_third"), [(0, Hold.ADDRESS), (1, None)])
    def test_where_a_proxy_says_that_they_are_counts_only_if_it_is_trusted(
        self, app: Flask, ringback: Ringback, sam: Phone, proxies: int, held_third: Hold | None
    ) -> None:
        config: Config = app.config["RINGBACK"]
        behind = create_app(config.model_copy(update={"trusted_proxies": proxies}))
        for last in range(3):
            visitor = Framed(ringback, behind, HTTP_X_FORWARDED_FOR=f"192.0.2.{last}")
            assert visitor.asks(phone=f"07700 90012{last}").status_code == 200
            sam.expects("new call-back")
        with behind.app_context():
            db.engine.dispose()
        assert held(ringback) == [None, None, held_third]

    @pytest.mark.parametrize(
        ("first", "second", "is_one_place"),
        [
            ("192.0.2.1", "192.0.2.1", True),
            ("192.0.2.1", "192.0.2.2", False),
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", True),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
            ("unix socket", "unix socket", True),
        ],
    )
    def test_a_network_that_has_very_many_addresses_is_one_place(
        self, app: Flask, redis_url: str, first: str, second: str, is_one_place: bool
    ) -> None:
        count: form_limits.Limits = app.extensions["limits"]

        def comes_from(address: str) -> bool:
            with app.test_request_context("/callback", environ_base={"REMOTE_ADDR": address}):
                return count.too_many_from_this_place()

        assert [comes_from(first), comes_from(first)] == [False, False]
        assert comes_from(second) is is_one_place


class TestForOneNumber:
    @pytest.mark.both_databases
    def test_the_third_in_a_day_is_not_texted(
        self,
        app: Flask,
        monkeypatch: pytest.MonkeyPatch,
        framed: Framed,
        ringback: Ringback,
        sam: Phone,
        the_enquirer: Phone,
    ) -> None:
        configure(monkeypatch, app, forms_per_number=2)
        framed.asks(text_ok="yes")
        the_enquirer.expects("We've been asked to call")
        framed.asks(text_ok="yes")
        sam.expects("new call-back").replies("{code} DONE").expects("closed")
        framed.asks("/embed/willow-london", text_ok="yes")
        assert held(ringback) == [None, Hold.NUMBER]

    def test_neither_number_nor_address_is_in_redis(self, framed: Framed, sam: Phone, redis_url: str) -> None:
        framed.asks()
        sam.expects("new call-back")
        with redis.Redis.from_url(redis_url) as client:
            names = [name.decode() for name in client.keys("LIMITS*")]
        assert len(names) == 2
        assert not any("7700900123" in name or "127.0.0.1" in name for name in names)


@pytest.mark.both_databases
class TestFlood:
    def test_no_more_texts_an_hour_than_are_allowed(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        wanted_before(ringback, 59)
        framed.asks(text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")
        framed.asks(phone=ANOTHER, text_ok="yes")
        sam.expects("new call-back")
        assert held(ringback) == [None, Hold.FLOOD]
        ringback.phone("+447700900124").expects_nothing()

    def test_ends_an_hour_later(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        wanted_before(ringback, 60)
        ringback.move_to(ringback.now + timedelta(minutes=61))
        framed.asks(text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")

    def test_of_forms_that_want_no_text_is_none(self, framed: Framed, ringback: Ringback, sam: Phone) -> None:
        wanted_before(ringback, 60)
        framed.asks()
        sam.expects("new call-back")
        assert held(ringback) == [None]


class TestHeldBack:
    @pytest.fixture(autouse=True)
    def _held(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        configure(monkeypatch, app, form_fastest=timedelta(seconds=3))

    def test_until_somebody_takes_it_who_reads_why(
        self, framed: Framed, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        framed.asks(text_ok="yes")
        assert ringback.enquiry().texts_held
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        page = visitor.opens(sam.link).text
        assert "NOT TEXTED YET" in page
        assert Hold.TOO_FAST.meaning in page
        assert not ringback.enquiry().texts_held
        assert timeline(ringback, EventKind.CLAIMED) == [(None, {"texts": "let go"})]
        sam.replies("{code} NOANS").expects("noted: no answer")
        the_enquirer.expects("Sorry we missed you")

    def test_until_somebody_notes_something(self, framed: Framed, ringback: Ringback, sam: Phone) -> None:
        framed.asks(text_ok="yes")
        sam.expects("new call-back").replies("{code} NOTE known to us").expects("noted")
        assert not ringback.enquiry().texts_held

    def test_from_a_colleague_too_who_reads_why(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        framed.asks(text_ok="yes")
        sam.expects("new call-back")
        desk, enquiry = Desk(ringback, "sam"), ringback.enquiry()
        told = desk.is_told(desk.does(enquiry, "text", ready="thank_you"))
        assert "No text was sent. Texts to this number are held" in told
        assert timeline(ringback, EventKind.TEXTED) == []
        desk.does(enquiry, "take")
        assert desk.is_told(desk.does(enquiry, "text", ready="thank_you")) == "The text is on its way."
        the_enquirer.expects("Thank you for talking with us")

    def test_a_pass_is_no_look(self, framed: Framed, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        framed.asks(text_ok="yes")
        sam.expects("new call-back").replies("{code} N").expects("noted")
        dana.expects("new call-back")
        assert ringback.enquiry().texts_held

    def test_until_the_number_itself_writes(
        self, framed: Framed, visitor: Visitor, sam: Phone, the_enquirer: Phone
    ) -> None:
        framed.asks(text_ok="yes")
        the_enquirer.texts("When do you ring?").expects("A person will call you")
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        assert "NOT TEXTED YET" not in visitor.opens(sam.link).text

    def test_a_conversation_that_was_there_before_goes_on(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back")
        framed.asks(text_ok="yes")
        assert not ringback.enquiry().texts_held
        the_enquirer.texts("ME").expects("may we leave a voicemail")


class TestTheHiddenField:
    @pytest.mark.parametrize("filled", ["n/a", "none", "Chelmsford", "https://willow.example", "x"])
    @pytest.mark.parametrize("door", [FORM, "/embed/willow-london"])
    def test_filled_in_is_alerted_like_every_other_and_not_texted(
        self, framed: Framed, ringback: Ringback, filled: str, door: str
    ) -> None:
        on_call = ringback.phone("+447700900001" if door == FORM else "+447700900002")
        ringback.move_to(ringback.now + timedelta(hours=10))
        assert framed.asks(door, website=filled, text_ok="yes").status_code == 200
        on_call.expects("{code} new call-back")
        assert ringback.enquiry().state is EnquiryState.OPEN
        assert held(ringback) == [Hold.TRAPPED]

    @pytest.mark.parametrize("blank", ["", " ", "\t", "\u00a0 \n"])
    def test_with_spaces_alone_is_empty(
        self, framed: Framed, ringback: Ringback, sam: Phone, the_enquirer: Phone, blank: str
    ) -> None:
        framed.asks(website=blank, text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")
        assert held(ringback) == [None]

    def test_is_no_reason_to_leave_a_time_unheard(
        self, framed: Framed, ringback: Ringback, sam: Phone
    ) -> None:
        framed.asks()
        sam.expects("new call-back")
        framed.asks(website="n/a", when="later", time="2026-01-14T18:00")
        sam.expects("asked for another time")
        assert ringback.enquiry().due_at.hour == 18

    def test_opens_what_was_closed_like_every_other(
        self, framed: Framed, ringback: Ringback, sam: Phone
    ) -> None:
        framed.asks()
        sam.expects("new call-back").replies("{code} DONE").expects("closed")
        framed.asks(website="n/a")
        sam.expects("wrote again after it was closed")
        assert ringback.enquiry().state is EnquiryState.OPEN

    def test_with_danger_is_urgent(
        self, framed: Framed, ringback: Ringback, sam: Phone, dana: Phone, the_enquirer: Phone
    ) -> None:
        framed.asks(website="x", text_ok="yes", message="I have taken an overdose")
        sam.expects("URGENT")
        dana.expects("URGENT")
        the_enquirer.expects_nothing()
        assert held(ringback) == [Hold.TRAPPED]


class TestWithoutRedis:
    @pytest.mark.parametrize("leave", [Valkey.stop, Valkey.pause])
    def test_forms_are_counted_in_this_process_and_nobody_waits(
        self, app: Flask, own_valkey: Valkey, leave: Callable[[Valkey], None]
    ) -> None:
        away = app.config["RINGBACK"].model_copy(
            update={"redis_url": own_valkey.url(), "forms_per_address": 2}
        )
        alone = Flask("alone")
        alone.add_url_rule("/callback", "callback")
        alone.config["RINGBACK"] = away
        count = form_limits.Limits(alone, away)
        with alone.test_request_context("/callback", environ_base={"REMOTE_ADDR": "192.0.2.1"}):
            assert not count.too_many_from_this_place()
            leave(own_valkey)
            began = time.monotonic()
            assert [count.too_many_from_this_place() for _ in range(3)] == [False, False, True]
            assert time.monotonic() - began < 1
        own_valkey.stop(signal.SIGKILL)


def wanted_before(ringback: Ringback, count: int) -> None:
    with ringback.session() as session:
        for _ in range(count):
            counters.count(session, ringback.now, held_texts.FORM_TEXTS)
        session.commit()
