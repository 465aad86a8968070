"""What staff text about their turn: LIST, ON, OFF, MENU, READY; and what is not understood."""

import pytest
from sqlalchemy import select

from enquiries.lifecycle.states import EnquiryState
from enquiries.organisation.models import Staff
from enquiries.parsing.staff_commands import Word
from enquiries.responders import duty_commands, text_commands
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import at, by_day, sam_has_one, somebody_asks


@pytest.mark.both_databases
def test_list_names_what_nobody_has_the_urgent_first(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    dana.texts("LIST").expects("0 waiting: none")
    somebody_asks(ringback, "+447700900301")
    first = sam.expects("new call-back").code
    ringback.wait(seconds=10)
    somebody_asks(ringback, "+447700900302", text="HELP I cannot go on, I want to die")
    urgent = sam.expects("{code} URGENT").code
    dana.expects("{code} URGENT").texts("list").expects(f"2 waiting: {urgent} {first}")
    sam.replies(f"{urgent} Y").expects("is yours").replies("LIST").expects(f"1 waiting: {first}")
    dana.expects("taken by Sam C")


def test_menu_and_help_teach_the_words(ringback: Ringback, sam: Phone) -> None:
    for said in ("MENU", "help", "Help!"):
        sam.texts(said).expects("CODE then Y take, N pass", "LIST, ON, OFF, NEW and a number")


def test_ready_is_written_down(ringback: Ringback, sam: Phone) -> None:
    sam.texts("READY").expects("CODE then Y take")
    with ringback.session() as session:
        assert session.scalars(select(Staff).where(Staff.mobile == sam.number)).one().ready_at == ringback.now


@pytest.mark.both_databases
def test_on_puts_somebody_on_call_until_twelve_hours_later(
    ringback: Ringback, priya: Phone, sam: Phone
) -> None:
    at(ringback, "2026-01-17", "20:30")  # a Saturday evening: Priya is on nowhere
    priya.texts("on").expects("You are on call for Willow House until 08:30 Sun 18 Jan.")
    priya.expects("You are on call for Willow London until 08:30")
    somebody_asks(ringback)
    priya.expects("new call-back, Willow House")
    sam.expects("new call-back, Willow House")


@pytest.mark.both_databases
def test_on_wakes_what_waits_for_the_opening(ringback: Ringback, the_enquirer: Phone, priya: Phone) -> None:
    the_enquirer.to = "+447700900100"  # Willow London, which opens at 8
    the_enquirer.texts("HELP").expects("We open at 8am today")
    priya.expects_nothing()
    priya.texts("ON").expects("on call for Willow House until").expects("Willow London until", "1 waiting")
    priya.expects("new call-back, Willow London", "Call now")


def test_off_names_who_stays_on(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam.texts("OFF").expects("You are off call for Willow House. Dana B is on.")
    somebody_asks(ringback)
    sam.expects_nothing()
    dana.expects("new call-back").replies("y").expects("yours")


def test_off_is_refused_where_it_would_leave_nobody(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam.texts("off").expects("You are off call")
    dana.texts("OFF").expects("OFF would leave Willow House with no one on call. Ask a manager.")
    sam.texts("ON").expects("You are on call for Willow House until you text OFF.")
    dana.texts("off").expects("You are off call for Willow House. Sam C is on.")


def test_off_says_the_date_on_which_it_ends(ringback: Ringback, dana: Phone) -> None:
    at(ringback, "2026-01-16", "23:00")
    dana.texts("OFF").expects("You are off call", "This lasts until 08:00 Sat 17 Jan, or until you text ON.")


def test_off_of_a_turn_without_an_end_says_until_when_and_is_told_when_it_is_over(
    ringback: Ringback, sam: Phone
) -> None:
    at(ringback, "2026-01-14", "13:57")
    sam.texts("OFF").expects(
        "You are off call for Willow House. Priya S is on. This lasts until 01:57 Thu 15 Jan"
    )
    ringback.wait(hours=11, minutes=59)
    sam.expects_nothing()
    ringback.wait(minutes=1)
    sam.expects("You are on call for Willow House until you text OFF.")
    ringback.wait(minutes=5)
    sam.expects_nothing()


@pytest.mark.both_databases
def test_the_end_of_off_is_told_with_how_many_wait(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    at(ringback, "2026-01-14", "13:57")
    sam.texts("OFF").expects("You are off call for Willow House")
    ringback.wait(hours=11, minutes=59)
    somebody_asks(ringback)
    dana.expects("new call-back")
    ringback.wait(minutes=1)
    sam.expects("You are on call for Willow House until you text OFF. 1 waiting.").ignores_the_rest()
    dana.ignores_the_rest()


def test_off_that_on_took_back_is_over_without_a_word(ringback: Ringback, sam: Phone) -> None:
    sam.texts("OFF").expects("You are off call")
    ringback.wait(hours=1)
    sam.texts("ON").expects("You are on call")
    ringback.wait(hours=12)
    sam.expects_nothing()


def test_off_of_somebody_who_is_not_on_call_changes_nothing_and_says_so(
    ringback: Ringback, priya: Phone
) -> None:
    at(ringback, "2026-01-17", "21:00")  # a Saturday evening: Priya is on nowhere
    priya.texts("OFF").expects("You are not on call, so OFF changed nothing.").expects_nothing()


def test_off_is_about_where_they_are_on(ringback: Ringback, priya: Phone) -> None:
    at(ringback, "2026-01-18", "10:00")  # a Sunday: Willow London is closed
    priya.texts("OFF").expects("You are off call for Willow House. Sam C is on.").expects_nothing()


def test_two_commands_are_none(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    for said in ("DONE NOANS", "{code} Y {code} DONE", "{code} CALLING and DONE"):
        sam.replies(said).expects("Not understood. Send the code, then Y, N, CALLING")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


def test_a_word_about_nothing_is_answered_with_help(ringback: Ringback, sam: Phone) -> None:
    for said in ("Y", "DONE", "running late, sorry", "👍", ""):
        sam.texts(said).expects("Not understood")


def test_without_a_code_one_is_asked_for_when_it_could_be_several(ringback: Ringback, sam: Phone) -> None:
    somebody_asks(ringback, "+447700900301")
    first = sam.expects("new call-back").code
    somebody_asks(ringback, "+447700900302")
    second = sam.expects("new call-back").code
    sam.replies("Y").expects(f"2 are open: {first} {second}. Reply with the code first, like {first} Y")
    sam.replies(f"{second} Y").expects("{code} is yours")
    assert sam.code == second
    sam.replies("DONE").expects("2 are open")


@pytest.mark.both_databases
def test_an_unknown_code_and_that_of_another_centre_sound_the_same(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    by_day(ringback)
    sam.texts("1234 Y").expects("1234 is not open. Reply LIST to see what is.")
    the_enquirer.to = "+447700900100"
    the_enquirer.texts("HELP").ignores_the_rest()
    code = priya.expects("new call-back, Willow London").code
    sam.texts(f"{code} Y").expects(f"{code} is not open")
    priya.replies("y").expects("{code} is yours")


def test_stop_from_staff_is_an_incident_and_alerts_go_on(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam.texts("STOP").expects_nothing()
    dana.expects("ALARM Willow House: Sam C STOP. See the board.")
    somebody_asks(ringback)
    sam.expects("new call-back")


def test_off_is_obeyed_after_many_questions(ringback: Ringback, sam: Phone) -> None:
    for _ in range(12):
        sam.texts("LIST").ignores_the_rest()
    sam.texts("OFF").expects("off call")


def test_every_word_leads_to_an_action() -> None:
    answered = {*text_commands._ACTIONS, *duty_commands.WORDS, Word.NEW}
    assert answered == set(Word)
