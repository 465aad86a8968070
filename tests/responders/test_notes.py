"""RISK and NOTE, and REOPEN of what was closed."""

import pytest
from sqlalchemy import text

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import sam_has_one, somebody_asks, what_happened


def test_risk_pages_the_managers_and_leaves_it_with_its_holder(
    ringback: Ringback, sam: Phone, dana: Phone, priya: Phone
) -> None:
    sam_has_one(ringback, sam)
    sam.replies("RISK").expects("{code} noted.")
    dana.expects("{code} URGENT possible risk, Willow House")
    priya.expects_nothing()
    assert ringback.enquiry().urgent
    sam.replies("DONE").expects("closed")


@pytest.mark.parametrize("said", ["{code} RISK she has taken pills", "RISK she has taken pills"])
def test_risk_with_more_words_pages_the_managers_and_keeps_them(
    ringback: Ringback, sam: Phone, dana: Phone, said: str
) -> None:
    sam_has_one(ringback, sam)
    sam.replies(said).expects("{code} noted.")
    dana.expects("{code} URGENT possible risk, Willow House")
    [note] = what_happened(ringback, EventKind.NOTED)
    assert note.words == said.replace("{code}", sam.code)


def test_risk_of_what_nobody_has_asks_everybody_on_call_anew(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("{code} RISK").expects("{code} noted.").expects("{code} URGENT")
    dana.expects("{code} URGENT possible risk").replies("y").expects("{code} is yours")
    sam.expects("taken by Dana B")


def test_risk_after_closing_is_heard_and_is_somebodys(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("DONE").expects("closed")
    sam.replies("{code} RISK").expects("{code} noted.")
    dana.expects(f"{sam.code} ALARM Willow House: RISK")
    dana.expects("{code} URGENT possible risk")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


def test_a_note_is_kept_as_written_and_sealed(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("{code} NOTE: Ring Zoë's mum first 👍 (after 6)").expects("{code} noted.")
    [entry] = what_happened(ringback, EventKind.NOTED)
    assert entry.words == "Ring Zoë's mum first 👍 (after 6)"
    with ringback.session() as session:
        [sealed] = session.scalars(text("SELECT words FROM timeline WHERE words IS NOT NULL")).all()
    assert b"mum" not in bytes(sealed)


def test_a_note_may_follow_the_closing(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("DONE BOOKED").expects("closed")
    sam.replies("NOTE comes on Monday").expects("{code} noted.")
    assert what_happened(ringback, EventKind.NOTED)[0].words == "comes on Monday"


def test_reopen_gives_it_back_to_whoever_undoes_the_closing(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    sam_has_one(ringback, sam)
    link = sam.link
    sam.replies("DONE").expects("{code} closed")
    ringback.wait(hours=71, minutes=59)
    dana.expects("{code} was closed by Sam C without a logged call")
    sam.replies("reopen").expects("{code} is yours")
    assert sam.link != link
    sam.replies("DONE").expects("{code} closed")
    dana.replies(f"{sam.code} REOPEN").expects("{code} is yours")


def test_reopen_is_too_late_after_72_hours(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("CALLING").expects("noted").replies("DONE").expects("{code} closed")
    ringback.wait(hours=72)
    sam.replies("{code} REOPEN").expects("{code} is not open")
    sam.replies("REOPEN").expects("Not understood")
    assert ringback.enquiry().state is EnquiryState.CLOSED


def test_whoever_asked_for_no_calls_is_not_reopened(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    sam_has_one(ringback, sam)
    the_enquirer.texts("STOP").expects("We won't text or call you again")
    sam.expects("{code} asked for no call and no texts. Please do not call them.")
    sam.replies("{code} REOPEN").expects("{code} is not open")
    assert ringback.enquiry().state is EnquiryState.CLOSED


def test_reopen_of_what_another_has_names_them(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    dana.replies(f"{sam.code} REOPEN").expects("{code} has been with Sam C since 02:14")


def test_somebody_who_writes_again_comes_to_the_last_holder_first(
    ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("n").expects("noted")
    dana.expects("new call-back").replies("DONE").expects("{code} closed")
    sam.expects("taken by Dana B")
    the_enquirer.texts("Can you ring once more? I forgot something").expects("You did the right thing")
    dana.expects("{code} wrote again after it was closed, Willow House").replies("y").expects(
        "{code} is yours"
    )
    sam.expects_nothing()
