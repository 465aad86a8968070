"""Settings on pages: who may change what, what is refused and in which words, what is written down."""

import pytest
from sqlalchemy import select

from enquiries.audit import trail
from enquiries.audit.models import Amendment, Through
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Keyword, Staff
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import Member
from tests.web.page_form import change, form_of, send

HOUSE = "/admin/centres/willow-house"
LONDON = "/admin/centres/willow-london"


@pytest.fixture
def manager(ringback: Ringback) -> Member:
    """Dana, of Willow House."""
    return Member(ringback, "dana@example.org")


@pytest.fixture
def admin(ringback: Ringback) -> Member:
    """Tom."""
    return Member(ringback, "tom@example.org")


def centre(ringback: Ringback, slug: str = "willow-house") -> Centre:
    with ringback.session() as session:
        session.expire_all()
        return centres.by_slug(session, slug)


def person(ringback: Ringback, name: str) -> Staff:
    with ringback.session() as session:
        session.expire_all()
        found = session.scalars(select(Staff).where(Staff.email == f"{name}@example.org")).one()
        assert found.centres is not None
        return found


def on_pages(ringback: Ringback) -> list[Amendment]:
    """What was changed on pages, the newest first."""
    with ringback.session() as session:
        return [each for each in trail.latest(session) if each.through is Through.PAGE]


def page_of(ringback: Ringback, name: str) -> str:
    return f"/admin/staff/{person(ringback, name).id}"


class TestWhoMayComeIn:
    @pytest.mark.parametrize("email", ["sam@example.org", "dana@example.org", "tom@example.org"])
    def test_what_the_desk_shows_opens(self, ringback: Ringback, email: str) -> None:
        member = Member(ringback, email)
        desk = member.opens("/admin")
        assert desk.status_code == (403 if email.startswith("sam") else 200)
        links = {part.split('"')[0] for part in desk.text.split('href="')[1:]}
        for link in (each for each in links if each.startswith("/admin")):
            assert member.opens(link).status_code == 200, link

    @pytest.mark.parametrize(
        "path",
        ["/admin/centres/new", "/admin/numbers/new", "/admin/targets", "/admin/changes", "/admin/setup.toml"],
    )
    def test_settings_of_all_are_for_admins(self, manager: Member, admin: Member, path: str) -> None:
        assert manager.opens(path).status_code == 403
        assert admin.opens(path).status_code == 200

    @pytest.mark.parametrize("path", [LONDON, f"{LONDON}/shifts", f"{LONDON}/ladder", "/admin/centres/oak"])
    def test_another_centre_is_not_there_for_a_manager(self, manager: Member, path: str) -> None:
        assert manager.opens(path).status_code == 404
        token = manager.token(HOUSE)
        assert manager.posts(path, csrf_token=token).status_code == 404

    @pytest.mark.parametrize("name", ["leila", "tom", "priya"])
    def test_nor_is_whoever_also_works_elsewhere_or_is_above(
        self, ringback: Ringback, manager: Member, name: str
    ) -> None:
        assert manager.opens(page_of(ringback, name)).status_code == 404
        assert manager.opens(page_of(ringback, "sam")).status_code == 200


class TestACentre:
    def test_is_changed_and_it_is_written_down(self, ringback: Ringback, manager: Member) -> None:
        assert change(manager, HOUSE, promise="10m", town="Maldon").status_code == 303
        assert (centre(ringback).promise_seconds, centre(ringback).town) == (600, "Maldon")
        (entry,) = on_pages(ringback)
        assert (entry.what, entry.by) == ("centre willow-house", "Dana Brooks")
        assert entry.before == {"promise_seconds": 900, "town": "Chelmsford"}
        assert entry.after == {"promise_seconds": 600, "town": "Maldon"}
        assert "Last changed by Dana Brooks" in manager.opens(HOUSE).text

    def test_saved_as_it_was_changes_nothing(self, ringback: Ringback, admin: Member) -> None:
        for address in (HOUSE, LONDON):
            assert change(admin, address).status_code == 303
        assert "Nothing has changed." in admin.opens("/admin").text
        assert on_pages(ringback) == []

    def test_what_is_wrong_is_said_at_its_field_and_stays_there(
        self, ringback: Ringback, manager: Member
    ) -> None:
        page = change(manager, HOUSE, promise="soon", hours="always", name="")
        assert page.status_code == 422
        for says in (
            "“soon” is not a length of time",
            "“always” has no times after it",
            "Please fill this in.",
        ):
            assert says in page.text
        assert 'value="soon"' in page.text
        assert 'href="#promise"' in page.text
        assert centre(ringback).promise_seconds == 900

    def test_two_who_change_it_at_once_do_not_undo_each_other(
        self, ringback: Ringback, manager: Member, admin: Member
    ) -> None:
        opened = form_of(admin, HOUSE)
        change(manager, HOUSE, promise="10m")
        late = send(admin, HOUSE, opened, promise="20m")
        assert late.status_code == 422
        assert "Dana Brooks saved first" in late.text
        assert 'value="20m"' in late.text
        assert centre(ringback).promise_seconds == 600
        change(admin, HOUSE, promise="20m")
        assert centre(ringback).promise_seconds == 1200

    def test_that_is_new_has_a_manager_from_the_start(self, ringback: Ringback, admin: Member) -> None:
        new = {"slug": "willow-bay", "name": "Willow Bay", "line": "+442079460789", "hours": "24/7"}
        refused = change(admin, "/admin/centres/new", promise="15m", manager="", **new)
        assert "willow-bay has no manager: choose one." in refused.text
        change(admin, "/admin/centres/new", promise="15m", manager="dana@example.org", **new)
        assert centre(ringback, "willow-bay").promise_seconds == 900
        assert [each.slug for each in person(ringback, "dana").centres] == ["willow-house", "willow-bay"]

    def test_that_is_there_is_not_made_again(self, ringback: Ringback, admin: Member) -> None:
        page = change(
            admin, "/admin/centres/new", slug="willow-house", name="Other", manager="dana@example.org"
        )
        assert "That name is taken by another centre." in page.text
        assert centre(ringback).name == "Willow House"


class TestPeople:
    def test_somebody_new_is_asked_whether_texts_arrive(self, ringback: Ringback, manager: Member) -> None:
        page = change(
            manager, "/admin/staff/new", name="Ben Hall", email="Ben@example.org", mobile="07700 900011",
            role="responder", centres=["willow-house"],
        )  # fmt: skip
        assert page.status_code == 303
        ringback.settle()
        ben = ringback.phone("+447700900011")
        ben.expects("READY").replies("READY").expects("CODE then Y take")
        assert "Alerts reach this phone" in manager.opens(page_of(ringback, "ben")).text
        (entry,) = on_pages(ringback)
        assert entry.after["mobile"] == "…011"

    def test_a_new_mobile_is_tried_out_too(self, ringback: Ringback, manager: Member) -> None:
        change(manager, page_of(ringback, "sam"), mobile="07700 900011")
        ringback.settle()
        ringback.phone("+447700900011").expects("READY")
        ringback.phone("+447700900001").expects("Dana B changed your mobile")
        assert person(ringback, "sam").ready_at is None

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            (
                "mobile",
                "07700 900003",
                "+447700900003 is the mobile of dana@example.org: change theirs first",
            ),
            ("mobile", "07700 900004", "This is the mobile of a person you may not change: ask an admin"),
            ("mobile", "83222", "number"),
            ("role", "admin", "You can’t choose this one."),
            ("centres", "willow-london", "You can’t choose this one."),
            ("name", "", "Please fill this in."),
        ],
    )
    def test_what_a_manager_cannot_give(
        self, ringback: Ringback, manager: Member, field: str, value: str, says: str
    ) -> None:
        page = change(manager, page_of(ringback, "sam"), **{field: value})
        assert page.status_code == 422
        assert says in page.text
        assert (person(ringback, "sam").role, person(ringback, "sam").mobile) == (
            "responder",
            "+447700900001",
        )

    def test_nobody_leaves_a_centre_that_would_go_on_alerting_them(
        self, ringback: Ringback, admin: Member
    ) -> None:
        page = change(admin, page_of(ringback, "sam"), centres=["willow-london"])
        assert "sam@example.org is on the rota or escalation of willow-house" in page.text

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("dana", "willow-house would have no manager"),
            ("tom", "This would leave no admin: make someone else an admin first."),
        ],
    )
    def test_the_last_manager_and_the_last_admin_stay(
        self, ringback: Ringback, admin: Member, name: str, says: str
    ) -> None:
        page = change(admin, page_of(ringback, name), role="responder")
        assert page.status_code == 422
        assert says in page.text

    def test_switching_off_says_what_depends_on_them(self, ringback: Ringback, admin: Member) -> None:
        for name, says in (
            ("sam", "on the rota or escalation of willow-house"),
            ("dana", "only manager of Willow House"),
            ("tom", "You can’t switch yourself off"),
        ):
            address = page_of(ringback, name)
            admin.posts(f"{address}/switch-off", csrf_token=admin.token(address))
            assert says in admin.opens(address).text
            assert person(ringback, name).active

    def test_who_is_off_the_rota_can_be_switched_off_and_on(
        self, ringback: Ringback, admin: Member, manager: Member
    ) -> None:
        change(manager, "/admin/staff/new", name="Ben", email="ben@example.org", mobile="07700 900011",
               role="responder", centres=["willow-house"])  # fmt: skip
        ringback.settle()
        ringback.phone("+447700900011").expects("READY")
        address = page_of(ringback, "ben")
        admin.posts(f"{address}/switch-off", csrf_token=admin.token(address))
        assert not person(ringback, "ben").active
        assert "switch them on first" in change(admin, address, name="Benjamin").text
        admin.posts(f"{address}/switch-on", csrf_token=admin.token(address))
        assert person(ringback, "ben").active
        assert [each.after for each in on_pages(ringback)][:2] == [{"active": True}, {"active": False}]

    def test_a_test_text_on_a_press(self, ringback: Ringback, manager: Member, sam: Phone) -> None:
        address = page_of(ringback, "sam")
        manager.posts(f"{address}/test-text", csrf_token=manager.token(address))
        sam.expects("READY")


class TestNumbersAndKeywords:
    def test_a_keyword_is_added_changed_and_taken_away(self, ringback: Ringback, manager: Member) -> None:
        change(
            manager, "/admin/keywords/new", word="hope", number="83222", centre="willow-house", source="bus"
        )
        with ringback.session() as session:
            hope = session.scalars(select(Keyword).where(Keyword.word == "HOPE")).one()
        address = f"/admin/keywords/{hope.id}"
        change(manager, address, source="train")
        manager.posts(f"{address}/remove", csrf_token=manager.token(address))
        assert [each.deed for each in on_pages(ringback)] == ["removed", "changed", "added"]
        assert manager.opens(address).status_code == 404

    @pytest.mark.parametrize(
        ("word", "says"),
        [
            ("HELP", "That number already has this word."),
            ("STOP", "STOP already means something in a text"),
            ("two words", "will not do"),
        ],
    )
    def test_a_word_that_cannot_be(self, manager: Member, word: str, says: str) -> None:
        page = change(manager, "/admin/keywords/new", word=word, number="83222", centre="willow-house")
        assert page.status_code == 422
        assert says in page.text

    @pytest.mark.parametrize(
        ("number", "centre"), [("83222", "willow-london"), ("+447700900100", "willow-house")]
    )
    def test_a_manager_leads_nobody_to_another_centre_nor_from_it(
        self, ringback: Ringback, manager: Member, number: str, centre: str
    ) -> None:
        page = change(manager, "/admin/keywords/new", word="HOPE", number=number, centre=centre)
        assert page.status_code == 422
        assert on_pages(ringback) == []
        assert "+447700900100" not in manager.opens("/admin/keywords/new").text

    def test_a_number_is_added_and_one_in_use_stays(self, ringback: Ringback, admin: Member) -> None:
        change(admin, "/admin/numbers/new", number="83333", centre="willow-house", use="staff")
        listed = admin.opens("/admin/numbers").text
        assert "83333" in listed
        addresses = [
            part.split('"')[0] for part in listed.split('href="')[1:] if part.startswith("/admin/numbers/")
        ]
        first, *_, new = (each for each in addresses if each[-1].isdigit())
        for address in (first, new):
            admin.posts(f"{address}/remove", csrf_token=admin.token(address))
        assert "83333" not in admin.opens("/admin/numbers").text.partition("</h1>")[2]
        assert "83222" in admin.opens("/admin/numbers").text


class TestTargets:
    def test_are_written_and_read_back(self, ringback: Ringback, admin: Member) -> None:
        change(admin, "/admin/targets", **{"claim-90": "4m"})
        assert 'value="4m"' in admin.opens("/admin/targets").text
        assert "target 90 of claim" in [each.what for each in on_pages(ringback)]

    def test_a_target_that_is_none_is_said_at_its_field(self, admin: Member) -> None:
        page = change(admin, "/admin/targets", **{"claim-90": "never"})
        assert page.status_code == 422
        assert 'href="#claim-90"' in page.text


def test_the_record_shows_before_and_after(admin: Member, manager: Member) -> None:
    change(manager, HOUSE, promise="10m")
    page = admin.opens("/admin/changes").text
    assert "<del>900</del>" in page
    assert "<ins>600</ins>" in page


def test_the_setup_file_downloads_as_it_would_load(ringback: Ringback, admin: Member) -> None:
    answer = admin.opens("/admin/setup.toml")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert 'slug = "willow-house"' in answer.text
