"""What texts promise is what the page of the same moment promises, and no more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from enquiries.core.enums import Channel
from enquiries.lifecycle import receive, transitions
from enquiries.lifecycle.states import Outcome
from enquiries.messaging.texts import TextKind
from enquiries.organisation.models import Centre, Shift
from enquiries.wording import wording
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor

MINUTES = "within 15 min"


def nobody_was_called_of_late(ringback: Ringback) -> None:
    """Ten asked yesterday at a centre that is always open, and were never called."""
    with ringback.session() as session:
        centre = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
        for last in range(10):
            at = ringback.now - timedelta(days=1, minutes=last)
            asks = receive.Request(centre, Channel.SMS, f"+44770090020{last}", textable=True, country="GB")
            transitions.close(session, at, receive.receive(session, at, asks), Outcome.NOT_REACHED)
        session.commit()


def nobody_is_on_call(ringback: Ringback) -> None:
    with ringback.session() as session:
        session.query(Shift).delete()
        session.commit()


@pytest.fixture
def page(ringback: Ringback) -> Visitor:
    return Visitor(ringback)


@pytest.fixture(params=[nobody_was_called_of_late, nobody_is_on_call], ids=["the record", "the rota"])
def promises_no_longer(request: pytest.FixtureRequest, ringback: Ringback, page: Visitor) -> None:
    """Neither the record nor the rota bears out the minutes, and the page does not name them."""
    assert MINUTES in page.opens("/").text
    request.param(ringback)
    assert MINUTES not in page.opens("/").text


@pytest.mark.usefixtures("promises_no_longer")
class TestWhereThePageNamesNoMinutes:
    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("HELP", "You did the right thing. Free, confidential. A person will call you. Is it for you"),
            ("FAMILY", "a person will call you. Reply LATER"),
            ("help for my mum", "a person will call you. Reply LATER"),
        ],
    )
    def test_no_greeting_does(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, words: str, answer: str
    ) -> None:
        the_enquirer.texts(words).expects(answer).expects_nothing()
        for each in (sam, dana):
            each.ignores_the_rest()

    def test_nor_does_the_answer_to_start(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        the_enquirer.texts("STOP").expects("won't text or call you again").texts("START").expects(
            "A person will call you."
        )
        assert "min" not in the_enquirer.last
        for each in (sam, dana):
            each.ignores_the_rest()

    def test_nor_does_the_page_after_the_form(
        self, ringback: Ringback, page: Visitor, sam: Phone, dana: Phone
    ) -> None:
        page.asks()
        assert "A person will call you as soon as one is free." in page.opens("/callback/thanks").text
        for each in (sam, dana):
            each.ignores_the_rest()


def test_where_the_page_names_minutes_texts_do(page: Visitor, the_enquirer: Phone, sam: Phone) -> None:
    assert MINUTES in page.opens("/").text
    the_enquirer.texts("HELP").expects(MINUTES)
    sam.expects("new call-back")


@pytest.mark.parametrize("language", wording.languages())
def test_every_text_that_names_minutes_has_one_without(language: str) -> None:
    naming = {kind for kind, words in wording.to_the_public(language).items() if "{minutes}" in words}
    promising = {kind: kind.without_minutes for kind in TextKind if kind.without_minutes is not kind}
    assert naming == set(promising)
    assert naming.isdisjoint(promising.values())
    assert set(promising.values()) <= wording.to_the_public(language).keys()


class TestThePageAfterTheForm:
    def test_looked_at_again_promises_no_more_than_holds_then(
        self, ringback: Ringback, page: Visitor, sam: Phone
    ) -> None:
        page.asks()
        sam.expects("new call-back")
        assert MINUTES in page.opens("/callback/thanks").text
        nobody_is_on_call(ringback)
        assert MINUTES not in page.opens("/callback/thanks").text

    def test_names_no_time_that_is_over(self, ringback: Ringback, page: Visitor) -> None:
        page.asks(when="later", time="2026-01-14T18:00")
        assert "A person will call you today at 6pm." in page.opens("/callback/thanks").text
        ringback.move_to(ringback.now + timedelta(hours=16))
        assert "6pm" not in page.opens("/callback/thanks").text

    def test_nor_an_opening_that_is_over(self, ringback: Ringback, page: Visitor) -> None:
        page.asks("/callback/willow-london")
        assert "We open today at 8am and will call you then" in page.opens("/callback/thanks").text
        ringback.move_to(ringback.now + timedelta(hours=7))
        assert "A person will call you as soon as one is free." in page.opens("/callback/thanks").text
