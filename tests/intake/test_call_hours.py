"""The hours in which a call is safe belong to the number: at every centre, whoever sends a form with it."""

from datetime import datetime, timedelta

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.messaging.models import CallHours
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback
from tests.support.scenes import WILLOW_LONDON
from tests.web.desk import Desk
from tests.web.visitor import Visitor

TEN = datetime(2026, 1, 14, 10, 0, tzinfo=LONDON)
AT_SIX = TEN.replace(hour=18)
IN_THE_EVENING = "ring me between 6 and 8 pm, not at any other time"


@pytest.fixture
def visitor(ringback: Ringback) -> Visitor:
    return Visitor(ringback)


@pytest.fixture
def said(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    """The number asked Willow House for calls from six to eight, and is to be called then."""
    ringback.move_to(TEN)
    the_enquirer.texts("HELP").ignores_the_rest()
    the_enquirer.texts(IN_THE_EVENING).expects("Booked", "at 6pm today")
    sam.ignores_the_rest()


@pytest.fixture
def over(ringback: Ringback, said: None, sam: Phone) -> None:
    """That enquiry was closed five days ago; it is ten in the morning, and a Monday."""
    ringback.wait(hours=8)
    sam.expects("new call-back").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
    ringback.move_to(TEN + timedelta(days=5))


def kept(ringback: Ringback) -> list[tuple[int, int, str]]:
    with ringback.session() as session:
        return [(each.starts, each.ends, each.learnt_from) for each in session.query(CallHours)]


@pytest.mark.usefixtures("said")
def test_staff_read_them_and_the_timeline_has_them(ringback: Ringback) -> None:
    page = Desk(ringback, "sam").page(ringback.enquiry())
    assert "CALLS 18:00–20:00 ONLY</b> <span>They asked: no calls outside these hours." in page
    assert "Answered: hours for calls 18:00–20:00" in page
    assert {"hours": "18:00–20:00"} in records.happened(ringback, EventKind.ANSWERED)


@pytest.mark.usefixtures("said")
def test_they_hold_at_another_centre(ringback: Ringback, the_enquirer: Phone, priya: Phone) -> None:
    ringback.wait(minutes=1)
    ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
    the_enquirer.expects("Booked", "at 6pm today")
    priya.expects_nothing()
    _, there = records.enquiries(ringback)
    assert there.due_at == AT_SIX
    assert "CALLS 18:00–20:00 ONLY</b> <span>Earlier asked" in Desk(ringback, "leila").page(there)


@pytest.mark.usefixtures("said")
def test_a_try_at_another_centre_keeps_to_them_too(
    ringback: Ringback, visitor: Visitor, the_enquirer: Phone, priya: Phone, sam: Phone
) -> None:
    ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
    the_enquirer.texts("NOW").ignores_the_rest()
    ringback.text(the_enquirer.number, WILLOW_LONDON, "now please")
    the_enquirer.ignores_the_rest()
    the_enquirer.texts(IN_THE_EVENING).ignores_the_rest()
    sam.ignores_the_rest()
    priya.expects("new call-back, Willow London").replies("{code} NOANS").expects("Next try at 6pm today")
    the_enquirer.ignores_the_rest()


@pytest.mark.usefixtures("over")
class TestAForm:
    """Anyone who knows the number can send one: it adds hours, and takes none back."""

    def test_is_called_within_them_and_the_page_says_nothing_of_it(
        self, ringback: Ringback, visitor: Visitor, sam: Phone
    ) -> None:
        page = visitor.opens(visitor.asks().location)
        assert "6pm" not in page.text
        sam.expects_nothing()
        assert records.enquiries(ringback)[1].due_at == AT_SIX + timedelta(days=5)
        ringback.wait(hours=8)
        sam.expects("new call-back")

    def test_that_chooses_another_time_is_called_within_them(
        self, ringback: Ringback, visitor: Visitor, sam: Phone
    ) -> None:
        visitor.asks(when="later", time="2026-01-19T15:00")
        assert records.enquiries(ringback)[1].due_at == AT_SIX + timedelta(days=5)

    def test_with_other_hours_changes_none(self, ringback: Ringback, visitor: Visitor) -> None:
        visitor.asks(not_before="09:00", not_after="12:00")
        assert kept(ringback) == [(18 * 60, 20 * 60, "text")]
        assert records.enquiries(ringback)[1].due_at == AT_SIX + timedelta(days=5)

    def test_that_joins_an_enquiry_brings_no_call_forward(
        self, ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("Booked", "at 6pm today")
        visitor.asks()
        assert records.enquiries(ringback)[1].due_at == AT_SIX + timedelta(days=5)
        sam.expects_nothing()


def test_hours_that_a_form_said_hold_in_a_later_text(
    ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone
) -> None:
    ringback.move_to(TEN)
    visitor.asks(not_before="18:00", not_after="20:00")
    assert kept(ringback) == [(18 * 60, 20 * 60, "form")]
    ringback.wait(hours=8)
    sam.expects("new call-back").replies("{code} CALLING").replies("{code} DONE").ignores_the_rest()
    ringback.move_to(TEN + timedelta(days=5))
    the_enquirer.texts("HELP").expects("Booked", "at 6pm today")
    the_enquirer.texts("ring me now please").ignores_the_rest()
    sam.expects("new call-back")
    assert kept(ringback) == []


class TestAFormThatSaysThem:
    def test_is_called_once_staff_are_there_within_them(self, ringback: Ringback, visitor: Visitor) -> None:
        """They hold at 02:14, when nobody is there: the opening at eight is within them as well."""
        visitor.asks("/callback/willow-london", not_before="01:00", not_after="09:00")
        assert "today at 8am" in visitor.opens("/callback/thanks").text
        assert ringback.enquiry().due_at.hour == 8

    def test_where_the_opening_is_outside_them_is_not_promised_it(
        self, ringback: Ringback, visitor: Visitor
    ) -> None:
        ringback.move_to(TEN.replace(hour=20, minute=30))
        visitor.asks("/callback/willow-london", not_before="18:00", not_after="22:00")
        page = visitor.opens("/callback/thanks").text
        assert "tomorrow at 6pm" in page
        assert ringback.enquiry().due_at == TEN.replace(day=15, hour=18)

    def test_is_sent_back_where_its_time_is_outside_them(self, ringback: Ringback, visitor: Visitor) -> None:
        hours = {"not_before": "09:00", "not_after": "12:00"}
        page = visitor.asks(when="later", time="2026-01-14T18:00", **hours)
        assert page.status_code == 422
        assert "The time you chose for the call is outside these hours." in page.text
        assert records.enquiries(ringback) == []

    def test_is_sent_back_where_nobody_is_ever_there(self, ringback: Ringback, visitor: Visitor) -> None:
        page = visitor.asks("/callback/willow-london", not_before="22:00")
        assert page.status_code == 422
        assert "No one is here in these hours." in page.text
        assert records.enquiries(ringback) == []


@pytest.mark.usefixtures("over")
def test_a_link_of_that_number_lifts_them(
    ringback: Ringback, visitor: Visitor, the_enquirer: Phone, sam: Phone
) -> None:
    visitor.asks(text_ok="yes")
    the_enquirer.expects("We've been asked to call", "at 6pm today")
    visitor.sends(the_enquirer.link.removeprefix(ringback.url), do="now")
    sam.expects("new call-back")
    assert kept(ringback) == []


@pytest.mark.usefixtures("over")
def test_what_a_colleague_enters_is_called_within_them(ringback: Ringback, sam: Phone) -> None:
    sam.replies("NEW 07700 900123 her brother").expects("at 6pm today")
    assert records.enquiries(ringback)[1].due_at == AT_SIX + timedelta(days=5)
