"""What is done on the board is what the texts do, once, by one; and whoever comes too late hears by whom."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from enquiries.core.enums import Role
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.messaging.models import OptOut
from enquiries.organisation.models import Centre, Staff
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.member import Member
from tests.web.visitor import Visitor


@pytest.fixture
def desk(ringback: Ringback) -> Desk:
    """Sam's."""
    return Desk(ringback, "sam")


@pytest.fixture
def waiting(the_enquirer: Phone, sam: Phone) -> Phone:
    """Somebody waits, and Sam was alerted."""
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back")
    return the_enquirer


@pytest.fixture
def held(ringback: Ringback, waiting: Phone, desk: Desk) -> Phone:
    """Sam has taken it on the board."""
    desk.does(ringback.enquiry(), "take")
    return waiting


@pytest.mark.usefixtures("waiting")
class TestTaking:
    def test_a_tap_takes_it_and_leads_to_the_call(self, ringback: Ringback, desk: Desk) -> None:
        taken = desk.does(ringback.enquiry(), "take", back="/board")
        enquiry = ringback.enquiry()
        assert (taken.status_code, taken.location) == (303, f"/enquiries/{enquiry.reference}")
        assert desk.is_told(taken) == f"{enquiry.code} is yours. Call them now."
        page = desk.page(enquiry)
        assert 'href="/c/' in page
        assert "Yours</b> since 02:14" in page

    @pytest.mark.both_databases
    def test_of_two_who_take_it_one_wins_and_the_other_is_told_by_whom(
        self, ringback: Ringback, desk: Desk
    ) -> None:
        priya, enquiry = Desk(ringback, "priya"), ringback.enquiry()
        form = priya.opens_form(enquiry)
        desk.does(enquiry, "take")
        lost = priya.presses(enquiry, "take", **form)
        assert lost.status_code == 409
        assert priya.is_told(lost) == f"{enquiry.code} has been with Sam C since 02:14."
        assert records.happened(ringback, EventKind.CLAIMED) == [{}]

    def test_who_loses_on_the_board_is_told_on_the_board(self, ringback: Ringback, desk: Desk) -> None:
        priya, enquiry = Desk(ringback, "priya"), ringback.enquiry()
        form = priya.opens_form(enquiry)
        desk.does(enquiry, "take")
        lost = priya.presses(enquiry, "take", **form, back="/board?channel=sms")
        assert lost.location == "/board?channel=sms"
        assert "has been with Sam C since 02:14" in priya.is_told(lost)

    def test_taking_twice_is_taking_once(self, ringback: Ringback, desk: Desk) -> None:
        form = desk.opens_form(ringback.enquiry())
        for _ in range(2):
            assert desk.presses(ringback.enquiry(), "take", **form).status_code == 303
        assert records.happened(ringback, EventKind.CLAIMED) == [{}]

    def test_taking_over_tells_whoever_had_it(self, ringback: Ringback, desk: Desk, sam: Phone) -> None:
        desk.does(ringback.enquiry(), "take")
        Desk(ringback, "priya").does(ringback.enquiry(), "take-over")
        sam.expects("was taken by Priya S")
        assert "Took it over from Sam C" in desk.page(ringback.enquiry())

    @pytest.mark.both_databases
    def test_a_text_and_a_tap_are_the_same_race(self, ringback: Ringback, desk: Desk, sam: Phone) -> None:
        ringback.phone("+447700900002").texts(f"{sam.code} Y").expects("is yours")
        sam.expects("was taken by Priya S")
        lost = desk.does(ringback.enquiry(), "take")
        assert "has been with Priya S since 02:14" in desk.is_told(lost)


@pytest.mark.usefixtures("held")
class TestHowItWent:
    @pytest.mark.parametrize(
        "outcome",
        ["booked", "reached", "no_bed", "safeguarding_referral", "wrong_number", "duplicate", "spam", "test"],
    )
    @pytest.mark.both_databases
    def test_it_is_closed_with_what_came_of_it(self, ringback: Ringback, desk: Desk, outcome: str) -> None:
        why = {} if Outcome(outcome).counts else {"exclusion": "advert"}
        desk.does(ringback.enquiry(), "done", outcome=outcome, **why)
        enquiry = ringback.enquiry()
        assert (enquiry.state, enquiry.outcome) == (EnquiryState.CLOSED, outcome)
        assert enquiry.excluded_reason == why.get("exclusion")
        assert (enquiry.first_call_at is not None) == Outcome(outcome).counts

    def test_no_answer_plans_the_next_try(self, ringback: Ringback, desk: Desk, held: Phone) -> None:
        said = desk.does(ringback.enquiry(), "no-answer", back="/board")
        assert said.location == "/board"
        assert desk.is_told(said).endswith("noted. Next try at 2:44am today.")
        held.expects("Sorry we missed you")
        assert ringback.enquiry().attempts == 1

    def test_a_voicemail_that_was_not_wanted_is_asked_about(
        self, ringback: Ringback, desk: Desk, held: Phone
    ) -> None:
        held.texts("ME").texts("NO").ignores_the_rest()
        ringback.phone("+447700900001").ignores_the_rest()
        desk.does(ringback.enquiry(), "voicemail")
        assert "They wanted no voicemail. Was one left?" in desk.page(ringback.enquiry())
        desk.does(ringback.enquiry(), "voicemail-left", left="no")
        assert records.happened(ringback, EventKind.VOICEMAIL_LEFT) == [{"left": False, "wanted": False}]
        assert "Was one left?" not in desk.page(ringback.enquiry())

    @pytest.mark.parametrize(
        ("chosen", "said"),
        [
            ({"in": "30m"}, "at 2:44am today"),
            ({"time": "2026-01-14T18:00"}, "at 6pm today"),
            ({"in": "tomorrow 10am"}, "tomorrow 10am"),
        ],
    )
    def test_another_time(
        self, ringback: Ringback, desk: Desk, held: Phone, chosen: dict[str, str], said: str
    ) -> None:
        assert desk.is_told(desk.does(ringback.enquiry(), "later", **chosen)).endswith(f"will be due {said}.")
        assert ringback.enquiry().state is EnquiryState.OPEN
        ringback.settle()
        held.expects(f"We'll call you {said}.")

    def test_an_urgent_one_is_put_off_without_a_call_only_when_that_is_confirmed(
        self, ringback: Ringback, desk: Desk, held: Phone
    ) -> None:
        desk.does(ringback.enquiry(), "risk")
        refused = desk.does(ringback.enquiry(), "later", time="2026-01-14T18:00")
        assert refused.status_code == 409
        assert "is urgent and no call is logged" in refused.text
        assert ringback.enquiry().state is EnquiryState.CLAIMED
        confirmed = {"time": "2026-01-14T18:00", "checked": "put off without a call"}
        assert desk.is_told(desk.does(ringback.enquiry(), "later", **confirmed)).endswith("at 6pm today.")
        ringback.settle()
        held.expects("We'll call you at 6pm today.")
        ringback.phone("+447700900003").ignores_the_rest()
        ringback.phone("+447700900001").ignores_the_rest()

    @pytest.mark.parametrize("time", ["", "soon", "2026-01-13T18:00", "2027-01-13T18:00"])
    def test_a_time_that_cannot_be_is_refused_and_kept(
        self, ringback: Ringback, desk: Desk, time: str
    ) -> None:
        refused = desk.does(ringback.enquiry(), "later", time=time)
        assert refused.status_code == 409
        assert f'name="time" min="2026-01-14T02:14" value="{time}"' in refused.text
        assert ringback.enquiry().state is EnquiryState.CLAIMED

    def test_no_outcome_is_no_end(self, ringback: Ringback, desk: Desk) -> None:
        assert "Choose an outcome" in desk.is_told(desk.does(ringback.enquiry(), "done", outcome="won"))

    def test_who_wants_no_contact_gets_none(self, ringback: Ringback, desk: Desk) -> None:
        desk.does(ringback.enquiry(), "done", outcome="opted_out")
        enquiry = ringback.enquiry()
        assert enquiry.outcome is Outcome.OPTED_OUT
        with ringback.session() as session:
            assert session.get(OptOut, enquiry.phone_lookup) is not None

    def test_passing_asks_the_next_at_once(self, ringback: Ringback, desk: Desk, dana: Phone) -> None:
        desk.does(ringback.enquiry(), "pass")
        dana.expects("new call-back")
        assert ringback.enquiry().holder_id is None

    def test_what_closes_can_be_undone_for_three_days(self, ringback: Ringback, desk: Desk) -> None:
        desk.does(ringback.enquiry(), "done", outcome="booked")
        assert "Reopen" in desk.page(ringback.enquiry())
        desk.does(ringback.enquiry(), "reopen")
        assert ringback.enquiry().state is EnquiryState.CLAIMED
        desk.does(ringback.enquiry(), "done", outcome="booked")
        ringback.move_to(ringback.now + timedelta(hours=73))
        later = Desk(ringback, "sam")
        assert "Reopen" not in later.page(ringback.enquiry())
        assert later.does(ringback.enquiry(), "reopen").status_code == 409
        assert later.does(ringback.enquiry(), "risk").status_code == 409


@pytest.mark.usefixtures("held")
class TestAdmission:
    def test_it_is_noted_weeks_later_and_counted(self, ringback: Ringback, desk: Desk) -> None:
        desk.does(ringback.enquiry(), "done", outcome="thinking")
        ringback.move_to(ringback.now + timedelta(days=20))
        later = Desk(ringback, "sam")
        noted = later.does(ringback.enquiry(), "admitted")
        code = ringback.enquiry().code
        assert later.is_told(noted) == f"{code} noted: they came for treatment."
        assert "Came for treatment" in later.page(ringback.enquiry())
        assert _funnel(ringback) == {"reached": "1", "booked": "1", "admitted": "1"}
        later.does(ringback.enquiry(), "not-admitted")
        assert "Have they come for treatment?" in later.page(ringback.enquiry())
        assert _funnel(ringback) == {"reached": "1", "booked": "0", "admitted": "0"}

    @pytest.mark.parametrize("outcome", ["wrong_number", "not_reached"])
    def test_not_of_one_who_was_never_spoken_to(self, ringback: Ringback, desk: Desk, outcome: str) -> None:
        desk.does(ringback.enquiry(), "done", outcome=outcome)
        assert "come for treatment" not in desk.page(ringback.enquiry())
        refused = desk.does(ringback.enquiry(), "admitted")
        assert refused.status_code == 409
        assert "only who was spoken to" in desk.is_told(refused)

    def test_not_before_it_is_closed(self, ringback: Ringback, desk: Desk) -> None:
        assert "Close it first" in desk.is_told(desk.does(ringback.enquiry(), "admitted"))
        assert ringback.enquiry().admitted_at is None


def _funnel(ringback: Ringback) -> dict[str, str]:
    """The last steps, of all who ever asked."""
    table = Member(ringback, "tom@example.org").opens("/reports/funnel.csv?from=2026-01-01").text
    return dict(line.split(",")[:2] for line in table.splitlines()[-3:])


class TestDanger:
    def test_a_risk_is_urgent_and_managers_hear(
        self, ringback: Ringback, held: Phone, desk: Desk, dana: Phone
    ) -> None:
        desk.does(ringback.enquiry(), "risk")
        dana.expects("URGENT")
        assert ringback.enquiry().urgent
        held.expects_nothing()

    def test_only_a_person_who_says_why_takes_it_back(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, desk: Desk
    ) -> None:
        the_enquirer.texts("I want to die").ignores_the_rest()
        for phone in (sam, dana):
            phone.expects("URGENT")
        assert "Give a reason" in desk.is_told(desk.does(ringback.enquiry(), "clear", reason="  "))
        assert ringback.enquiry().urgent
        desk.does(ringback.enquiry(), "clear", reason="spoke to them, they are safe")
        assert not ringback.enquiry().urgent
        assert ringback.enquiry().risk == "self_harm"
        assert "marked it not urgent" in desk.page(ringback.enquiry())


@pytest.mark.both_databases
class TestMoving:
    @pytest.mark.usefixtures("waiting")
    def test_it_goes_into_the_queue_of_the_other_centre(
        self, ringback: Ringback, sam: Phone, leila: Phone
    ) -> None:
        Desk(ringback, "priya").does(ringback.enquiry(), "move", centre="willow-london")
        sam.expects("{code} was moved to Willow London. Nothing more to do.")
        leila.ignores_the_rest()
        enquiry = ringback.enquiry()
        assert enquiry.centre.slug == "willow-london"
        assert records.happened(ringback, EventKind.MOVED) == [
            {"from_centre": "willow-house", "to_centre": "willow-london", "promise": 1800}
        ]
        assert Desk(ringback, "sam").opens(f"/enquiries/{enquiry.reference}").status_code == 404

    @pytest.mark.usefixtures("waiting")
    @pytest.mark.parametrize("slug", ["willow-london", "nowhere", ""])
    def test_only_to_a_centre_of_theirs(self, ringback: Ringback, desk: Desk, slug: str) -> None:
        assert desk.does(ringback.enquiry(), "move", centre=slug).status_code == 409
        assert ringback.enquiry().centre.slug == "willow-house"

    def test_not_where_the_same_phone_has_one(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        ringback.phone(the_enquirer.number, to="+447700900100")
        ringback.text(the_enquirer.number, "+447700900100", "HELP")
        the_enquirer.ignores_the_rest()
        here, there = records.enquiries(ringback)
        priya = Desk(ringback, "priya")
        refused = priya.does(here, "move", centre="willow-london")
        assert f"already has an enquiry from this phone: {there.code}" in priya.is_told(refused)


class TestStalePages:
    @pytest.mark.usefixtures("held")
    def test_one_that_a_colleague_closed_keeps_what_was_typed(self, ringback: Ringback, desk: Desk) -> None:
        enquiry = ringback.enquiry()
        form = desk.opens_form(enquiry)
        Desk(ringback, "sam").does(enquiry, "done", outcome="booked")
        stale = desk.presses(enquiry, "note", **form, note="she has a dog")
        assert stale.status_code == 409
        assert "Sam C 02:14: Closed: booked" in desk.is_told(stale)
        assert "she has a dog</textarea>" in stale.text
        assert records.happened(ringback, EventKind.NOTED) == []

    @pytest.mark.usefixtures("held")
    @pytest.mark.parametrize(
        ("deed", "fields", "what"),
        [
            ("no-answer", {}, EventKind.ATTEMPT),
            ("later", {"in": "1h"}, EventKind.RESCHEDULED),
            ("note", {"note": "a dog"}, EventKind.NOTED),
            ("done", {"outcome": "info"}, EventKind.CLOSED),
            ("pass", {}, EventKind.PASSED),
            ("text", {"ready": "try_again"}, EventKind.TEXTED),
        ],
    )
    @pytest.mark.both_databases
    def test_nothing_is_done_twice(
        self,
        ringback: Ringback,
        desk: Desk,
        held: Phone,
        dana: Phone,
        deed: str,
        fields: dict[str, str],
        what: EventKind,
    ) -> None:
        enquiry = ringback.enquiry()
        form = desk.opens_form(enquiry)
        first, second = (desk.presses(enquiry, deed, **form, **fields) for _ in range(2))
        assert (first.status_code, second.status_code) == (303, 409)
        with ringback.session() as session:
            sam = session.scalars(select(Staff).where(Staff.email == "sam@example.org")).one()
        assert sum(entry.staff_id == sam.id for entry in records.entries(ringback, what)) == 1
        held.ignores_the_rest()
        dana.ignores_the_rest()

    @pytest.mark.usefixtures("held")
    def test_a_dial_on_the_call_page_holds_up_nothing(self, ringback: Ringback, desk: Desk) -> None:
        enquiry = ringback.enquiry()
        form = desk.opens_form(enquiry)
        link = desk.page(enquiry).split('href="/c/')[1].split('"')[0]
        desk.posts(f"/c/{link}", beacon="1")
        assert desk.presses(enquiry, "done", **form, outcome="booked").status_code == 303

    @pytest.mark.usefixtures("held")
    def test_a_token_that_ended_loses_nothing(self, ringback: Ringback, desk: Desk) -> None:
        enquiry = ringback.enquiry()
        form = desk.opens_form(enquiry) | {"csrf_token": "old"}
        refused = desk.presses(enquiry, "note", **form, note="she has a dog")
        assert refused.status_code == 400
        assert "What you typed is still here" in desk.is_told(refused)
        assert "she has a dog</textarea>" in refused.text

    @pytest.mark.usefixtures("waiting")
    def test_who_was_signed_out_loses_nothing(
        self, ringback: Ringback, desk: Desk, sam: Phone, dana: Phone, priya: Phone
    ) -> None:
        enquiry = ringback.enquiry()
        form = desk.opens_form(enquiry)
        ringback.move_to(ringback.now + timedelta(hours=13))
        kept = desk.presses(enquiry, "note", **form, note="she has a dog")
        assert kept.status_code == 401
        assert "Nothing is lost" in kept.text
        assert records.happened(ringback, EventKind.NOTED) == []
        for phone in (sam, dana, priya):
            phone.ignores_the_rest()

    @pytest.mark.usefixtures("waiting")
    def test_a_new_role_counts_at_once(self, ringback: Ringback, desk: Desk) -> None:
        form = desk.opens_form(ringback.enquiry())
        with ringback.session() as session:
            session.scalars(select(Staff).where(Staff.email == "sam@example.org")).one().role = Role.AUDITOR
            session.commit()
        assert desk.presses(ringback.enquiry(), "take", **form).status_code == 403

    @pytest.mark.usefixtures("waiting")
    def test_centres_that_were_taken_away_are_gone(self, ringback: Ringback, desk: Desk) -> None:
        form = desk.opens_form(ringback.enquiry())
        with ringback.session() as session:
            staff = session.scalars(select(Staff).where(Staff.email == "sam@example.org")).one()
            staff.centres = list(session.scalars(select(Centre).where(Centre.slug == "willow-london")))
            session.commit()
        assert desk.presses(ringback.enquiry(), "take", **form).status_code == 404
        assert ringback.enquiry().holder_id is None


class TestForgeries:
    @pytest.mark.usefixtures("waiting")
    @pytest.mark.parametrize("deed", ["take", "take-over", "done", "note", "text", "details", "move"])
    def test_of_another_centre_nothing_is_there(self, ringback: Ringback, deed: str) -> None:
        leila, enquiry = Desk(ringback, "leila"), ringback.enquiry()
        token = leila.token("/board")
        answer = leila.presses(enquiry, deed, csrf_token=token, outcome="spam", note="x", seen="0")
        assert answer.status_code == 404
        assert ringback.enquiry().state is EnquiryState.OPEN

    @pytest.mark.usefixtures("waiting")
    def test_a_deed_that_is_none(self, ringback: Ringback, desk: Desk) -> None:
        assert desk.does(ringback.enquiry(), "erase").status_code == 404

    @pytest.mark.usefixtures("waiting")
    def test_back_leads_nowhere_else(self, ringback: Ringback, desk: Desk) -> None:
        answer = desk.does(ringback.enquiry(), "note", note="x", back="https://evil.example/")
        assert answer.location == f"/enquiries/{ringback.enquiry().reference}"

    @pytest.mark.parametrize("reference", ["nonsense", "%00", "0" * 5000])
    def test_a_reference_that_is_none(self, desk: Desk, reference: str) -> None:
        assert desk.opens(f"/enquiries/{reference}").status_code == 404


def test_what_somebody_else_holds_is_not_done(ringback: Ringback, held: Phone, visitor: Visitor) -> None:
    priya = Desk(ringback, "priya")
    for deed, fields in (
        ("done", {"outcome": "booked"}),
        ("no-answer", {}),
        ("text", {"ready": "thank_you"}),
    ):
        told = priya.is_told(priya.does(ringback.enquiry(), deed, **fields))
        assert "has been with Sam C since 02:14" in told, deed
    held.expects_nothing()
