"""Invitations, and links for those who forgot."""

from datetime import timedelta

import pytest

from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from enquiries.audit import trail
from tests.support.outside import Outside
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.auth.test_access import switch_off
from tests.web.member import Member, account_of, app_code, joined, link_for, set_up_second_step
from tests.web.visitor import Visitor, token_on

SAM, DANA = "sam@example.org", "dana@example.org"


class TestTheLink:
    def test_lets_one_choose_a_password_and_signs_in(self, ringback: Ringback, visitor: Visitor) -> None:
        link = link_for(ringback, SAM)
        page = visitor.opens(link)
        assert "Hello Sam Carter" in page.text
        assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "same-origin")
        assert visitor.sends(link, password=PASSWORD).location == "/board"
        assert "Sam Carter" in visitor.opens("/account").text

    def test_is_good_once(self, ringback: Ringback, visitor: Visitor) -> None:
        link = link_for(ringback, SAM)
        token = visitor.token(link)
        visitor.posts(link, password=PASSWORD, csrf_token=token)
        for page in (visitor.opens(link), visitor.posts(link, password="another long one", csrf_token=token)):
            assert page.status_code == 404
            assert "This link no longer works" in page.text

    def test_is_good_for_two_days(self, ringback: Ringback, visitor: Visitor) -> None:
        link = link_for(ringback, SAM)
        ringback.move_to(ringback.now + timedelta(hours=47))
        assert visitor.opens(link).status_code == 200
        ringback.move_to(ringback.now + timedelta(hours=2))
        assert visitor.opens(link).status_code == 404

    def test_ends_when_another_is_made_or_the_person_leaves(
        self, ringback: Ringback, visitor: Visitor
    ) -> None:
        old, new = link_for(ringback, SAM), link_for(ringback, SAM)
        assert visitor.opens(old).status_code == 404
        assert visitor.opens(new).status_code == 200
        switch_off(ringback, SAM)
        assert visitor.opens(new).status_code == 404

    @pytest.mark.parametrize("token", ["nonsense", "x" * 5000, "💚"])
    def test_a_forged_one_says_what_to_do(self, visitor: Visitor, token: str) -> None:
        for page in (visitor.opens(f"/join/{token}"), visitor.posts(f"/join/{token}", password=PASSWORD)):
            assert page.status_code == 404
            assert "ask the person who sent it" in page.text

    def test_signs_out_every_other_browser(self, ringback: Ringback) -> None:
        old = joined(ringback, SAM)
        joined(ringback, SAM, "another garden kettle")
        assert old.opens("/account").status_code == 303

    def test_does_not_go_round_the_second_step(self, ringback: Ringback, visitor: Visitor) -> None:
        set_up_second_step(ringback, DANA)
        assert visitor.sends(link_for(ringback, DANA), password=PASSWORD).location == "/sign-in/code"
        assert visitor.opens("/account").status_code == 303
        page = visitor.sends("/sign-in/code", code=app_code(ringback, DANA))
        assert page.status_code == 303
        assert visitor.opens("/account").status_code == 200

    def test_for_a_lost_phone_forgets_the_second_step(self, ringback: Ringback, visitor: Visitor) -> None:
        set_up_second_step(ringback, DANA)
        link = link_for(ringback, DANA, forget_second_step=True)
        visitor.sends(link, password=PASSWORD)
        assert visitor.opens("/account").location == "/account/authenticator"

    @pytest.mark.parametrize(
        ("password", "why"),
        [
            ("short", "12 characters or more"),
            ("x" * 129, "128 characters or fewer"),
            ("aaaaaaaaaaaaaaaaaa", "more different characters"),
            ("password123456!", "is too easy to guess"),
            ("Liverpool2026!!", "is too easy to guess"),
            ("Sam Carter 2026", "too close to your name"),
        ],
    )
    def test_a_password_that_others_would_guess_is_refused(
        self, ringback: Ringback, visitor: Visitor, password: str, why: str
    ) -> None:
        link = link_for(ringback, SAM)
        page = visitor.sends(link, password=password)
        assert page.status_code == 422
        assert why in page.text
        assert password not in page.text.replace("Sam Carter", "")
        assert visitor.posts(link, password=PASSWORD, csrf_token=token_on(page)).status_code == 303


class TestWhoMakesThem:
    def test_a_manager_for_people_of_their_centres(self, ringback: Ringback, visitor: Visitor) -> None:
        dana = Member(ringback, DANA)
        page = dana.opens("/admin/accounts").text
        shown = [name for name in ("Sam", "Priya", "Leila", "Tom", "Dana") if f">{name} " in page]
        assert shown == ["Sam"]
        sam = account_of(ringback, SAM).staff_id
        page = dana.posts(f"/admin/accounts/{sam}/link", csrf_token=dana.token("/admin/accounts")).text
        link = page.partition("<code>")[2].partition("</code>")[0]
        assert visitor.opens(link.removeprefix(ringback.url)).status_code == 200
        ringback.phone("+447700900001").expects("Dana B made a link to sign in as you")

    def test_is_recorded_with_who_for_whom_and_when(self, ringback: Ringback, sam: Phone) -> None:
        set_up_second_step(ringback, SAM)
        dana, number = Member(ringback, DANA), account_of(ringback, SAM).staff_id
        token = dana.token("/admin/accounts")
        dana.posts(f"/admin/accounts/{number}/link", csrf_token=token, lost_phone="yes")
        dana.posts(f"/admin/accounts/{number}/sign-out", csrf_token=token)
        sam.expects("Dana B made a link")
        with ringback.session() as session:
            signed_out, reset, *_ = trail.latest(session)
        assert [(each.by, each.what, each.at) for each in (reset, signed_out)] == [
            ("Dana Brooks", "sign-in of sam@example.org", ringback.now)
        ] * 2
        assert reset.after == {"link": "new", "second_step": "forgotten"}
        assert signed_out.after == {"sessions": "ended"}

    def test_an_admin_for_somebody_who_works_at_two_centres(self, ringback: Ringback) -> None:
        tom, priya = Member(ringback, "tom@example.org"), account_of(ringback, "priya@example.org").staff_id
        page = tom.posts(f"/admin/accounts/{priya}/link", csrf_token=tom.token("/admin/accounts"))
        assert "A link for Priya Shah" in page.text
        ringback.phone("+447700900002").expects("Tom O made a link to sign in as you")

    @pytest.mark.parametrize("whose", ["priya@example.org", "leila@example.org", "tom@example.org", DANA])
    def test_for_nobody_else(self, ringback: Ringback, whose: str) -> None:
        dana = Member(ringback, DANA)
        before = account_of(ringback, whose)
        token = dana.token("/admin/accounts")
        for what in ("link", "sign-out"):
            page = dana.posts(f"/admin/accounts/{before.staff_id}/{what}", csrf_token=token)
            assert page.status_code == 404
        after = account_of(ringback, whose)
        assert (after.link_lookup, after.fs_uniquifier) == (before.link_lookup, before.fs_uniquifier)

    def test_no_responder(self, ringback: Ringback) -> None:
        page = Member(ringback, SAM).opens("/admin/accounts")
        assert page.status_code == 403
        assert "It’s for this role: admin or manager. You’re signed in as Sam Carter, responder." in page.text

    def test_the_link_goes_by_email_too(self, ringback: Ringback, outside: Outside) -> None:
        outside.forget()
        dana = Member(ringback, DANA)
        sam = account_of(ringback, SAM).staff_id
        page = dana.posts(f"/admin/accounts/{sam}/link", csrf_token=dana.token("/admin/accounts"))
        assert "Sent to sam@example.org" in page.text
        (letter,) = outside.mails
        assert "/join/" in letter
        assert "Dana Brooks made you this link." in letter
        ringback.phone("+447700900001").expects("Dana B made a link")

    def test_a_manager_can_sign_somebody_out(self, ringback: Ringback) -> None:
        sam, dana = joined(ringback, SAM), Member(ringback, DANA)
        number = account_of(ringback, SAM).staff_id
        dana.posts(f"/admin/accounts/{number}/sign-out", csrf_token=dana.token("/admin/accounts"))
        assert sam.opens("/account").status_code == 303
