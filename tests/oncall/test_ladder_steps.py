"""The ladder: who is asked, how long after a call is wanted, while nobody takes it."""

import pytest
from sqlalchemy import delete, select

from enquiries.organisation.models import EscalationStep, Shift, Staff
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import at, by_day, somebody_asks


def nobody_is_on_call(ringback: Ringback) -> None:
    with ringback.session() as session:
        session.execute(delete(Shift))
        session.commit()


@pytest.mark.both_databases
def test_each_step_at_its_time_then_those_on_call_every_three_minutes_and_managers_every_five_for_ever(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    somebody_asks(ringback)
    sam.expects("{code} new call-back, Willow House", "Call now", "Next person 10:01")
    ringback.wait(seconds=89)
    priya.expects_nothing()
    ringback.wait(seconds=1)
    priya.expects("new call-back", "Next person 10:03")
    ringback.wait(seconds=89)
    dana.expects_nothing()
    ringback.wait(seconds=1)
    dana.expects("new call-back")
    for waited in range(8, 68, 5):
        ringback.wait(minutes=5)
        dana.expects(f"{{code}} has waited {waited} min, Willow House", "Please reply", "Next: managers")
    for waited in range(3, 66, 3):
        sam.expects(f"{{code}} has waited {waited} min, Willow House", "Please reply")
    for waited in range(4, 64, 3):
        priya.expects(f"{{code}} has waited {waited} min, Willow House", "Please reply")
    for phone in (sam, priya, dana):
        phone.expects_nothing()


def test_what_an_alert_says_of_the_next_people_is_what_happens(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    with ringback.session() as session:
        last = session.scalars(select(EscalationStep).where(EscalationStep.to == "everyone")).first()
        assert last is not None
        last.after_seconds = 600
        session.commit()
    by_day(ringback)
    somebody_asks(ringback)
    priya.expects_nothing()
    ringback.wait(minutes=3)
    sam.expects("new call-back", "Next person 10:01")
    sam.expects("{code} has waited 3 min", "Next: next person at 10:10")
    priya.expects("new call-back", "Next person 10:10")
    ringback.wait(minutes=7)
    dana.expects("new call-back", "Next person 10:15")
    for phone in (sam, priya):
        phone.expects("has waited").ignores_the_rest()


def test_whoever_passes_is_left_alone_and_the_others_are_asked_again(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    somebody_asks(ringback)
    sam.expects("new call-back").replies("N").expects("noted")
    priya.expects("new call-back")
    ringback.wait(minutes=7)
    sam.expects_nothing()
    priya.expects("{code} has waited 3 min").expects("{code} has waited 6 min").expects_nothing()
    dana.expects("new call-back").replies("{code} Y").expects("yours")
    priya.expects("taken by Dana B")
    sam.expects("taken by Dana B")
    ringback.wait(minutes=3)
    priya.expects_nothing()


def test_an_urgent_one_is_asked_again_as_urgent(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    by_day(ringback)
    somebody_asks(ringback, text="HELP I took an overdose")
    sam.expects("{code} URGENT possible risk, Willow House", "Managers are told too")
    dana.expects("{code} URGENT")
    ringback.wait(minutes=3)
    sam.expects("{code} URGENT possible risk, Willow House, asked again after 3 min")
    dana.replies("{code} Y").expects("yours")
    for phone in (sam, ringback.phone("+447700900002")):
        phone.expects("taken by").ignores_the_rest()


def test_a_step_with_nobody_new_is_skipped_at_once(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    with ringback.session() as session:
        second = session.scalars(select(EscalationStep).where(EscalationStep.to == "level:2")).first()
        assert second is not None
        second.to = "level:3"
        session.commit()
    somebody_asks(ringback)
    sam.expects("new call-back").replies("n").expects("noted")
    dana.expects("new call-back")  # by the step after it, to everyone
    priya.expects("new call-back")


def test_with_nobody_on_call_at_an_open_centre_the_managers_hear_now(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone
) -> None:
    nobody_is_on_call(ringback)
    the_enquirer.texts("HELP").expects("A person will call you. Is it for you")
    assert "min" not in the_enquirer.last
    dana.expects("{code} is waiting at Willow House and no one is on call")
    sam.expects_nothing()
    ringback.wait(minutes=3)
    sam.expects("{code} new call-back")
    priya.expects("{code} new call-back")


@pytest.mark.both_databases
def test_at_a_closed_centre_it_waits_for_the_opening(
    ringback: Ringback, the_enquirer: Phone, priya: Phone, leila: Phone
) -> None:
    the_enquirer.to = "+447700900100"
    the_enquirer.texts("HELP").expects("We open at 8am today")
    ringback.wait(hours=5, minutes=45)
    leila.expects_nothing()
    ringback.wait(minutes=1)
    priya.expects("{code} new call-back, Willow London")
    ringback.wait(seconds=90)
    leila.expects("{code} new call-back")


def test_an_opening_with_nobody_on_call_goes_to_the_managers(
    ringback: Ringback, the_enquirer: Phone, leila: Phone
) -> None:
    nobody_is_on_call(ringback)
    the_enquirer.to = "+447700900100"
    the_enquirer.texts("HELP").expects("We open at 8am today")
    ringback.wait(hours=5, minutes=46)
    leila.expects("{code} is waiting at Willow London and no one is on call")


def test_an_urgent_one_does_not_wait_for_the_opening(
    ringback: Ringback, the_enquirer: Phone, leila: Phone
) -> None:
    the_enquirer.to = "+447700900100"
    the_enquirer.texts("I want to kill myself").expects("999")
    leila.expects("{code} URGENT possible risk, Willow London").replies("{code} Y").expects("yours")


@pytest.mark.both_databases
def test_an_urgent_one_goes_to_managers_beside_the_ladder(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    the_enquirer.texts("HELP he has taken too much and will not wake up").expects("999")
    sam.expects("{code} URGENT possible risk, Willow House")
    dana.expects("{code} URGENT possible risk, Willow House")
    ringback.wait(seconds=90)
    priya.expects("{code} URGENT").replies("{code} Y").expects("yours")
    sam.expects("taken by Priya S")
    dana.expects("taken by Priya S")


def test_a_colleague_who_asks_for_help_is_left_out_of_their_own_ladder(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone
) -> None:
    the_enquirer.texts("HELP").ignores_the_rest()
    with ringback.session() as session:
        enquiry = ringback.enquiry()
        session.add(enquiry)
        enquiry.excluded_staff_id = session.scalars(select(Staff.id).where(Staff.mobile == dana.number)).one()
        session.commit()
    sam.expects("new call-back")
    ringback.wait(minutes=20)
    priya.expects("new call-back").expects_nothing()
    dana.expects_nothing()
    sam.ignores_the_rest()


def test_the_night_the_clocks_go_forward_keeps_its_distances(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    at(ringback, "2026-03-29", "00:59")  # in a minute it is two o'clock
    the_enquirer = somebody_asks(ringback)
    sam.expects("{code} new call-back", "Next person 02:00")
    ringback.wait(seconds=90)
    dana.expects("{code} new call-back", "Next person 02:02").replies("LATER 30M")
    dana.expects("{code} noted: later. Next try at 2:30am today")
    sam.expects("was put off by Dana B. Next try at 2:30am today")
    the_enquirer.expects("We'll call you at 2:30am today")
    ringback.wait(minutes=30)
    dana.expects("{code} new call-back")
    ringback.wait(minutes=3)
    sam.expects("new call-back")
    priya.expects("new call-back")
    dana.expects("has waited 34 min")


def test_the_night_the_clocks_go_back_has_an_hour_twice(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    at(ringback, "2026-10-25", "01:59")
    somebody_asks(ringback)
    sam.expects("{code} new call-back", "Next person 01:00")
    ringback.wait(seconds=89)
    dana.expects_nothing()
    ringback.wait(seconds=1)
    dana.expects("{code} new call-back").replies("{code} Y").expects("yours")
    sam.expects("{code} was taken by Dana B at 01:00")
