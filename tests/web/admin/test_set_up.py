"""From an empty database to a text that alerts the manager, all on pages."""

import pytest
from sqlalchemy import delete, func, select

from enquiries.accounts.models import Account
from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from enquiries.organisation.models import Centre, EscalationStep, Keyword, Number, Shift, Staff, works_at
from tests.support.ringback import Ringback
from tests.web.member import Member, set_up_second_step
from tests.web.page_form import change, form_of, send
from tests.web.page_form import form_in as form_in_page
from tests.web.visitor import Visitor

SET_UP = "/admin/set-up"
TOM = "tom@example.org"
CENTRE = {"name": "Oak Lodge", "line": "020 7946 0123"}
NUMBER = {"number": "83222"}
MANAGER = {
    "manager_name": "Dana Brooks",
    "manager_email": "Dana@example.org",
    "manager_mobile": "07700 900003",
}


@pytest.fixture
def empty(ringback: Ringback) -> Ringback:
    """Nothing is set up: no centre, no number, nobody."""
    with ringback.session() as session:
        session.execute(delete(works_at))
        for kind in (Account, Shift, EscalationStep, Keyword, Number, Staff, Centre):
            for row in session.scalars(select(kind)):
                session.delete(row)
            session.flush()
        session.commit()
    return ringback


@pytest.fixture
def tom(empty: Ringback) -> Member:
    """The first admin."""
    invite(empty)
    return Member(empty, TOM)


def invite(ringback: Ringback) -> str:
    """The path of the link that `flask admin` prints."""
    told = ringback.app.test_cli_runner().invoke(
        args=["admin", TOM, "--name", "Tom Okafor", "--mobile", "+447700900005"]
    )
    assert told.exit_code == 0, told.output
    return told.stdout.strip().removeprefix(ringback.url)


def walk(member: Visitor, *answers: dict[str, str]) -> str:
    """Answer each step; returns the page after the last."""
    form = form_of(member, SET_UP)
    page = ""
    for answer in answers:
        page = send(member, SET_UP, form, **answer).text
        form = form_in_page(page)
    return page


def count(ringback: Ringback, kind: type[Centre | Number | Staff]) -> int:
    with ringback.session() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_from_nothing_to_a_text_that_alerts_the_manager(empty: Ringback) -> None:
    browser, link = Visitor(empty), invite(empty)
    set_up_second_step_later = browser.sends(link, password=PASSWORD)
    assert set_up_second_step_later.location == SET_UP
    set_up_second_step(empty, TOM)
    tom = Member(empty, TOM)
    check = walk(tom, CENTRE, NUMBER, MANAGER, {})
    for says in ("Oak Lodge", "+442079460123", "83222", "HELP", "Dana Brooks", "+447700900003", "Mon, Tue"):
        assert says in check
    assert count(empty, Centre) == 0
    done = send(tom, SET_UP, form_in_page(check))
    assert (done.status_code, done.location) == (303, "/admin/set-up/oak-lodge")
    empty.settle()
    page = tom.opens(done.location).text
    assert "text <b>HELP</b> to <b>83222</b>" in page
    dana = empty.phone("+447700900003").expects("READY")
    dana.replies("READY").expects("CODE then Y take")
    assert "replied READY: alerts reach 07700 900003" in tom.opens(done.location).text
    empty.phone("+447700900123").texts("HELP").expects("You did the right thing")
    dana.expects("{code} new call-back, Oak Lodge").replies("{code} Y").expects("{code} is yours")


class TestTheWayThere:
    def test_every_page_says_it_while_there_is_no_centre(self, tom: Member) -> None:
        for address in ("/board", "/admin", "/account"):
            assert f'href="{SET_UP}">Set up the first one</a>' in tom.opens(address).text

    def test_none_says_it_afterwards_and_it_is_among_the_settings(self, ringback: Ringback) -> None:
        tom = Member(ringback, TOM)
        assert "There is no centre yet" not in tom.opens("/board").text
        assert f'href="{SET_UP}"' in tom.opens("/admin").text

    def test_it_is_for_admins(self, ringback: Ringback) -> None:
        assert Member(ringback, "dana@example.org").opens(SET_UP).status_code == 403


class TestOneStepAfterAnother:
    @pytest.mark.parametrize(
        ("answers", "says", "heading"),
        [
            ([{"name": "", "line": "020 7946 0123"}], "Please fill this in.", "The centre"),
            ([{**CENTRE, "hours": "always"}], "“always” has no times after it", "The centre"),
            ([{**CENTRE, "line": "12"}], "number", "The centre"),
            ([{**CENTRE, "name": "柳之家"}], "Please fill this in.", "The centre"),
            (
                [{**CENTRE, "name": "École d'Été"}, {"number": "x"}],
                "will not do",
                "The number that people text",
            ),
            (
                [CENTRE, {"number": "83222", "word": "STOP"}],
                "already means something",
                "The number that people text",
            ),
            ([CENTRE, NUMBER, {**MANAGER, "manager_mobile": ""}], "Please fill this in.", "Its manager"),
            (
                [CENTRE, NUMBER, {**MANAGER, "manager_email": TOM}],
                "Tom Okafor is admin here",
                "Its manager",
            ),
            (
                [CENTRE, NUMBER, {**MANAGER, "manager_mobile": "07700 900005"}],
                "is the mobile of tom@example.org",
                "Its manager",
            ),
            ([CENTRE, NUMBER, MANAGER, {"start": ""}], "Please fill this in.", "The first shift"),
        ],
    )
    def test_what_is_wrong_is_said_where_it_was_asked(
        self, empty: Ringback, tom: Member, answers: list[dict[str, str]], says: str, heading: str
    ) -> None:
        page = walk(tom, *answers)
        assert says in page
        assert f"<h1>{heading}</h1>" in page
        assert count(empty, Centre) == 0

    def test_back_keeps_what_was_answered(self, tom: Member) -> None:
        page = walk(tom, CENTRE, {"do": "back", "number": "83222"})
        assert "<h1>The centre</h1>" in page
        assert 'value="Oak Lodge"' in page
        page = walk(tom, CENTRE, {"do": "back", "number": "83222"}, {"do": "", "town": "Ely"})
        assert 'value="83222"' in page

    @pytest.mark.parametrize("step", ["", "nonsense", "shift", "check"])
    def test_a_step_that_was_left_out_is_asked_for(self, empty: Ringback, tom: Member, step: str) -> None:
        page = tom.posts(SET_UP, csrf_token=tom.token(SET_UP), step=step)
        assert page.status_code == 422
        assert "<h1>The centre</h1>" in page.text
        assert count(empty, Staff) == 1


class TestASecondCentre:
    def test_shares_a_number_and_a_manager(self, ringback: Ringback) -> None:
        tom = Member(ringback, TOM)
        number, manager = {"number": "83222", "word": "OAK"}, {"manager_email": "dana@example.org"}
        check = walk(tom, CENTRE, number, manager, {})
        assert send(tom, SET_UP, form_in_page(check)).status_code == 303
        ringback.settle()
        ringback.phone("+447700900123").texts("OAK").expects("You did the right thing")
        ringback.phone("+447700900003").expects("{code} new call-back, Oak Lodge")
        with ringback.session() as session:
            dana = session.scalars(select(Staff).where(Staff.email == "dana@example.org")).one()
            assert [each.slug for each in dana.centres] == ["willow-house", "oak-lodge"]
            shared = session.scalars(select(Number).where(Number.number == "83222")).one()
            assert shared.centre.slug == "willow-house"

    def test_takes_no_word_and_no_name_that_is_there(self, ringback: Ringback) -> None:
        tom = Member(ringback, TOM)
        assert "That number already has this word" in walk(tom, CENTRE, NUMBER)
        assert "That name is taken by another centre" in walk(tom, {**CENTRE, "name": "Willow House"})


def test_the_form_is_changed_by_nobody_but_an_admin(ringback: Ringback) -> None:
    leila = Member(ringback, "leila@example.org")
    form = {"csrf_token": leila.token("/admin"), "step": "check", **CENTRE}
    assert leila.posts(SET_UP, **form).status_code == 403
    assert change(Member(ringback, TOM), SET_UP, **CENTRE).status_code == 200
