"""What came of a call: CALLING, DONE and its outcomes, WRONG."""

import pytest

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState, Outcome
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import sam_has_one, somebody_asks, what_happened


def test_done_closes_with_each_outcome(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    for said, outcome in (
        ("DONE", Outcome.REACHED),
        ("done booked", Outcome.BOOKED),
        ("{code} Done: info", Outcome.INFO),
        ("DONE {code} thinking", Outcome.THINKING),
        ("done referred thanks", Outcome.REFERRED),
        ("{code} DONE DECLINED", Outcome.DECLINED),
        ("{code} DONE SPAM ADVERT", Outcome.SPAM),
        ("{code} wrong number", Outcome.WRONG_NUMBER),
    ):
        sam.replies(said).expects("{code} closed: " + outcome.replace("_", " "))
        assert ringback.enquiry().outcome is outcome
        sam.replies("{code} REOPEN").expects("{code} is yours")


def test_of_a_call_that_nobody_made_nothing_is_said(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=3)
    sam.replies("{code} WRONG").expects("{code} closed: wrong number. No call was logged. Wrong?")
    ringback.wait(minutes=1)
    dana.expects("{code} was closed by Sam C without a logged call, Willow House: wrong number")


def test_managers_hear_of_spam_that_was_not_called(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=3)
    sam.replies("{code} SPAM ADVERT").expects("{code} closed: spam (an advert)")
    ringback.wait(minutes=1)
    dana.expects("{code} was closed by Sam C without a logged call, Willow House: spam")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("{code} DONE she booked", Outcome.BOOKED),
        ("{code} Done - spoke for an hour", Outcome.REACHED),
        ("{code} wrong number sorry", Outcome.WRONG_NUMBER),
    ],
)
def test_more_words_beside_the_code_are_kept_as_a_note(
    ringback: Ringback, sam: Phone, said: str, outcome: Outcome
) -> None:
    sam_has_one(ringback, sam)
    sam.replies(said).expects("{code} closed: " + outcome.replace("_", " "))
    assert ringback.enquiry().outcome is outcome
    [note] = what_happened(ringback, EventKind.NOTED)
    assert note.words == said.replace("{code}", sam.code)


def test_an_unknown_outcome_closes_nothing(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    sam.replies("DONE DANCING").expects("Not understood")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


@pytest.mark.parametrize("said", ["WRONG", "wrong number", "DONE SPAM", "SPAM", "SPAM ADVERT", "DONE TEST"])
def test_harmful_words_need_the_code(ringback: Ringback, sam: Phone, said: str) -> None:
    sam_has_one(ringback, sam)
    code = sam.code
    sam.replies(said).expects(f"1 are open: {code}", "Reply with the code first")
    assert ringback.enquiry().state is EnquiryState.CLAIMED


def test_done_from_somebody_who_had_not_taken_it_takes_and_closes_it(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back")
    ringback.wait(minutes=2)
    dana.expects("new call-back").replies("done booked").expects("{code} closed: booked. No call was logged.")
    sam.expects("{code} was taken by Dana B")
    enquiry = ringback.enquiry()
    assert enquiry.first_call_at == enquiry.claimed_at == ringback.now
    assert len(what_happened(ringback, EventKind.CALL_REPORTED)) == 1


def test_what_another_holds_cannot_be_closed(ringback: Ringback, sam: Phone, dana: Phone) -> None:
    sam_has_one(ringback, sam)
    code = sam.code
    for said in ("DONE", "NOANS", "VM", "WRONG", "CALLING", "LATER 6PM"):
        dana.replies(f"{code} {said}").expects("{code} has been with Sam C since 02:14", "TAKE OVER")
    assert ringback.enquiry().holder_id is not None


def test_calling_is_the_first_call_whenever_it_ends(ringback: Ringback, sam: Phone) -> None:
    sam_has_one(ringback, sam)
    ringback.wait(minutes=1)
    sam.replies("calling").expects("{code} noted.")
    called_at = ringback.now
    ringback.wait(minutes=25)
    sam.replies("DONE").expects("{code} closed: reached. First call after 1 min. Wrong? Reply {code} REOPEN")
    enquiry = ringback.enquiry()
    assert (enquiry.first_call_at, enquiry.reached_at) == (called_at, ringback.now)
    assert what_happened(ringback, EventKind.CALL_REPORTED) == []


def test_calling_takes_what_nobody_has(ringback: Ringback, sam: Phone) -> None:
    somebody_asks(ringback)
    sam.expects("new call-back").replies("CALLING").expects("{code} is yours")
    ringback.wait(minutes=30)
    sam.expects_nothing()


def test_after_a_dial_the_result_is_wanted_each_hour_and_managers_hear_at_the_third(
    ringback: Ringback, sam: Phone, dana: Phone
) -> None:
    sam_has_one(ringback, sam)
    sam.replies("CALLING").expects("noted")
    for _ in range(2):
        ringback.wait(minutes=59)
        sam.expects_nothing()
        ringback.wait(minutes=1)
        sam.expects("{code} is yours", "DONE, NOANS")
    dana.expects_nothing()
    ringback.wait(hours=1)
    sam.expects("{code} is yours")
    dana.expects(f"{sam.code} ALARM Willow House: no result")
    sam.replies("DONE").expects("closed")
    ringback.wait(hours=2)
    sam.expects_nothing()
