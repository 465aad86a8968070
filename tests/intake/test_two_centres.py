"""One person, one short code, two centres: where a text belongs when it could belong to either."""

import pytest
from sqlalchemy import select

from enquiries.core.enums import About
from enquiries.organisation.models import Centre, Keyword, Number
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON

pytestmark = pytest.mark.usefixtures("ten_in_the_morning")


@pytest.fixture(autouse=True)
def the_day_programme_has_a_word(ringback: Ringback) -> None:
    """DAY on the short code of Willow House goes to Willow London."""
    with ringback.session() as session:
        session.add(
            Keyword(
                word="DAY",
                number=session.scalars(select(Number).where(Number.number == "83222")).one(),
                centre=session.scalars(select(Centre).where(Centre.slug == "willow-london")).one(),
                source="bus stop",
                about=About.UNKNOWN,
            )
        )
        session.commit()


def test_the_word_decides_between_centres_on_one_number(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    the_enquirer.texts("day programme please").expects("within 30 min")
    priya.expects("new call-back, Willow London")
    sam.expects_nothing()
    assert ringback.enquiry().source == "bus stop"


def test_an_answer_goes_to_the_centre_that_asked(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    the_enquirer.texts("DAY").expects("ME or OTHER")
    priya.expects("new call-back, Willow London")
    the_enquirer.texts("ME").expects("may we leave a voicemail")
    sam.expects_nothing()
    assert ringback.enquiry().about is About.SELF


def test_another_word_asks_another_centre_and_answers_go_to_the_later(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    the_enquirer.texts("FAMILY").expects("within 15 min")
    sam.expects("new call-back, Willow House, for OTHER")
    ringback.wait(seconds=3)
    the_enquirer.expects("may we leave a voicemail")
    the_enquirer.texts("DAY").expects("within 30 min", "ME or OTHER")
    priya.expects("new call-back, Willow London, for UNKNOWN")
    the_enquirer.texts("ME").expects("A person reads every text")  # after three answers
    house, london = records.enquiries(ringback)
    assert (house.about, london.about) == (About.OTHER, About.SELF)


def test_a_keyword_with_more_words_stays_in_the_conversation(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    the_enquirer.texts("HELP").expects("within 15 min")
    sam.expects("new call-back")
    the_enquirer.texts("day after day it gets worse").expects("we've got your message")
    assert len(records.enquiries(ringback)) == 1


def test_each_number_has_its_own_conversation(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone
) -> None:
    the_enquirer.texts("HELP").expects("within 15 min")
    sam.expects("new call-back, Willow House")
    ringback.text(the_enquirer.number, WILLOW_LONDON, "HELP")
    the_enquirer.expects("within 30 min")
    priya.expects("new call-back, Willow London")
    the_enquirer.texts("ME").expects("may we leave a voicemail")
    ringback.text(the_enquirer.number, WILLOW_LONDON, "my brother")
    the_enquirer.expects("A person reads every text")  # after three answers
    house, london = records.enquiries(ringback)
    assert (house.about, london.about) == (About.SELF, About.OTHER)


def test_neither_centre_learns_of_the_other(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, priya: Phone, leila: Phone
) -> None:
    the_enquirer.texts("HELP").expects("within 15 min")
    sam.expects("new call-back, Willow House").replies("{code} Y").expects("{code} is yours")
    ringback.text(the_enquirer.number, WILLOW_LONDON, "it is about my husband, he drinks")
    the_enquirer.expects("within 30 min")
    priya.expects("new call-back, Willow London")
    sam.expects_nothing()
    house, london = records.enquiries(ringback)
    assert records.words_of(ringback, house) == ["HELP"]
    assert london.code != house.code
    leila.texts(f"{house.code} Y").expects(f"{house.code} is not open")
