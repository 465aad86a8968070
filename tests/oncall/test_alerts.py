"""Alerts in a burst, and the numbers that texts to staff go out from and show."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from enquiries.core.db import db
from enquiries.core.enums import NumberUse
from enquiries.core.settings import Settings, settings_of
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import TimelineEntry
from enquiries.organisation.models import Centre, Number
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, sam_has_one, somebody_asks

STAFF_NUMBER = "+447700900101"


def eight_ask(ringback: Ringback, text: str = "HELP") -> None:
    for n in range(8):
        somebody_asks(ringback, f"+44770090030{n}", text=text)


def bundle_is_due(ringback: Ringback, phone: Phone) -> None:
    """All that waits was said again, five of it in a text of its own."""
    phone.ignores_the_rest()
    ringback.wait(minutes=3)
    phone.ignores_the_rest()
    ringback.wait(seconds=10)


def test_after_five_alerts_in_a_minute_the_rest_share_a_text(ringback: Ringback, sam: Phone) -> None:
    eight_ask(ringback)
    first = sam.expects("new call-back").code
    for _ in range(4):
        sam.expects("{code} new call-back")
    sam.expects_nothing()
    ringback.wait(seconds=10)
    sam.expects("3 call-backs are waiting, the oldest 0 min, first", "Reply LIST for codes")
    with ringback.session() as session:
        alerted = select(TimelineEntry).where(TimelineEntry.what == EventKind.ALERTED)
        assert len(session.scalars(alerted).all()) == 8
    sam.replies("LIST").expects(f"8 waiting: {first}")
    sam.ignores_the_rest()


def test_a_bundle_says_how_many_still_wait_when_it_leaves(ringback: Ringback, sam: Phone) -> None:
    eight_ask(ringback)
    sam.ignores_the_rest().texts("LIST").expects("8 waiting")
    codes = _codes(ringback)
    sam.texts(f"{codes[-1]} DONE").expects("closed")
    ringback.wait(seconds=10)
    sam.expects(f"2 call-backs are waiting, the oldest 0 min, first {codes[5]}")


def test_a_bundle_of_what_is_taken_by_then_does_not_leave(ringback: Ringback, sam: Phone) -> None:
    eight_ask(ringback)
    sam.ignores_the_rest()
    for code in _codes(ringback)[5:]:
        sam.texts(f"{code} DONE").expects("closed")
    ringback.wait(seconds=10)
    sam.expects_nothing()


def test_urgent_alerts_are_never_bundled(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    eight_ask(ringback, "HELP I took an overdose")
    for phone in (sam, dana):
        for _ in range(8):
            phone.expects("{code} URGENT")


def test_reminders_about_urgent_enquiries_share_a_text_in_a_burst(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    eight_ask(ringback, "HELP I took an overdose")
    sam.ignores_the_rest()
    ringback.wait(minutes=3)
    for _ in range(5):
        sam.expects("{code} URGENT possible risk", "asked again after 3 min")
    sam.expects_nothing()
    ringback.wait(seconds=10)
    sam.expects(f"3 call-backs are waiting, 3 URGENT, the oldest 3 min, first {_codes(ringback)[5]}.")
    for phone in (priya, dana):
        phone.ignores_the_rest()


def test_a_bundle_names_the_urgent_one_first(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    for n in range(4):
        somebody_asks(ringback, f"+44770090030{n}")
    for n in range(6):
        somebody_asks(ringback, f"+44770090031{n}", text="HELP I took an overdose")
    bundle_is_due(ringback, sam)
    sam.expects(f"5 call-backs are waiting, 1 URGENT, the oldest 3 min, first {_codes(ringback)[-1]}.")
    for phone in (priya, dana):
        phone.ignores_the_rest()


def test_a_bundle_of_one_urgent_enquiry_says_what_to_do(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    for n in range(6):
        somebody_asks(ringback, f"+44770090031{n}", text="HELP I took an overdose")
    bundle_is_due(ringback, sam)
    last = _codes(ringback)[-1]
    sam.expects(f"{last} URGENT possible risk, Willow House, asked again after 3 min. Call now")
    for phone in (priya, dana):
        phone.ignores_the_rest()


def test_alerts_go_out_from_the_number_for_staff_and_answers_from_the_one_that_was_texted(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    with ringback.session() as session:
        house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        session.add(Number(number=STAFF_NUMBER, centre=house, use=NumberUse.STAFF))
        session.commit()
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.to = STAFF_NUMBER
    sam.expects("new call-back").replies("{code} Y").expects("yours")
    log = ringback.twilio.exchange.log
    senders = (
        {text.from_ for text in log.all(sam.number)},
        {text.from_ for text in log.all(the_enquirer.number)},
    )
    assert senders == ({STAFF_NUMBER}, {"83222"})


@pytest.fixture
def _number_after_claim(app: Flask) -> Iterator[None]:
    with app.app_context():
        usual: Settings = settings_of(db.session())
    db.session.session_factory.configure(info=replace(usual, number_after_claim=True).for_session())
    yield
    db.session.session_factory.configure(info=usual.for_session())


@pytest.mark.usefixtures("_number_after_claim")
def test_where_it_is_set_so_the_number_comes_after_the_claim_and_not_before(
    ringback: Ringback, sam: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    assert "900123" not in sam.last
    sam.replies("y").expects("{code} is yours", "07700 900123", "/c/", "CALLING")


def test_usually_no_text_to_staff_holds_a_number(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("DONE").expects("closed")
    assert not any("900123" in text.shown for text in ringback.twilio.exchange.log.all(sam.number))


def _codes(ringback: Ringback) -> list[str]:
    with ringback.session() as session:
        received = (
            select(TimelineEntry).where(TimelineEntry.what == EventKind.RECEIVED).order_by(TimelineEntry.id)
        )
        return [entry.enquiry.code for entry in session.scalars(received)]
