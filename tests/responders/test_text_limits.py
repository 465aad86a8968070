"""A forged staff sender, a phone that answers by itself, and closings of which nobody rang."""

import pytest
from sqlalchemy import select

from enquiries.alarms.models import Alarm
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, hire, sam_has_one, somebody_asks
from tests.support.webhooks import TEXTS, a_text, post

DRIVING = "I'm driving right now. I'll see your message when I get where I'm going."
ON_LEAVE = "Thank you for your message. I am on annual leave until Monday."


def unknown(ringback: Ringback, count: int) -> list[str]:
    """Codes that name nothing."""
    with ringback.session() as session:
        taken = set(session.scalars(select(Enquiry.code)))
    return [code for code in map(str, range(1000, 9999)) if code not in taken][:count]


class TestGuessedCodes:
    @pytest.mark.both_databases
    def test_are_answered_five_times_and_then_managers_are_told_once(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        for code in unknown(ringback, 5):
            sam.texts(f"{code} Y").expects(f"{code} is not open")
        dana.expects_nothing()
        for code in unknown(ringback, 60):
            sam.texts(f"{code} DONE SPAM")
        sam.texts("LIST").texts("OFF").texts("hello").expects_nothing()
        dana.expects("ALARM Willow House: codes by Sam. See the board.").expects_nothing()
        with ringback.session() as session:
            assert len(session.scalars(select(Alarm)).all()) == 1

    def test_do_not_keep_a_person_from_what_they_were_alerted_to(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        somebody_asks(ringback)
        mine = sam.expects("new call-back").code
        for code in unknown(ringback, 6):
            sam.texts(f"{code} Y")
        sam.ignores_the_rest()
        dana.expects("ALARM Willow House: codes by Sam")
        sam.texts(f"{mine} Y").expects("{code} is yours").replies("{code} CALLING").expects("noted")
        sam.replies("{code} DONE BOOKED").expects("{code} closed: booked")

    def test_are_forgotten_after_ten_minutes(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        for code in unknown(ringback, 6):
            sam.texts(f"{code} Y")
        sam.ignores_the_rest()
        ringback.wait(minutes=11)
        dana.ignores_the_rest()
        sam.texts("LIST").expects("0 waiting")
        sam.texts(f"{unknown(ringback, 1)[0]} Y").expects("is not open")

    def test_of_another_phone_are_another_count(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        for code in unknown(ringback, 6):
            sam.texts(f"{code} Y")
        sam.ignores_the_rest()
        dana.ignores_the_rest().texts("LIST").expects("0 waiting")


class TestClosing:
    @pytest.mark.both_databases
    @pytest.mark.parametrize(
        "said", ["DONE", "DONE SPAM", "WRONG", "NOANS", "VM", "LATER 6PM", "CALLING", "DONE she booked"]
    )
    def test_is_refused_to_whoever_was_never_asked(
        self, ringback: Ringback, sam: Phone, priya: Phone, said: str
    ) -> None:
        somebody_asks(ringback)
        code = sam.expects("new call-back").code
        priya.texts(f"{code} {said}").expects(f"{code} is not yours. To take it first, reply {code} Y")
        assert ringback.enquiry().state is EnquiryState.OPEN
        priya.texts(f"{code} Y").expects("{code} is yours").replies("{code} CALLING").expects("noted")
        sam.expects("taken by Priya S")

    def test_by_whoever_had_it_before_needs_no_new_claim(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        sam.replies("CALLING").expects("noted").replies("NOANS").expects("Next try")
        the_enquirer.expects("Sorry we missed you")
        ringback.wait(minutes=5)
        sam.replies("{code} DONE BOOKED").expects("{code} closed: booked")
        ringback.wait(minutes=1)
        dana.expects("{code} was closed by Sam C without a logged call")

    @pytest.mark.both_databases
    def test_without_a_logged_call_is_told_to_managers_a_minute_later(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        sam.replies("DONE BOOKED").expects("closed: booked")
        ringback.wait(seconds=59)
        dana.expects_nothing()
        ringback.wait(seconds=1)
        dana.expects("{code} was closed by Sam C without a logged call, Willow House: booked. Wrong?")
        dana.replies("{code} REOPEN").expects("{code} is yours")

    def test_that_is_undone_at_once_is_no_news(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        sam_has_one(ringback, sam)
        sam.replies("DONE").expects("closed").replies("{code} REOPEN").expects("yours")
        ringback.wait(minutes=2)
        dana.expects_nothing()

    def test_after_a_logged_call_is_no_news(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        sam_has_one(ringback, sam)
        sam.replies("CALLING").expects("noted").replies("DONE").expects("closed")
        ringback.wait(minutes=2)
        dana.expects_nothing()

    @pytest.mark.both_databases
    def test_of_many_is_one_text_a_minute(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        for number in range(4):
            somebody_asks(ringback, f"+44770090030{number}")
            sam.expects("new call-back").replies("{code} DONE SPAM").expects("closed: spam")
        ringback.wait(minutes=1)
        dana.expects("Several enquiries were closed without a logged call, Willow House, the last by Sam C")
        dana.expects_nothing()

    def test_by_a_manager_is_told_to_the_other_managers(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        somebody_asks(ringback)
        sam.expects("new call-back").replies("N").expects("noted")
        dana.expects("new call-back").replies("{code} DONE").expects("closed")
        sam.expects("taken by Dana B")
        ringback.wait(minutes=2)
        dana.expects_nothing()


class TestMachines:
    """A phone that answers each of our texts with the same words, and never tires."""

    def answers(self, ringback: Ringback, phone: Phone, said: str, times: int = 40) -> int:
        """How many answers of ours it gets."""
        before = len(phone.unread())
        for _ in range(times):
            phone.texts(said)
        return len(phone.unread()) - before

    @pytest.mark.parametrize(
        ("said", "most"),
        [
            (DRIVING, 1),
            (ON_LEAVE, 1),
            ("On my way", 3),
            ("", 3),
            ("👍", 3),
            ("LIST", 10),
            ("Y", 10),
            ("HELP", 10),
        ],
    )
    def test_get_few_answers(self, ringback: Ringback, sam: Phone, said: str, most: int) -> None:
        assert self.answers(ringback, sam, said) == most
        sam.ignores_the_rest()

    def test_get_one_more_answer_an_hour(self, ringback: Ringback, sam: Phone) -> None:
        sam.texts(DRIVING).expects("Not understood").texts(DRIVING).expects_nothing()
        ringback.wait(minutes=61)
        sam.texts(DRIVING).expects("Not understood").texts(ON_LEAVE).expects_nothing()

    def test_that_take_what_is_theirs_already_get_no_answer_without_end(
        self, ringback: Ringback, sam: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        assert self.answers(ringback, sam, "{code} Y") == 30
        sam.ignores_the_rest()

    def test_that_answer_by_themselves_do_not_silence_their_owner(
        self, ringback: Ringback, sam: Phone
    ) -> None:
        somebody_asks(ringback)
        sam.expects("new call-back")
        self.answers(ringback, sam, DRIVING)
        self.answers(ringback, sam, "LIST")
        sam.ignores_the_rest().texts("{code} Y").expects("{code} is yours")
        sam.texts("LIST").expects("0 waiting")

    def test_that_text_without_end_are_not_obeyed_and_managers_are_told_once(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        for number in range(125):  # at the door: nothing has to follow from one before the next comes
            note = a_text(f"{sam.code} NOTE again", sid=f"SM{number}", From=sam.number)
            assert post(ringback, TEXTS, note).status_code == 200
        ringback.settle()
        assert len(sam.unread()) < 120
        sam.ignores_the_rest()
        dana.expects("ALARM Willow House: flood by Sam").expects_nothing()


def test_a_person_who_works_may_ask_for_the_list_as_often_as_they_like(
    ringback: Ringback, sam: Phone
) -> None:
    for number in range(12):
        somebody_asks(ringback, f"+4477009003{number:02}")
        sam.expects("new call-back")
        sam.replies("{code} CALLING").expects("yours").replies("{code} DONE").expects("closed")
        ringback.wait(minutes=1)
        sam.texts("LIST").expects("0 waiting")


def test_twenty_that_wait_are_bundled_each_time_they_are_said_again(
    ringback: Ringback, sam: Phone, priya: Phone, dana: Phone
) -> None:
    by_day(ringback)
    tom = hire(ringback, "Robin A", "+447700900250")
    for number in range(20):
        somebody_asks(ringback, f"+4477009003{number:02}")
    for _ in range(5):
        sam.expects("new call-back")
    ringback.wait(seconds=10)
    sam.expects("15 call-backs are waiting, the oldest 0 min").expects_nothing()
    for waited in (3, 6, 9):
        ringback.wait(minutes=3)
        for _ in range(5):
            sam.expects(f"{{code}} has waited {waited} min")
        sam.expects(f"15 call-backs are waiting, the oldest {waited} min").expects_nothing()
    for phone in (priya, dana, tom):
        phone.ignores_the_rest()
