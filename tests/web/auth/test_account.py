"""One's own account, and that some must have a second step."""

import re

import pytest
from passlib.totp import TOTP

from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from tests.support.ringback import Ringback
from tests.web.member import Member, account_of, app_code, joined, set_up_second_step
from tests.web.visitor import Visitor

SAM, DANA, TOM = "sam@example.org", "dana@example.org", "tom@example.org"


def code_on(page: str, ringback: Ringback) -> str:
    """What an app shows that was given the key on the page."""
    found = re.search(r"<code>([A-Z2-7-]+)</code>", page)
    assert found is not None
    token: str = TOTP(key=found[1], format="base32").generate(time=ringback.now).token
    return token


class TestSecondStep:
    @pytest.mark.parametrize("email", [DANA, TOM])
    def test_managers_and_admins_set_it_up_before_anything_else(self, ringback: Ringback, email: str) -> None:
        member = Member(ringback, email, ready=False)
        for address in ("/account", "/account/password", "/admin/accounts"):
            assert member.opens(address).location == "/account/authenticator"
        page = member.opens("/account/authenticator").text
        page = member.sends("/account/authenticator", code=code_on(page, ringback)).text
        assert len(re.findall(r"<code>[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}</code>", page)) == 8
        assert member.opens("/account").status_code == 200

    def test_others_may(self, ringback: Ringback) -> None:
        sam = Member(ringback, SAM)
        assert "It protects you if someone learns your password." in sam.opens("/account").text
        page = sam.opens("/account/authenticator").text
        sam.sends("/account/authenticator", code=code_on(page, ringback))
        assert "8 recovery codes left" in sam.opens("/account").text

    def test_two_tabs_show_the_same_picture(self, ringback: Ringback) -> None:
        dana = Member(ringback, DANA, ready=False)
        first, second = (dana.opens("/account/authenticator").text for _ in range(2))
        assert code_on(first, ringback) == code_on(second, ringback)

    def test_a_wrong_code_sets_nothing_up(self, ringback: Ringback) -> None:
        dana = Member(ringback, DANA, ready=False)
        right = code_on(dana.opens("/account/authenticator").text, ringback)
        page = dana.sends("/account/authenticator", code="000000" if right != "000000" else "000001")
        assert page.status_code == 422
        assert account_of(ringback, DANA).totp_secret is None

    def test_needs_no_picture_from_elsewhere(self, ringback: Ringback) -> None:
        page = Member(ringback, DANA, ready=False).opens("/account/authenticator").text
        assert "<svg" in page
        assert "data:" not in page
        assert "style=" not in page


class TestRecoveryCodes:
    @pytest.fixture
    def codes(self, ringback: Ringback) -> list[str]:
        dana = joined(ringback, DANA)
        page = dana.opens("/account/authenticator").text
        page = dana.sends("/account/authenticator", code=code_on(page, ringback)).text
        return re.findall(r"<code>([0-9a-f-]+)</code>", page)

    def test_each_opens_once(self, ringback: Ringback, codes: list[str]) -> None:
        for typed, status in ((codes[0], 303), (codes[0], 422), (codes[1].replace("-", "").upper(), 303)):
            browser = Visitor(ringback)
            browser.sends("/sign-in", email=DANA, password=PASSWORD)
            assert browser.sends("/sign-in/code", code=typed).status_code == status
        assert "6 recovery codes left" in browser.opens("/account").text

    def test_new_ones_end_the_old(self, ringback: Ringback, codes: list[str]) -> None:
        dana = Member(ringback, DANA)
        page = dana.posts("/account/recovery-codes", csrf_token=dana.token("/account")).text
        assert len(re.findall(r"<code>[0-9a-f-]+</code>", page)) == 8
        assert not any(code in page for code in codes)
        browser = Visitor(ringback)
        browser.sends("/sign-in", email=DANA, password=PASSWORD)
        assert browser.sends("/sign-in/code", code=codes[0]).status_code == 422

    def test_are_sealed(self, ringback: Ringback, codes: list[str]) -> None:
        account = account_of(ringback, DANA)
        assert account.mf_recovery_codes == codes
        assert not any(code.encode() in (account._recovery_codes or b"") for code in codes)


class TestPassword:
    def test_changing_it_signs_out_every_other_browser(self, ringback: Ringback) -> None:
        here, there = joined(ringback, SAM), Visitor(ringback)
        there.sends("/sign-in", email=SAM, password=PASSWORD)
        page = here.sends("/account/password", password="another garden kettle")
        assert page.location == "/account?done=password"
        assert "Your password has been changed" in here.opens(page.location).text
        assert there.opens("/account").status_code == 303
        assert Visitor(ringback).sends("/sign-in", email=SAM, password=PASSWORD).status_code == 422

    def test_a_weak_one_is_refused(self, ringback: Ringback) -> None:
        page = Member(ringback, SAM).sends("/account/password", password="short")
        assert page.status_code == 422
        assert "12 characters or more" in page.text


def test_signing_out_everywhere(ringback: Ringback) -> None:
    here, there = Member(ringback, SAM), Member(ringback, SAM)
    page = here.posts("/account/sign-out-everywhere", csrf_token=here.token("/account"))
    assert page.location == "/sign-in"
    assert [each.opens("/account").status_code for each in (here, there)] == [303, 303]


def test_a_new_role_counts_from_the_next_click(ringback: Ringback) -> None:
    dana = Member(ringback, DANA)
    assert dana.opens("/admin/accounts").status_code == 200
    with ringback.session() as session:
        account = session.merge(account_of(ringback, DANA))
        account.staff.role = account.staff.role.RESPONDER
        session.commit()
    assert dana.opens("/admin/accounts").status_code == 403


def test_the_code_of_an_app_is_not_in_clear(ringback: Ringback) -> None:
    set_up_second_step(ringback, DANA)
    account = account_of(ringback, DANA)
    assert b"totp" not in (account._totp_secret or b"")
    assert len(app_code(ringback, DANA)) == 6
