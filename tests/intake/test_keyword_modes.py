"""Who answers HELP and STOP on a number: we, or Twilio. Nobody is answered twice, and nobody not at all."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from enquiries.core.enums import KeywordMode
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import Outcome
from enquiries.organisation.models import Number
from enquiries.simulator import keywords
from enquiries.simulator.numbers import Number as TwilioNumber
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback

OUR_WELCOME_AT_TWILIO = (
    "Thanks for texting. A person will call you. Is it for you or a loved one? ME or OTHER"
)
STOPPED_BY_TWILIO = "You have successfully been unsubscribed"
STOPPED_BY_US = "We won't text or call you again"

Switch = Callable[[KeywordMode], None]


@pytest.fixture
def the_short_code_is(ringback: Ringback) -> Iterator[Switch]:
    """Switches 83222 to a mode, in our database and at Twilio."""

    def switch(mode: KeywordMode) -> None:
        ringback.twilio.exchange.numbers.declare(
            TwilioNumber("83222", keywords.KeywordMode(mode), help_text=OUR_WELCOME_AT_TWILIO)
        )
        with ringback.session() as session:
            session.scalars(select(Number).where(Number.number == "83222")).one().keyword_mode = mode
            session.commit()

    yield switch
    ringback.twilio.exchange.numbers.declare(TwilioNumber("83222"))


ANSWERED_BY_TWILIO = pytest.mark.parametrize("mode", [KeywordMode.ADVANCED_OPT_OUT, KeywordMode.DEFAULT])


def test_on_a_short_code_of_our_own_we_answer(
    the_short_code_is: Switch, the_enquirer: Phone, sam: Phone
) -> None:
    the_short_code_is(KeywordMode.APP)
    the_enquirer.texts("HELP").expects("usually within 15 min").expects_nothing()
    sam.expects("new call-back")
    the_enquirer.texts("STOP").expects(STOPPED_BY_US).expects_nothing()
    sam.expects("asked for no call")


@ANSWERED_BY_TWILIO
def test_help_is_an_enquiry_and_answered_once(
    ringback: Ringback, the_short_code_is: Switch, the_enquirer: Phone, sam: Phone, mode: KeywordMode
) -> None:
    the_short_code_is(mode)
    the_enquirer.texts("HELP").expects(OUR_WELCOME_AT_TWILIO).expects_nothing()
    sam.expects("new call-back")
    the_enquirer.texts("ME").expects("may we leave a voicemail")
    assert ringback.enquiry().acknowledged_at == ringback.enquiry().received_at


@ANSWERED_BY_TWILIO
def test_what_twilio_does_not_answer_we_do(
    the_short_code_is: Switch, the_enquirer: Phone, sam: Phone, mode: KeywordMode
) -> None:
    the_short_code_is(mode)
    the_enquirer.texts("Help!").expects("usually within 15 min").expects_nothing()
    sam.expects("new call-back")


@ANSWERED_BY_TWILIO
def test_stop_is_confirmed_once(
    ringback: Ringback, the_short_code_is: Switch, the_enquirer: Phone, sam: Phone, mode: KeywordMode
) -> None:
    the_short_code_is(mode)
    the_enquirer.texts("I need to talk").expects("usually within 15 min")
    sam.expects("new call-back")
    the_enquirer.texts("STOP").expects(STOPPED_BY_TWILIO).expects_nothing()
    sam.expects("asked for no call")
    assert ringback.enquiry().outcome is Outcome.OPTED_OUT


@ANSWERED_BY_TWILIO
def test_a_stranger_who_writes_quit_is_stopped_by_twilio_and_rung_by_us(
    the_short_code_is: Switch, the_enquirer: Phone, sam: Phone, mode: KeywordMode
) -> None:
    the_short_code_is(mode)
    the_enquirer.texts("QUIT").expects(STOPPED_BY_TWILIO).expects_nothing()
    sam.expects("new call-back")


def test_a_word_that_only_twilio_knows_as_stop_is_one(
    ringback: Ringback, the_short_code_is: Switch, the_enquirer: Phone, sam: Phone
) -> None:
    the_short_code_is(KeywordMode.ADVANCED_OPT_OUT)
    the_enquirer.texts("I need to talk").expects("usually within 15 min")
    sam.expects("new call-back")
    the_enquirer.texts("arrêt", OptOutType="STOP").expects_nothing()
    sam.expects("asked for no call")


def test_yes_to_our_question_is_an_answer_though_twilio_takes_it_for_start(
    ringback: Ringback, the_short_code_is: Switch, the_enquirer: Phone, sam: Phone
) -> None:
    the_short_code_is(KeywordMode.ADVANCED_OPT_OUT)
    the_enquirer.texts("help for my mum").expects("usually within 15 min")
    sam.expects("new call-back")
    ringback.wait(seconds=3)
    the_enquirer.expects("may we leave a voicemail")
    the_enquirer.texts("yes").expects("successfully been re-subscribed").expects_nothing()
    assert ringback.enquiry().voicemail == "yes"
    assert records.happened(ringback, EventKind.OPTED_IN) == []
