"""Reactions and automatic replies: they open nothing again, answer nothing, and are not answered."""

import pytest

from enquiries.lifecycle.states import EnquiryState, Outcome
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback

DRIVING = "I'm driving right now. I'll see your message when I get where I'm going."
A_MACHINE_WE_DO_NOT_KNOW = "Hello from Acme Widgets. Our shop opens on weekdays from nine to five."


@pytest.mark.parametrize(
    "text",
    [
        "Liked “Thank you. If you miss our call, may we leave a voicemail or text you?”",
        "👍 to “You did the right thing.”",
        "Reacted ❤️ to “You did the right thing.”",
        "Emphasised “You did the right thing.”",
        "Removed a like from “You did the right thing.”",
        "Liked an image",
        "A aimé « You did the right thing. »",
        "Le gustó “You did the right thing.”",
        DRIVING,
        "Automatic reply: I am away until Monday.",
        "This number does not accept replies",
    ],
)
class TestWhatNoPersonWrote:
    def test_opens_nothing_again(
        self, ringback: Ringback, taken: str, the_enquirer: Phone, sam: Phone, text: str
    ) -> None:
        sam.replies("{code} DONE BOOKED").expects("{code} closed: booked")
        the_enquirer.texts(text).expects_nothing()
        sam.expects_nothing()
        assert ringback.enquiry().state is EnquiryState.CLOSED
        assert text in records.words_of(ringback, ringback.enquiry())

    def test_answers_no_question(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str
    ) -> None:
        the_enquirer.texts("FAMILY").expects("You did the right thing")
        sam.expects("new call-back")
        ringback.wait(seconds=4)
        the_enquirer.expects("may we leave a voicemail or text you?").texts(text).expects_nothing()
        sam.expects_nothing()
        the_enquirer.texts("BOTH")
        assert ringback.enquiry().voicemail.value == "yes"


def test_from_a_stranger_it_is_an_enquiry_all_the_same(the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts(DRIVING).expects("You did the right thing")
    sam.expects("new call-back")


@pytest.mark.parametrize(
    "text",
    [
        "Loved “Please do not stop suddenly on your own, it can be dangerous. Fits or seeing things: call "
        "999. Advice: NHS 111. A person will call you.”",
        "Gefällt „If life is at risk call 999 now, do not wait for us. To talk: Samaritans 116 123 or text "
        "SHOUT to 85258, free, 24/7. NHS 111 option 2. We will call you.“",
    ],
)
def test_what_we_wrote_ourselves_is_no_danger(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts(text).expects_nothing()
    assert not ringback.enquiry().urgent


def test_in_a_language_that_we_do_not_know_a_quotation_of_us_is_a_reaction(
    ringback: Ringback, taken: str, the_enquirer: Phone, sam: Phone
) -> None:
    ours = "Thank you. If you miss our call, may we leave a voicemail or text you?"
    the_enquirer.texts(f"Tykkäsi viestistä “{ours}”").expects_nothing()
    sam.expects_nothing()
    the_enquirer.texts(f"what is “{ours}”").expects("Good question. A person will answer it")
    sam.expects("{code} wrote again")


def test_what_they_wrote_themselves_is(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    the_enquirer.texts("Emphasised “i took all my pills”").expects("Call 999 now")
    sam.expects("URGENT")
    dana.expects("URGENT")


def test_a_refusal_of_a_call_matters_while_a_call_is_to_come(
    ringback: Ringback, taken: str, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("Sorry, I can't talk right now.").ignores_the_rest()
    sam.expects("{code} wrote again").replies("{code} DONE INFO").expects("closed: info")
    the_enquirer.texts("Sorry, I can't talk right now.").expects_nothing()
    assert ringback.enquiry().state is EnquiryState.CLOSED


@pytest.mark.parametrize("reply", [DRIVING, "Out of office until Monday. For sales call 020 7946 0000."])
def test_a_machine_gets_the_texts_of_five_tries_and_no_more(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, reply: str
) -> None:
    got = answered_by_a_machine(ringback, the_enquirer, sam, reply)
    assert len(got) == 6, got  # the first answer, four tries to come, the last
    assert ringback.enquiry().outcome is Outcome.NOT_REACHED


def test_a_machine_that_we_do_not_know_gives_itself_away(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    got = answered_by_a_machine(ringback, the_enquirer, sam, A_MACHINE_WE_DO_NOT_KNOW)
    assert len(got) <= 9, got  # as many, and three answers at most
    assert ringback.enquiry().outcome is Outcome.NOT_REACHED


def answered_by_a_machine(ringback: Ringback, machine: Phone, sam: Phone, reply: str) -> list[str]:
    """Whatever is texted there, this comes back seconds later; Sam rings in vain as often as he is asked.

    Returns what was texted there in a week.
    """
    got: list[str] = []
    machine.texts("HELP")
    for _ in range(12):
        while news := machine.unread():
            got += news
            machine.ignores_the_rest()
            ringback.wait(seconds=3)
            machine.texts(reply)
        enquiry = ringback.enquiry()
        if enquiry.state is EnquiryState.CLOSED:
            ringback.wait(hours=24)
        else:
            ringback.wait(seconds=max(0, (enquiry.due_at - ringback.now).total_seconds()))
            sam.ignores_the_rest().texts(f"{enquiry.code} NOANS").ignores_the_rest()
    everybody_else_is_not_what_this_is_about(ringback)
    return got


def everybody_else_is_not_what_this_is_about(ringback: Ringback) -> None:
    for message in ringback.twilio.exchange.log.all():
        if message.direction != "inbound":
            ringback.phone(message.to).ignores_the_rest()
