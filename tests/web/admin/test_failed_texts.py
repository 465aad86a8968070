"""What a person decides: texts that were not understood, numbers that want no texts, and unclear words."""

import pytest
from sqlalchemy import select, update

from enquiries.audit.models import Amendment, AmendmentKind
from enquiries.core import crypto
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from enquiries.messaging.models import InboxState, Incoming, OptOut
from tests.support.phone import Phone
from tests.support.records import happened, inbox_states
from tests.support.ringback import Ringback
from tests.web.member import Member

ALEX = "+447700900123"


@pytest.fixture
def manager(ringback: Ringback) -> Member:
    """Dana, of Willow House."""
    return Member(ringback, "dana@example.org")


@pytest.fixture
def other_manager(ringback: Ringback) -> Member:
    """Leila, of Willow London."""
    return Member(ringback, "leila@example.org")


def deeds(ringback: Ringback) -> list[AmendmentKind]:
    with ringback.session() as session:
        by_somebody = select(Amendment.deed).where(Amendment.staff_id.is_not(None)).order_by(Amendment.id)
        return list(session.scalars(by_somebody))


def press(member: Member, page: str, address: str, **fields: str) -> str:
    """Press a button of a page; returns the page that follows."""
    answer = member.posts(address, csrf_token=member.token(page), **fields)
    return member.opens(page).text if answer.status_code == 303 else answer.text


class TestATextThatWasNotUnderstood:
    @pytest.fixture
    def text_id(self, ringback: Ringback) -> int:
        """A text that fails whenever it is tried: kept as one that came in would be."""
        ringback.workers_run = ringback.tick_runs = False
        with ringback.session() as session:
            incoming = Incoming(
                sid="SM" + "1" * 32,
                received_at=ringback.now,
                to="83222",
                opt_out_type="",
                state=InboxState.FAILED,
                attempts=3,
                next_try_at=ringback.now.replace(year=2027),
                sender_lookup=crypto.lookup(ALEX),
                key=crypto.keyring().new_key(),
            )
            incoming.sender, incoming.body = ALEX, "please ring me"
            session.add(incoming)
            session.commit()
            ringback.workers_run = ringback.tick_runs = True
            return incoming.id

    def test_is_listed_without_a_word_of_it(self, manager: Member, text_id: int) -> None:
        page = manager.opens("/admin/texts").text
        assert "tried 3 times" in page
        assert "please ring me" not in page
        assert ALEX not in page

    def test_is_read_on_a_press_that_is_written_down(
        self, ringback: Ringback, manager: Member, text_id: int
    ) -> None:
        page = press(manager, "/admin/texts", f"/admin/texts/{text_id}")
        assert "please ring me" in page
        assert ALEX in page
        assert deeds(ringback) == [AmendmentKind.SHOWN]

    def test_becomes_an_enquiry(self, ringback: Ringback, manager: Member, text_id: int, sam: Phone) -> None:
        page = press(manager, "/admin/texts", f"/admin/texts/{text_id}/enquiry")
        assert ringback.enquiry().code in page
        sam.expects("new call-back")
        assert inbox_states(ringback) == [InboxState.DONE]
        assert happened(ringback, EventKind.WROTE) == [{"inbox_id": text_id}]

    def test_is_put_aside_for_a_reason_and_not_without(
        self, ringback: Ringback, manager: Member, text_id: int
    ) -> None:
        address = f"/admin/texts/{text_id}/dismiss"
        assert "Please choose a reason" in press(manager, "/admin/texts", address)
        assert inbox_states(ringback) == [InboxState.FAILED]
        press(manager, "/admin/texts", address, reason="spam")
        assert inbox_states(ringback) == [InboxState.IGNORED]
        assert deeds(ringback) == [AmendmentKind.DISMISSED]
        again = manager.posts(address, csrf_token=manager.token("/admin/opt-outs"), reason="spam")
        assert again.status_code == 404

    def test_is_not_there_for_another_centre(self, other_manager: Member, text_id: int) -> None:
        assert "tried 3 times" not in other_manager.opens("/admin/texts").text
        token = other_manager.token("/admin/opt-outs")
        for deed in ("", "/enquiry", "/dismiss"):
            answer = other_manager.posts(f"/admin/texts/{text_id}{deed}", csrf_token=token, reason="spam")
            assert answer.status_code == 404

    def test_whose_key_is_gone_can_only_be_put_aside(
        self, ringback: Ringback, manager: Member, text_id: int
    ) -> None:
        with ringback.session() as session:
            session.execute(update(Incoming).values(key=None))
            session.commit()
        assert "It can’t be opened" in press(manager, "/admin/texts", f"/admin/texts/{text_id}")
        assert "can no longer be opened" in press(manager, "/admin/texts", f"/admin/texts/{text_id}/enquiry")
        assert inbox_states(ringback) == [InboxState.FAILED]


class TestANumberThatWantsNoTexts:
    def test_is_looked_up_added_and_lifted(self, ringback: Ringback, manager: Member) -> None:
        page = press(manager, "/admin/opt-outs", "/admin/opt-outs", phone="07700 900123")
        assert "This number may be texted." in page
        lookup = page.partition('name="lookup" value="')[2].partition('"')[0]
        press(manager, "/admin/opt-outs", "/admin/opt-outs/add", lookup=lookup)
        page = press(manager, "/admin/opt-outs", "/admin/opt-outs", phone="+447700900123")
        assert "Wants no texts" in page
        assert "They asked a colleague for no more texts." in page
        press(manager, "/admin/opt-outs", "/admin/opt-outs/lift", lookup=lookup)
        with ringback.session() as session:
            assert session.scalars(select(OptOut)).all() == []
            written = [each for each in session.scalars(select(Amendment)) if each.staff_id]
        assert {each.what for each in written} == {f"opt-out {lookup[:8]}"}
        assert [each.deed for each in written] == [
            AmendmentKind.SHOWN,
            AmendmentKind.ADDED,
            AmendmentKind.SHOWN,
            AmendmentKind.REMOVED,
        ]

    def test_that_is_no_number_is_said_so(self, manager: Member) -> None:
        answer = manager.posts(
            "/admin/opt-outs", csrf_token=manager.token("/admin/opt-outs"), phone="not a number"
        )
        assert answer.status_code == 422
        assert 'value="not a number"' in answer.text

    def test_is_not_said_to_be_textable_where_it_said_no_in_an_enquiry(
        self, manager: Member, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        the_enquirer.texts("no texts").expects_nothing()
        sam.expects("new call-back")
        page = press(manager, "/admin/opt-outs", "/admin/opt-outs", phone="07700 900123")
        assert "This number may be texted." not in page
        assert "This number said no texts in an earlier enquiry" in page


class TestAnUnclearWord:
    @pytest.fixture
    def lookup(self, the_enquirer: Phone, sam: Phone) -> str:
        """Alex asked for help, and then wrote QUIT."""
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back")
        the_enquirer.texts("quit").expects("won't text or call you again")
        sam.expects("asked for no call")
        return crypto.lookup(ALEX)

    def test_is_listed_without_the_number(self, manager: Member, lookup: str) -> None:
        page = manager.opens("/admin/opt-outs").text
        assert "QUIT" in page
        assert "900123" not in page

    def test_is_read_on_a_press_that_is_written_down(
        self, ringback: Ringback, manager: Member, lookup: str
    ) -> None:
        page = press(manager, "/admin/opt-outs", "/admin/opt-outs/show", lookup=lookup)
        assert "07700 900123" in page
        assert "quit" in page
        assert deeds(ringback) == [AmendmentKind.SHOWN]
        assert len(happened(ringback, EventKind.VIEWED)) == 1

    def test_may_be_a_cry_for_help_after_all(
        self, ringback: Ringback, manager: Member, lookup: str, sam: Phone
    ) -> None:
        assert ringback.enquiry().outcome is Outcome.OPTED_OUT
        press(manager, "/admin/opt-outs", "/admin/opt-outs/ring", lookup=lookup)
        sam.expects("wrote again after it was closed")
        assert ringback.enquiry().state is EnquiryState.OPEN
        assert "None right now." in manager.opens("/admin/opt-outs").text
        with ringback.session() as session:
            assert session.get(OptOut, lookup) is not None

    def test_long_after_it_is_a_new_enquiry(
        self, ringback: Ringback, manager: Member, lookup: str, sam: Phone
    ) -> None:
        ringback.wait(days=4)
        manager = Member(ringback, "dana@example.org")
        press(manager, "/admin/opt-outs", "/admin/opt-outs/ring", lookup=lookup)
        sam.expects("new call-back")
        with ringback.session() as session:
            assert len(session.scalars(select(Enquiry)).all()) == 2

    def test_may_have_meant_stop(self, ringback: Ringback, manager: Member, lookup: str) -> None:
        press(manager, "/admin/opt-outs", "/admin/opt-outs/leave", lookup=lookup)
        assert "None right now." in manager.opens("/admin/opt-outs").text
        assert deeds(ringback) == [AmendmentKind.DISMISSED]
        assert ringback.enquiry().state is EnquiryState.CLOSED

    def test_is_not_there_for_another_centre(self, other_manager: Member, lookup: str) -> None:
        assert "QUIT" not in other_manager.opens("/admin/opt-outs").text.partition("QUIT, END")[0]
        token = other_manager.token("/admin/opt-outs")
        for deed in ("show", "ring", "leave"):
            answer = other_manager.posts(f"/admin/opt-outs/{deed}", csrf_token=token, lookup=lookup)
            assert answer.status_code == 404
