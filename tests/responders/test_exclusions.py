"""SPAM, DUPLICATE and TEST leave the figures with a reason, and that reason is borne out by the timeline."""

from urllib.parse import urlsplit

import pytest

from enquiries.core.enums import Role
from enquiries.dates.period import Period
from enquiries.lifecycle import timeline
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.exclusions import ExclusionReason, reason_by_timeline
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.organisation import centres
from enquiries.reporting.figures import figures as figures_of
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import hire, sam_has_one, what_happened
from tests.web.desk import Desk
from tests.web.visitor import Visitor

pytestmark = pytest.mark.both_databases


def left_out(ringback: Ringback) -> ExclusionReason | None:
    """Why the one enquiry is left out: by its column, which the timeline bears out and the figures go by."""
    with ringback.session() as session:
        enquiry = ringback.enquiry()
        entries = timeline.entries(session, session.merge(enquiry))
        assert enquiry.excluded_reason is reason_by_timeline(entries)
        every = centres.all_centres(session)
        together = figures_of(session, ringback.now, Period(), every).together
        counts = enquiry.excluded_reason is None
        assert together.left_out == (0 if counts else 1)
        assert (together.calls + together.not_due > 0) is counts
        return enquiry.excluded_reason


def words_of_closing(ringback: Ringback) -> str | None:
    return what_happened(ringback, EventKind.CLOSED)[-1].words


class TestByText:
    def test_without_a_reason_it_counts_until_there_is_one(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        ringback.wait(minutes=4)
        sam.replies("{code} SPAM").expects(
            "{code} closed: spam. It counts as not called until you say why",
            "reply {code} SPAM ADVERT, ABUSE or NO REQUEST, or your words",
        )
        assert left_out(ringback) is None
        sam.replies("{code} SPAM ADVERT").expects(
            "{code} closed: spam (an advert). It's left out of the response times, and managers see that."
        )
        assert left_out(ringback) is ExclusionReason.ADVERT
        assert ringback.enquiry().outcome is Outcome.SPAM
        dana.ignores_the_rest()

    @pytest.mark.parametrize(
        ("said", "outcome", "reason", "words"),
        [
            ("{code} SPAM ADVERT", Outcome.SPAM, ExclusionReason.ADVERT, None),
            ("{code} DONE SPAM abuse", Outcome.SPAM, ExclusionReason.ABUSE, None),
            ("{code} spam no request for help", Outcome.SPAM, ExclusionReason.NO_REQUEST, None),
            ("{code} spam sells us roofs", Outcome.SPAM, ExclusionReason.OTHER, "sells us roofs"),
            ("{code} duplicate same person", Outcome.DUPLICATE, ExclusionReason.SAME_PERSON, None),
            ("DONE {code} TEST ours", Outcome.TEST, ExclusionReason.OUR_TEST, None),
        ],
    )
    def test_a_reason_may_follow_the_word(
        self,
        ringback: Ringback,
        sam: Phone,
        dana: Phone,
        said: str,
        outcome: Outcome,
        reason: ExclusionReason,
        words: str | None,
    ) -> None:
        sam_has_one(ringback, sam)
        sam.replies(said).expects(f"closed: {outcome} ({reason.sentence})")
        assert (ringback.enquiry().outcome, left_out(ringback)) == (outcome, reason)
        assert words_of_closing(ringback) == words
        dana.ignores_the_rest()

    def test_of_one_that_was_called_nothing_else_is_said(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        sam.replies("{code} CALLING").expects("noted")
        sam.replies("{code} SPAM").expects("closed: spam. It still counts until you say why")
        assert ringback.enquiry().first_call_at is not None

    @pytest.mark.parametrize("said", ["{code} SPAM not sure", "{code} SPAM?", "{code} SPAM i think so"])
    def test_a_guess_closes_nothing(self, ringback: Ringback, sam: Phone, said: str) -> None:
        sam_has_one(ringback, sam)
        sam.replies(said).expects("Not understood")
        assert ringback.enquiry().state is EnquiryState.CLAIMED

    def test_a_test_of_theirs_is_a_call(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        sam_has_one(ringback, sam)
        sam.replies("{code} done test went well").expects("closed: reached")

    def test_only_the_person_who_closed_it_or_a_manager_says_why(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        alex = hire(ringback, "Alex Reed", "+447700900009")
        sam_has_one(ringback, sam)
        sam.replies("{code} SPAM").expects("until you say why")
        alex.texts(f"{sam.code} SPAM ADVERT").expects("is not open")
        assert left_out(ringback) is None
        dana.texts(f"{sam.code} SPAM ABUSE").expects("closed: spam (abuse)")
        assert left_out(ringback) is ExclusionReason.ABUSE
        dana.ignores_the_rest()

    def test_for_three_days(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        sam_has_one(ringback, sam)
        sam.replies("{code} SPAM").expects("until you say why")
        ringback.move_to(ringback.now.replace(day=ringback.now.day + 4))
        sam.replies("{code} SPAM ADVERT").expects("is not open")
        assert left_out(ringback) is None
        dana.ignores_the_rest()

    def test_a_booked_call_is_ended_by_it_when_that_is_confirmed(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        the_enquirer.texts("HELP").texts("LATER 6PM").ignores_the_rest()
        ringback.phone(sam.number).ignores_the_rest()
        code = ringback.enquiry().code
        sam.texts(f"{code} SPAM ADVERT").expects("DONE SPAM ADVERT would end that")
        sam.replies("{code} DONE SPAM ADVERT YES").expects("closed: spam (an advert)")
        dana.ignores_the_rest()


class TestPutBack:
    def test_opening_it_again_lifts_the_exclusion(self, ringback: Ringback, sam: Phone, dana: Phone) -> None:
        sam_has_one(ringback, sam)
        sam.replies("{code} SPAM ADVERT").expects("left out")
        sam.replies("{code} REOPEN").expects("is yours")
        assert left_out(ringback) is None
        assert ringback.enquiry().closed_by_id is None
        dana.ignores_the_rest()

    def test_so_does_the_person_who_writes_again(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        sam.replies("{code} SPAM ADVERT").expects("left out")
        the_enquirer.texts("I really need to talk to someone").ignores_the_rest()
        assert left_out(ringback) is None
        for phone in (sam, dana):
            phone.ignores_the_rest()

    def test_after_a_manager_no_responder_leaves_it_out_again(
        self, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        sam_has_one(ringback, sam)
        sam.replies("{code} SPAM ADVERT").expects("left out")
        counts(ringback, "dana", "she asked for help")
        assert left_out(ringback) is None
        [entry] = what_happened(ringback, EventKind.COUNTED)
        assert entry.words == "she asked for help"
        sam.replies("{code} SPAM ADVERT").expects("It counts all the same: a manager put it back")
        sam.replies("{code} REOPEN").expects("is yours")
        sam.replies("{code} SPAM ADVERT").expects("It counts all the same: a manager put it back")
        assert left_out(ringback) is None
        dana.ignores_the_rest()
        dana.texts(f"{sam.code} SPAM ADVERT").expects("left out of the response times")
        assert left_out(ringback) is ExclusionReason.ADVERT


def counts(ringback: Ringback, who: str, why: str) -> None:
    """They press "Count it after all" on the page of all that were left out."""
    member, enquiry = Desk(ringback, who), ringback.enquiry()
    here = f"/enquiries/{enquiry.reference}"
    answer = member.posts(
        f"/reports/left-out/{enquiry.reference}/count", csrf_token=member.token(here), reason=why, back=here
    )
    assert answer.status_code == 303


class TestOnTheBoard:
    @pytest.fixture
    def desk(self, ringback: Ringback, sam: Phone) -> Desk:
        sam_has_one(ringback, sam)
        return Desk(ringback, "sam")

    def test_a_reason_is_asked_for(self, ringback: Ringback, desk: Desk) -> None:
        refused = desk.does(ringback.enquiry(), "done", outcome="spam")
        assert "Say why: choose a reason" in desk.is_told(refused)
        assert '<option value="spam" selected>' in refused.text
        assert ringback.enquiry().state is EnquiryState.CLAIMED

    def test_another_reason_needs_words(self, ringback: Ringback, desk: Desk) -> None:
        refused = desk.does(ringback.enquiry(), "done", outcome="duplicate", exclusion="other")
        assert "in a few words" in desk.is_told(refused)
        desk.does(
            ringback.enquiry(), "done", outcome="duplicate", exclusion="other", exclusion_words="see 4822"
        )
        assert left_out(ringback) is ExclusionReason.OTHER
        assert words_of_closing(ringback) == "see 4822"

    def test_it_is_closed_with_it_and_says_so(self, ringback: Ringback, desk: Desk) -> None:
        said = desk.is_told(desk.does(ringback.enquiry(), "done", outcome="spam", exclusion="advert"))
        assert said.endswith("is closed: spam. It’s left out of the response times, and managers see that.")
        page = desk.page(ringback.enquiry())
        assert "Left out of the response times: an advert" in page
        assert "Closed: spam, left out of the figures: an advert" in page
        assert "Count it after all" not in page

    @pytest.mark.parametrize("reason", ["unknown", "not_them", "made up"])
    def test_no_reason_of_ours_can_be_chosen(self, ringback: Ringback, desk: Desk, reason: str) -> None:
        assert desk.does(ringback.enquiry(), "done", outcome="spam", exclusion=reason).status_code == 409

    def test_the_missing_reason_of_a_text_can_be_given(
        self, ringback: Ringback, desk: Desk, sam: Phone, dana: Phone
    ) -> None:
        sam.replies("{code} SPAM").expects("until you say why")
        assert "No reason given, so it counts" in desk.page(ringback.enquiry())
        desk.does(ringback.enquiry(), "why", exclusion="abuse")
        assert left_out(ringback) is ExclusionReason.ABUSE
        assert "Left out of the figures: abuse" in desk.page(ringback.enquiry())
        assert desk.does(ringback.enquiry(), "why", exclusion="advert").status_code == 409
        dana.ignores_the_rest()


def test_a_person_who_did_not_ask_is_left_out_by_their_own_word(
    ringback: Ringback, sam: Phone, the_enquirer: Phone
) -> None:
    visitor = Visitor(ringback)
    visitor.asks(text_ok="yes")
    sam.expects("new call-back")
    visitor.sends(urlsplit(the_enquirer.expects("asked to call").link).path, do="not_me")
    assert left_out(ringback) is ExclusionReason.NOT_THEM
    assert ringback.enquiry().closed_by_id is None
    sam.expects("asked for no call")


def test_only_managers_answer_for_figures() -> None:
    assert [role for role in Role if role.is_manager] == [Role.MANAGER, Role.ADMIN]
