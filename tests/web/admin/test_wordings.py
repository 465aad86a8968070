"""A centre's own wording of a text, from the page to a person's phone, and who signs it off."""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from enquiries.audit import trail
from enquiries.core.i18n import ENGLISH
from enquiries.organisation.wordings import CentreWording, SignOff, version_of
from enquiries.web.admin.text_titles import TITLES
from enquiries.wording import wording
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import words as words_of
from tests.web.member import Member
from tests.web.page_form import change, form_of, send

TEXTS = "/admin/centres/willow-house/wordings"
COST = f"{TEXTS}/answers.cost"
OURS = "The call is free. A person will {reach} you{from_line} and say what comes after. STOP to end."
SHIPPED = wording.to_the_public(ENGLISH)["answers.cost"]
LONDON = "+447700900100"


@pytest.fixture
def manager(ringback: Ringback) -> Member:
    """Dana, of Willow House."""
    return Member(ringback, "dana@example.org")


@pytest.fixture
def admin(ringback: Ringback) -> Member:
    """Tom."""
    return Member(ringback, "tom@example.org")


def own(ringback: Ringback) -> list[tuple[str, str]]:
    with ringback.session() as session:
        session.expire_all()
        return [(each.kind, each.words) for each in session.scalars(select(CentreWording))]


def sign_offs(ringback: Ringback) -> list[tuple[str, str]]:
    with ringback.session() as session:
        return [(each.signed_by, each.version) for each in session.scalars(select(SignOff))]


def signs(member: Member, address: str, signed_by: str = "Leila Khan, clinical lead") -> TestResponse:
    """Open the page of a text, and sign off what it shows."""
    page = member.opens(address)
    read = re.search(r'name="read" value="(\w+)"', page.text)
    assert read is not None
    return member.posts(
        f"{address}/sign-off", csrf_token=member.token(address), read=read[1], signed_by=signed_by
    )


def shown(page: TestResponse) -> str:
    """What the page says."""
    return words_of(page.text.partition("</h1>")[2])


class TestAnOwnWording:
    def test_reaches_those_who_ask_this_centre_and_no_other(
        self, ringback: Ringback, manager: Member, the_enquirer: Phone, sam: Phone
    ) -> None:
        assert change(manager, COST, words=OURS).status_code == 303
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.ignores_the_rest()
        the_enquirer.texts("is it free?").expects("The call is free. A person will call you and say what")
        elsewhere = ringback.phone("+447700900124", LONDON)
        elsewhere.texts("HELP").expects("You did the right thing")
        elsewhere.texts("is it free?").expects("A person will go through what it costs")
        ringback.phone("+447700900002").ignores_the_rest()

    def test_tells_nobody_of_a_call_who_asked_for_none(
        self, manager: Member, the_enquirer: Phone, sam: Phone
    ) -> None:
        change(manager, COST, words=OURS)
        the_enquirer.texts("HELP please don't ring, text me").ignores_the_rest()
        sam.ignores_the_rest()
        the_enquirer.texts("is it free?").expects("The call is free. A person will text you and say")

    def test_is_what_staff_choose_from(
        self, ringback: Ringback, manager: Member, the_enquirer: Phone, sam: Phone
    ) -> None:
        change(manager, f"{TEXTS}/written.no_hurry", words="Take your time, and call {line}. STOP to end.")
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.ignores_the_rest()
        page = manager.opens(f"/enquiries/{ringback.enquiry().reference}")
        assert "Take your time, and call 020 7946 0123." in page.text

    def test_is_what_stop_is_confirmed_with(self, manager: Member, the_enquirer: Phone, sam: Phone) -> None:
        change(manager, f"{TEXTS}/enquirer.stopped", words="That was our last text. In danger? {emergency}")
        the_enquirer.texts("HELP").expects("You did the right thing")
        the_enquirer.texts("STOP").expects("That was our last text. In danger? 999")
        sam.ignores_the_rest()

    def test_is_written_down_and_shown(self, ringback: Ringback, manager: Member) -> None:
        change(manager, COST, words=OURS)
        assert own(ringback) == [("answers.cost", OURS)]
        with ringback.session() as session:
            (entry, *_) = trail.latest(session)
            assert (entry.what, entry.by) == ("wording answers.cost of willow-house", "Dana Brooks")
            assert entry.after["words"] == OURS
        page = manager.opens(COST)
        assert "Your own wording is in use." in page.text
        assert "Last added by Dana Brooks" in page.text
        assert SHIPPED.split("{")[0] in shown(page)
        assert "The call is free." in shown(manager.opens(TEXTS))

    def test_is_kept_in_letters_that_every_phone_has(self, ringback: Ringback, manager: Member) -> None:
        change(manager, COST, words="  It’s free…\r\nSTOP to end. 👍 ")
        assert own(ringback) == [("answers.cost", "It's free... STOP to end.")]

    @pytest.mark.parametrize(
        ("written", "says"),
        [
            ("It's free.", "It no longer says STOP: put it back, which is how people end the texts"),
            ("Free. STOP to end. " + "x" * 145, "It is 4 characters too long"),
            ("Free {now}. STOP to end.", "Nothing fills in {now} in this text: use only"),
            ("Rehab is free. STOP to end.", "take out rehab."),
            ("Dana says what it costs. STOP to end.", "write “a person” instead of Dana."),
            ("", "Please fill this in."),
            (" \r\n ", "Please fill this in."),
        ],
    )
    def test_that_may_not_be_sent_is_refused(
        self, ringback: Ringback, manager: Member, written: str, says: str
    ) -> None:
        page = change(manager, COST, words=written)
        assert page.status_code == 422
        assert says in page.text.replace("&#39;", "'")
        assert own(ringback) == []

    def test_goes_and_the_standard_wording_is_in_use_again(
        self, ringback: Ringback, manager: Member, admin: Member
    ) -> None:
        change(manager, COST, words=OURS)
        opened = form_of(admin, COST)
        change(manager, COST, words=f"{OURS} Bye.")
        late = send(admin, COST, opened, do="standard")
        assert "Dana Brooks saved first" in late.text
        assert own(ringback) == [("answers.cost", f"{OURS} Bye.")]
        assert change(admin, COST, do="standard").status_code == 303
        assert own(ringback) == []
        assert "The standard wording is in use." in admin.opens(COST).text
        assert "Last removed by Tom" in admin.opens(COST).text

    def test_that_says_what_the_standard_says_is_none(self, ringback: Ringback, manager: Member) -> None:
        change(manager, COST, words=SHIPPED)
        assert own(ringback) == []
        assert "Nothing has changed." in manager.opens(COST).text

    def test_two_who_change_it_at_once_do_not_undo_each_other(
        self, ringback: Ringback, manager: Member, admin: Member
    ) -> None:
        opened = form_of(admin, COST)
        change(manager, COST, words=OURS)
        late = send(admin, COST, opened, words="Free. STOP to end.")
        assert late.status_code == 422
        assert "Dana Brooks saved first" in late.text
        assert own(ringback) == [("answers.cost", OURS)]


def test_each_text_has_a_title() -> None:
    assert TITLES.keys() == wording.to_the_public(ENGLISH).keys()


class TestThePreview:
    def test_shows_the_text_and_saves_nothing(self, ringback: Ringback, manager: Member) -> None:
        page = change(manager, COST, words=OURS, do="preview")
        assert page.status_code == 200
        assert "The call is free. A person will call you and say what" in shown(page)
        assert "The call is free. A person will call you from 020 7946 0123 and say" in shown(page)
        assert own(ringback) == []

    def test_says_what_is_wrong(self, manager: Member) -> None:
        page = change(manager, COST, words="It's free, {name}.", do="preview")
        assert page.status_code == 422
        assert "Nothing fills in {name}" in page.text
        assert "Can’t be shown until each {name} is one that this text can fill in." in page.text


class TestASignOff:
    def test_says_who_and_when_and_is_written_down(self, ringback: Ringback, manager: Member) -> None:
        assert "Dana Brooks, manager" in manager.opens(COST).text
        assert signs(manager, COST).status_code == 303
        says = "Signed off by Leila Khan, clinical lead, Wed 14 Jan 2026, 02:14"
        assert f"{says}; recorded by Dana Brooks" in shown(manager.opens(COST))
        assert says in shown(manager.opens(TEXTS))
        assert sign_offs(ringback) == [("Leila Khan, clinical lead", version_of(SHIPPED))]
        with ringback.session() as session:
            (entry, *_) = trail.latest(session)
        assert (entry.what, entry.after["version"]) == (
            "sign-off of answers.cost of willow-house",
            version_of(SHIPPED),
        )

    def test_ends_with_an_edit_and_comes_back_with_the_words(
        self, ringback: Ringback, manager: Member
    ) -> None:
        signs(manager, COST)
        change(manager, COST, words=OURS)
        assert "Not signed off." in manager.opens(COST).text
        change(manager, COST, do="standard")
        assert "Not signed off." not in manager.opens(COST).text
        assert len(sign_offs(ringback)) == 1

    def test_is_of_the_words_that_were_read(self, ringback: Ringback, manager: Member, admin: Member) -> None:
        token = admin.token(COST)
        change(manager, COST, words=OURS)
        late = admin.posts(
            f"{COST}/sign-off", csrf_token=token, read=version_of(SHIPPED), signed_by="Tom, admin"
        )
        assert late.status_code == 422
        assert "This text has changed since you opened the page." in late.text
        assert sign_offs(ringback) == []
        signs(admin, COST)
        assert sign_offs(ringback) == [("Leila Khan, clinical lead", version_of(OURS))]

    def test_needs_a_name(self, ringback: Ringback, manager: Member) -> None:
        page = signs(manager, COST, " ")
        assert page.status_code == 422
        assert "Write the name and role of the clinician who read it." in page.text
        assert sign_offs(ringback) == []

    def test_of_a_greeting_is_not_asked(self, manager: Member) -> None:
        welcome = f"{TEXTS}/enquirer.welcome"
        assert "Sign off" not in manager.opens(welcome).text
        token = manager.token(welcome)
        assert manager.posts(f"{welcome}/sign-off", csrf_token=token, signed_by="Dana").status_code == 404


class TestWhoMayComeIn:
    @pytest.mark.parametrize("address", [TEXTS, COST])
    def test_managers_of_the_centre_and_admins(self, ringback: Ringback, address: str) -> None:
        came = {
            name: Member(ringback, f"{name}@example.org").opens(address).status_code
            for name in ("dana", "tom", "sam", "leila")
        }
        assert came == {"dana": 200, "tom": 200, "sam": 403, "leila": 404}

    def test_a_text_that_is_none_is_not_there(self, manager: Member) -> None:
        for kind in ("staff.alert", "answers.rent", "answers", "lines.talk"):
            assert manager.opens(f"{TEXTS}/{kind}").status_code == 404
