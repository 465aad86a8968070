"""Nobody answered: NOANS and VM, the cadence of tries, LATER, and the voicemail that was not wanted."""

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState, Outcome
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day, sam_has_one, somebody_asks, what_happened


def all_tries_fail(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    """Sam rings five times, when it is time, and nobody answers."""
    by_day(ringback)
    sam_has_one(ringback, sam)
    for said, result, next_try, away in (
        ("NOANS", "no answer", "at 10:30am today", {"minutes": 30}),
        ("{code} no answer", "no answer", "at 12:30pm today", {"hours": 2}),
        ("vm", "voicemail", "tomorrow 8am", {"hours": 19, "minutes": 30}),
        ("voicemail {code}", "voicemail", "tomorrow 12pm", {"hours": 28}),
    ):
        sam.replies(said).expects(f"{{code}} noted: {result}. Next try {next_try}.")
        the_enquirer.expects(f"Sorry we missed you. We'll try again {next_try}.", "STOP to end")
        assert ringback.enquiry().state is EnquiryState.OPEN
        ringback.wait(**away)
        sam.expects("{code} new call-back", "Call now").replies("Y").expects("{code} is yours")
    sam.replies("CALLING").expects("noted").replies("NOANS").expects("{code} closed: not reached")
    the_enquirer.expects("We've tried to reach you a few times and won't try again.")


def test_five_tries_and_never_again(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    all_tries_fail(ringback, the_enquirer, sam)
    assert (ringback.enquiry().outcome, ringback.enquiry().attempts) == (Outcome.NOT_REACHED, 5)
    ringback.wait(days=3)
    the_enquirer.expects_nothing()


def test_whoever_asks_again_after_the_last_try_gets_as_many_anew(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    all_tries_fail(ringback, the_enquirer, sam)
    the_enquirer.texts("CALL").expects("You did the right thing")
    sam.expects("{code} wrote again after it was closed").replies("NOANS").expects("{code} noted: no answer")
    the_enquirer.expects("Sorry we missed you. We'll try again at 12:30pm today.")
    assert ringback.enquiry().attempts == 6


def test_whoever_wants_no_texts_gets_none_of_these(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER").replies("ME").expects("voicemail or text you")
    the_enquirer.replies("VOICE").ignores_the_rest()
    sam.expects("new call-back").replies("NOANS").expects("{code} noted: no answer")
    the_enquirer.expects_nothing()


def test_a_voicemail_that_was_not_wanted_is_asked_about(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER").replies("ME").expects("voicemail or text you")
    the_enquirer.replies("NO").ignores_the_rest()
    sam.expects("new call-back")
    for answer, left in (("{code} YES", True), ("{code} no", False)):
        sam.replies("{code} Y").expects("{code} is yours. Voicemail NO")
        sam.replies("VM").expects("{code} noted. They wanted no voicemail. Was one left?")
        sam.replies(answer).expects("{code} noted.")
        assert what_happened(ringback, EventKind.VOICEMAIL_LEFT)[-1].detail == {"left": left, "wanted": False}
        assert ringback.enquiry().state is EnquiryState.OPEN
    the_enquirer.expects_nothing()


def test_yes_takes_the_next_try_when_the_question_was_never_answered(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("ME or OTHER").replies("ME").expects("voicemail or text you")
    the_enquirer.replies("NO").ignores_the_rest()
    sam.expects("new call-back").replies("VM").expects("Was one left?")
    ringback.wait(minutes=30)
    sam.expects("new call-back", "Voicemail NO").replies("{code} YES").expects("{code} is yours")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("LATER 6PM", "at 6pm today"),
        ("{code} later tomorrow 10am", "tomorrow 10am"),
        ("later {code} 30m", "at 10:30am today"),
        ("LATER 1830", "at 6:30pm today"),
        ("LATER fri afternoon", "Fri 16 Jan 2pm"),
    ],
)
def test_later_says_when_it_comes_back(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, said: str, when: str
) -> None:
    by_day(ringback)
    sam_has_one(ringback, sam)
    sam.replies(said).expects(f"{{code}} noted: later. Next try {when}.")
    the_enquirer.expects(f"We'll call you {when}.")
    assert ringback.enquiry().state is EnquiryState.OPEN


def test_later_without_a_time_changes_nothing(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("LATER").expects("{code}: until when? Reply like {code} LATER 6PM")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


def test_when_it_is_due_the_last_holder_is_asked_first_and_then_the_ladder(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    by_day(ringback)
    somebody_asks(ringback)
    sam.expects("new call-back")
    ringback.wait(seconds=90)
    priya.expects("new call-back").replies("Y").expects("{code} is yours")
    sam.expects("taken by Priya S")
    priya.replies("LATER 30M").expects("{code} noted: later")
    the_enquirer.expects("We'll call you at 10:31am today")
    ringback.wait(minutes=30)
    priya.expects("{code} new call-back")
    sam.expects_nothing()
    ringback.wait(seconds=90)
    sam.expects("{code} new call-back").replies("y").expects("{code} is yours")
    priya.expects("{code} was taken by Sam C")


def test_a_last_holder_who_went_off_call_is_not_asked_first(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    by_day(ringback)
    somebody_asks(ringback)
    sam.expects("new call-back").replies("N").expects("noted")
    priya.expects("new call-back").replies("LATER 9PM").expects("{code} noted: later. Next try at 9pm today")
    sam.expects("was put off by Priya S. Next try at 9pm today")
    the_enquirer.expects("We'll call you at 9pm today")
    ringback.wait(hours=11)
    sam.expects("{code} new call-back")
    priya.expects_nothing()


def test_a_time_at_which_nobody_is_there_is_said_as_the_opening_after_it(
    ringback: Ringback, the_londoner: Phone, priya: Phone
) -> None:
    by_day(ringback)
    the_londoner.texts("HELP").ignores_the_rest()
    priya.expects("new call-back, Willow London").replies("LATER TOMORROW 3AM")
    priya.expects("{code} noted: later. Next try tomorrow 8am.")
    the_londoner.expects("We'll call you tomorrow 8am")
    ringback.wait(hours=22)
    priya.expects("new call-back, Willow London", "Call now")
