"""Ways to make a wait look shorter than it was, tried at the doors."""

from urllib.parse import urlsplit

import pytest

from enquiries.lifecycle import wait_rows
from enquiries.lifecycle.waits import Began, Ended, Span
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, ignore_all
from tests.web.desk import Desk
from tests.web.visitor import Visitor

pytestmark = pytest.mark.both_databases


def waits(ringback: Ringback) -> list[Span]:
    with ringback.session() as session:
        return wait_rows.all_of(session, ringback.enquiry())


def test_a_form_with_the_number_of_another_moves_no_start(
    ringback: Ringback, visitor: Visitor, sam: Phone
) -> None:
    by_day(ringback)
    asked_at = ringback.now
    visitor.asks()
    sam.ignores_the_rest()
    ringback.wait(minutes=1)
    visitor.asks(when="later", time="2026-01-14T18:00")
    sam.ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.wanted_at, wait.ended) == (asked_at, None)


def test_once_the_promise_is_broken_it_ends_what_was_waited(
    ringback: Ringback, visitor: Visitor, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    visitor.asks()
    ringback.wait(minutes=16)
    visitor.asks(when="later", time="2026-01-14T18:00")
    for each in (sam, priya, dana):
        each.ignores_the_rest()
    asked, booked = waits(ringback)
    assert (asked.ended, asked.called_at, booked.began) == (Ended.OVERDUE, None, Began.BOOKED)


def test_the_person_may_choose_another_time_by_their_own_link(
    ringback: Ringback, visitor: Visitor, sam: Phone, the_enquirer: Phone
) -> None:
    by_day(ringback)
    visitor.asks(text_ok="yes")
    link = urlsplit(the_enquirer.expects("asked to call this number").link).path
    ringback.wait(minutes=1)
    visitor.sends(link, do="time", time="2026-01-14T18:00")
    sam.ignores_the_rest()
    [wait] = waits(ringback)
    assert (wait.began, wait.wanted_at.hour) == (Began.ASKED, 18)


@pytest.mark.parametrize(("minutes", "ended"), [(1, Ended.MOVED), (16, Ended.OVERDUE)])
def test_another_centre_takes_over_what_was_waited(
    ringback: Ringback, visitor: Visitor, minutes: int, ended: Ended
) -> None:
    by_day(ringback)
    asked_at = ringback.now
    visitor.asks()
    ringback.wait(minutes=minutes)
    Desk(ringback, "priya").does(ringback.enquiry(), "move", centre="willow-london")
    ignore_all(ringback)
    there, here = waits(ringback)
    assert (there.ended, here.began) == (ended, Began.MOVED)
    assert here.wanted_at == (asked_at if ended is Ended.MOVED else ringback.now)
    assert here.centre_id != there.centre_id
