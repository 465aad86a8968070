"""The board: who waits, whose each enquiry is, who is on call, and nothing of a person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from enquiries.alarms import alarms
from enquiries.alarms.rules import AlarmKind, Cause
from enquiries.core.enums import Role
from enquiries.organisation.models import Staff
from tests.support import statements
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.scenes import WILLOW_LONDON
from tests.support.staff_scenes import by_day
from tests.web.desk import Desk, words
from tests.web.visitor import Visitor


def become(ringback: Ringback, email: str, role: Role) -> None:
    with ringback.session() as session:
        session.scalars(select(Staff).where(Staff.email == email)).one().role = role
        session.commit()


class TestSections:
    def test_who_waits_is_there_with_how_long_and_what_was_promised(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("ME or OTHER")
        sam.expects("new call-back")
        ringback.wait(seconds=100)
        dana.expects(f"{sam.code} new call-back")
        waiting = Desk(ringback, "sam").board()["Waiting"]
        assert waiting.startswith(f"{sam.code} 1 min 40 s of 15 min")
        assert "not said who for by text" in waiting

    def test_nothing_of_a_person_is_there(self, ringback: Ringback, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(name="Marigold", message="evenings only", ask_for="Robin")
        sam.expects("new call-back")
        page = Desk(ringback, "sam").opens("/board").text
        assert sam.code in page
        for personal in ("Marigold", "evenings", "Robin", "900123"):
            assert personal not in page

    def test_what_was_promised_and_not_kept_is_late(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        ringback.wait(minutes=15)
        assert '"wait"' in Desk(ringback, "sam").opens("/board").text
        ringback.wait(minutes=1)
        page = Desk(ringback, "sam").opens("/board").text
        assert '"wait late"' in page
        # 16 min of 15 min are one minute late: "late" stands by the promise and not by the wait
        assert 'of 15 min<span class="past">, late</span>' in page
        for phone in (sam, dana, priya):
            phone.ignores_the_rest()

    def test_the_urgent_come_first(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        calm = sam.code
        ringback.wait(seconds=30)
        ringback.phone("+447700900124").texts("I have taken an overdose").ignores_the_rest()
        sam.expects("URGENT")
        dana.ignores_the_rest()
        waiting = Desk(ringback, "sam").board()["Waiting"]
        assert waiting.index(sam.code) < waiting.index(calm)
        assert "URGENT: overdose" in waiting

    def test_each_is_where_it_stands(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone
    ) -> None:
        desk, colleague = Desk(ringback, "sam"), Desk(ringback, "dana")
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        code = sam.code
        assert code in desk.board()["Yours"]
        assert f"{code} " in colleague.board()["With colleagues"]
        assert "Sam C has it since 02:14, no call yet" in colleague.board()["With colleagues"]
        sam.replies("{code} NOANS").expects("Next try")
        the_enquirer.expects("Sorry we missed you")
        assert f"{code} at 2:44am today" in desk.board()["Called, not reached yet"]
        sam.replies(f"{code} LATER 6PM").expects("Next try")
        the_enquirer.expects("We'll call you at 6pm today")
        sam.replies(f"{code} DONE BOOKED YES").expects("closed")
        assert f"{code} booked, 02:14" in desk.board()["Closed today"]
        dana.ignores_the_rest()

    def test_a_time_that_was_asked_for_is_due_later(self, ringback: Ringback, visitor: Visitor) -> None:
        visitor.asks(when="later", time="2026-01-14T18:00")
        assert "at 6pm today" in Desk(ringback, "sam").board()["Due later"]

    def test_what_waits_for_the_opening_says_so(self, ringback: Ringback) -> None:
        ringback.phone("+447700900124", to=WILLOW_LONDON).texts("HELP").ignores_the_rest()
        waiting = Desk(ringback, "leila").board()["Waiting"]
        assert "opens at 8am today" in waiting

    def test_yesterday_is_over(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back").replies("{code} DONE INFO").expects("closed")
        ringback.move_to(ringback.now + timedelta(days=1))
        assert "Closed today" not in Desk(ringback, "sam").board()


class TestWhoseItIs:
    def test_other_centres_are_not_there(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        assert sam.code in Desk(ringback, "priya").board()["Waiting"]
        page = Desk(ringback, "leila").opens("/board?centre=willow-house").text
        assert sam.code not in words(page)
        assert "Willow House" not in page

    def test_the_address_filters(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        priya = Desk(ringback, "priya")
        for shows in (
            "?centre=willow-house",
            "?channel=sms",
            "?centre=&channel=&nonsense=1",
            "?centre=nowhere",
        ):
            assert sam.code in priya.board(shows)["Waiting"], shows
        for hides in ("?centre=willow-london", "?channel=web", "?urgent=yes"):
            assert sam.code not in priya.board(hides)["Waiting"], hides

    def test_an_auditor_only_looks(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        become(ringback, "priya@example.org", Role.AUDITOR)
        page = Desk(ringback, "priya").opens("/board").text
        assert sam.code in page
        assert "/take" not in page

    def test_staff_who_asked_for_help_do_not_see_themselves(
        self, ringback: Ringback, visitor: Visitor, dana: Phone
    ) -> None:
        visitor.asks(phone="07700 900001", text_ok="no")
        dana.expects("new call-back")
        assert dana.code in Desk(ringback, "dana").board()["Waiting"]
        assert dana.code not in words(Desk(ringback, "sam").opens("/board").text)


class TestSurroundings:
    def test_who_is_on_call(self, ringback: Ringback) -> None:
        by_day(ringback)
        assert Desk(ringback, "priya").board()["On call now"] == (
            "Willow House Sam C Priya S, back-up until 20:00 "
            "Willow London Day Programme Priya S until 20:00 Leila H, back-up until 20:00"
        )

    def test_nobody_on_call_is_said(self, ringback: Ringback) -> None:
        assert Desk(ringback, "leila").board()["On call now"] == "Willow London Day Programme No one"

    def test_alarms_are_there_for_those_concerned(self, ringback: Ringback, dana: Phone) -> None:
        with ringback.session() as session:
            alarms.raise_alarm(
                session, ringback.now, Cause(AlarmKind.UNREACHABLE, "Sam C no texts", "staff 1", 1)
            )
            alarms.notify(session, ringback.now)
            session.commit()
        ringback.settle()
        dana.expects("ALARM Willow House: Sam C no texts")
        assert (
            "Willow House: Sam C no texts , since 02:14"
            in Desk(ringback, "dana").board()["Something is wrong"]
        )
        assert "Something is wrong" not in Desk(ringback, "leila").board()


class TestLive:
    def test_what_has_not_changed_is_not_sent_again(self, ringback: Ringback) -> None:
        sam = Desk(ringback, "sam")
        first = sam.opens("/board/live")
        again = sam.client.get("/board/live", headers={"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code, again.data) == (200, 304, b"")

    def test_it_asks_the_database_for_next_to_nothing(self, ringback: Ringback) -> None:
        sam = Desk(ringback, "sam")
        seen = {"If-None-Match": sam.opens("/board/live").headers["ETag"]}
        with statements.asked(ringback.app) as asked:
            sam.client.get("/board/live", headers=seen)
        assert len(asked) <= 7

    @pytest.mark.parametrize("text", ["{code} Y", "{code} NOTE hello", "{code} PASS", "OFF"])
    def test_whatever_staff_do_changes_it(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, text: str
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        sam.expects("new call-back")
        desk = Desk(ringback, "dana")
        seen = {"If-None-Match": desk.opens("/board/live").headers["ETag"]}
        sam.replies(text).ignores_the_rest()
        assert desk.client.get("/board/live", headers=seen).status_code == 200
        dana.ignores_the_rest()

    def test_a_script_hears_that_it_is_signed_out(self, visitor: Visitor) -> None:
        assert visitor.client.get("/board/live", headers={"X-Requested-With": "fetch"}).status_code == 401
