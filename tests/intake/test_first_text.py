"""The first text of somebody: whatever it says, a person is alerted and the sender reads a welcome."""

from datetime import datetime

import pytest

from enquiries.core.enums import About
from enquiries.lifecycle import timeline
from enquiries.organisation.models import Shift
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import LONDON, Ringback

pytestmark = pytest.mark.both_databases


def test_a_keyword_brings_a_call(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("A person will call you, usually within 15 min", "ME or OTHER")
    sam.expects("{code} new call-back, Willow House, for UNKNOWN. Call now. Voicemail ASK.")
    assert ringback.enquiry().source == "website"


@pytest.mark.parametrize("text", ["  Help!  ", "“HELP”", "help me please", "HELP,please. i am scared"])
def test_a_keyword_counts_however_it_is_typed(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str
) -> None:
    the_enquirer.texts(text).expects("You did the right thing")
    sam.expects("new call-back")
    assert ringback.enquiry().source == "website"


def test_each_poster_has_its_own_word(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("rehab").expects("You did the right thing")
    sam.expects("new call-back")
    assert ringback.enquiry().source == "poster"


@pytest.mark.parametrize("text", ["I saw your poster", "helpful", "?"])
def test_a_stranger_without_a_keyword_is_called_just_the_same(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str
) -> None:
    the_enquirer.texts(text).expects("You did the right thing", "ME or OTHER")
    sam.expects("new call-back, Willow House")
    assert ringback.enquiry().source == ""
    assert records.words_of(ringback, ringback.enquiry()) == [text]


def test_a_picture_without_words_is_a_cry_for_help_too(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("", NumMedia="1", MediaUrl0="https://example.org/picture").expects(
        "we have what you sent, and a person will see it"
    )
    sam.expects("new call-back")


def test_a_keyword_for_families_asks_no_needless_question(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("FAMILY").expects("Reply LATER for another time")
    sam.expects("for OTHER")
    the_enquirer.expects_nothing()
    ringback.wait(seconds=3)
    the_enquirer.expects("may we leave a voicemail or text you? Reply BOTH, VOICE, TEXT or NO")
    the_enquirer.texts("voice")
    assert ringback.enquiry().voicemail == "yes"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Help for my son please", About.OTHER),
        ("I am an alcoholic", About.SELF),
    ],
)
def test_a_text_that_says_for_whom_is_believed(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, text: str, about: About
) -> None:
    the_enquirer.texts(text).expects("usually within 15 min. Reply LATER")
    sam.expects(f"for {about.upper()}")
    ringback.wait(seconds=3)
    the_enquirer.expects("may we leave a voicemail")
    assert ringback.enquiry().about is about


def test_a_closed_centre_says_when_it_opens(ringback: Ringback, the_londoner: Phone, priya: Phone) -> None:
    the_londoner.texts("HELP").expects("We open at 8am today and will call you", "ME or OTHER")
    the_londoner.texts("me").expects("voicemail")
    ringback.wait(hours=5, minutes=45)
    priya.expects_nothing()
    ringback.wait(minutes=1)
    priya.expects("{code} new call-back, Willow London, for SELF. Call now")


def test_a_closed_centre_does_not_ask_what_it_knows(ringback: Ringback, the_londoner: Phone) -> None:
    the_londoner.texts("help for my wife").expects("We open at 8am today", "Reply LATER for another time")
    ringback.wait(seconds=3)
    the_londoner.expects("may we leave a voicemail")


def test_late_on_saturday_the_centre_opens_on_monday(ringback: Ringback, the_londoner: Phone) -> None:
    ringback.move_to(datetime(2026, 1, 17, 17, 30, tzinfo=LONDON))
    the_londoner.texts("HELP").expects("We open at 8am Mon and will call you")


@pytest.mark.usefixtures("ten_in_the_morning")
def test_an_open_centre_with_nobody_on_call_promises_no_minutes(
    ringback: Ringback, the_londoner: Phone, leila: Phone
) -> None:
    _nobody_is_on_call(ringback)
    the_londoner.texts("HELP").expects("You did the right thing. A person will call you. Is it for you")
    leila.expects("{code} is waiting at Willow London and no one is on call")


@pytest.mark.usefixtures("ten_in_the_morning")
def test_with_nobody_on_call_what_is_known_is_not_asked(
    ringback: Ringback, the_londoner: Phone, leila: Phone
) -> None:
    _nobody_is_on_call(ringback)
    the_londoner.texts("help for my dad").expects("a person will call you. Reply LATER")
    leila.expects("no one is on call")
    ringback.wait(seconds=3)
    the_londoner.expects("may we leave a voicemail")


@pytest.mark.usefixtures("ten_in_the_morning")
def test_a_centre_that_is_open_promises_its_own_minutes(
    ringback: Ringback, the_londoner: Phone, priya: Phone
) -> None:
    the_londoner.texts("HELP").expects("usually within 30 min")
    priya.expects("new call-back, Willow London")


def test_a_first_text_that_names_a_time_is_booked(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("please call me tomorrow at 10am").expects("Booked: we'll call you tomorrow 10am")
    sam.expects_nothing()
    ringback.wait(hours=31, minutes=46)
    sam.expects("{code} new call-back")


def test_the_timeline_tells_the_story(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    with ringback.session() as session:
        story = [entry.what for entry in timeline.entries(session, ringback.enquiry())]
    assert story[:3] == ["received", "wrote", "alerting"]
    assert sorted(story[3:]) == ["alert_delivered", "alerted", "texted"]


def _nobody_is_on_call(ringback: Ringback) -> None:
    with ringback.session() as session:
        session.query(Shift).delete()
        session.commit()
