"""Signing in with a password, with a second step, and with a code that comes by text."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import account_of, app_code, joined, set_up_second_step
from tests.web.visitor import Visitor, token_on

SAM, DANA, PRIYA = "sam@example.org", "dana@example.org", "priya@example.org"


@pytest.fixture
def sams_account(ringback: Ringback) -> None:
    joined(ringback, SAM)


@pytest.fixture
def danas_account(ringback: Ringback) -> None:
    joined(ringback, DANA)
    set_up_second_step(ringback, DANA)


def sign_in(visitor: Visitor, email: str = SAM, password: str = PASSWORD) -> TestResponse:
    return visitor.sends("/sign-in", email=email, password=password)


@pytest.mark.usefixtures("sams_account")
class TestPassword:
    def test_opens_the_door_and_leads_on(self, visitor: Visitor) -> None:
        page = visitor.sends("/sign-in?next=/account?a%3D1", email="Sam@Example.org ", password=PASSWORD)
        assert (page.status_code, page.location) == (303, "/account?a=1")
        assert "Sam Carter" in visitor.opens("/account").text

    def test_the_cookie_is_for_nobody_else(self, visitor: Visitor) -> None:
        cookie = sign_in(visitor).headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie

    @pytest.mark.parametrize(
        "trap", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "evil"]
    )
    def test_leads_nowhere_else(self, visitor: Visitor, trap: str) -> None:
        token = visitor.token("/sign-in")
        page = visitor.client.post(
            "/sign-in",
            query_string={"next": trap},
            data={"email": SAM, "password": PASSWORD, "csrf_token": token},
        )
        assert page.location == "/board"

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            (SAM, "wrong"),
            (SAM, ""),
            (SAM, "x" * 5000),
            ("", ""),
            ("nobody@example.org", PASSWORD),
            ("\x00", "\x00"),
        ],
    )
    def test_a_wrong_one_is_told_the_same_whoever_it_is(
        self, visitor: Visitor, email: str, password: str
    ) -> None:
        page = sign_in(visitor, email, password)
        assert page.status_code == 422
        assert "Email or password is incorrect" in page.text
        assert visitor.opens("/account").status_code == 303

    def test_is_not_in_the_database(self, ringback: Ringback) -> None:
        kept = account_of(ringback, SAM).password or ""
        assert kept.startswith("$argon2id$")
        assert PASSWORD not in kept

    def test_without_the_token_of_the_form_is_asked_for_again(self, visitor: Visitor) -> None:
        page = visitor.posts("/sign-in", email=SAM, password=PASSWORD)
        assert page.status_code == 400
        assert f'value="{SAM}"' in page.text
        again = visitor.posts("/sign-in", email=SAM, password=PASSWORD, csrf_token=token_on(page))
        assert again.status_code == 303

    def test_somebody_without_one_cannot_sign_in(self, visitor: Visitor) -> None:
        assert sign_in(visitor, PRIYA, "").status_code == 422


@pytest.mark.usefixtures("sams_account")
class TestLockOut:
    def test_after_five_tries_the_right_one_does_not_open_either(
        self, ringback: Ringback, visitor: Visitor
    ) -> None:
        for _ in range(5):
            assert sign_in(visitor, password="wrong").status_code == 422
        page = sign_in(visitor)
        assert page.status_code == 429
        assert "wait 15 minutes" in page.text
        ringback.move_to(ringback.now + timedelta(minutes=16))
        assert sign_in(visitor).status_code == 303

    def test_those_who_are_not_there_are_locked_out_too(self, visitor: Visitor) -> None:
        codes = [sign_in(visitor, "nobody@example.org").status_code for _ in range(6)]
        assert codes == [422] * 5 + [429]

    def test_a_right_one_makes_up_for_what_was_wrong(self, ringback: Ringback) -> None:
        for _ in range(3):
            browser = Visitor(ringback)
            for _ in range(4):
                sign_in(browser, password="wrong")
            assert sign_in(browser).status_code == 303

    def test_one_address_cannot_try_everybody(self, visitor: Visitor) -> None:
        codes = [sign_in(visitor, f"{number}@example.org", "wrong").status_code for number in range(41)]
        assert codes == [422] * 40 + [429]


@pytest.mark.usefixtures("danas_account")
class TestSecondStep:
    def test_the_password_alone_is_not_enough(self, visitor: Visitor) -> None:
        page = visitor.sends("/sign-in?next=/admin/accounts", email=DANA, password=PASSWORD)
        assert page.location == "/sign-in/code?next=/admin/accounts"
        assert visitor.opens("/admin/accounts").status_code == 303

    def test_the_code_of_the_app_opens_once(self, ringback: Ringback, visitor: Visitor) -> None:
        code = app_code(ringback, DANA)
        sign_in(visitor, DANA)
        page = visitor.sends("/sign-in/code?next=/admin/accounts", code=f"{code[:3]} {code[3:]}")
        assert page.location == "/admin/accounts"
        other = Visitor(ringback)
        sign_in(other, DANA)
        assert other.sends("/sign-in/code", code=code).status_code == 422

    def test_codes_are_counted_like_passwords(self, ringback: Ringback, visitor: Visitor) -> None:
        sign_in(visitor, DANA)
        wrong = "000000" if app_code(ringback, DANA) != "000000" else "000001"
        codes = [visitor.sends("/sign-in/code", code=wrong).status_code for _ in range(5)]
        assert codes == [422] * 5
        assert visitor.sends("/sign-in/code", code=app_code(ringback, DANA)).status_code == 429

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "٤٤٤٤٤٤", "\x00", "x" * 5000, "----"])
    def test_what_is_no_code_opens_nothing(self, visitor: Visitor, code: str) -> None:
        sign_in(visitor, DANA)
        assert visitor.sends("/sign-in/code", code=code).status_code == 422

    def test_nobody_starts_with_it(self, ringback: Ringback, visitor: Visitor) -> None:
        assert visitor.opens("/sign-in/code?next=/board").location == "/sign-in?next=/board"
        token = visitor.token("/sign-in")
        page = visitor.posts("/sign-in/code", code=app_code(ringback, DANA), csrf_token=token)
        assert page.location == "/sign-in"

    def test_one_does_not_stand_half_way_for_long(self, ringback: Ringback, visitor: Visitor) -> None:
        sign_in(visitor, DANA)
        token = visitor.token("/sign-in/code")
        ringback.move_to(ringback.now + timedelta(minutes=11))
        page = visitor.posts("/sign-in/code", code=app_code(ringback, DANA), csrf_token=token)
        assert page.location == "/sign-in"


class TestTextedCode:
    def test_signs_a_responder_in_who_was_never_invited(self, visitor: Visitor, sam: Phone) -> None:
        page = visitor.sends("/sign-in/text?next=/account", email=SAM)
        assert page.location == "/sign-in/text/code?next=/account"
        code = sam.expects("is your code to sign in").last[:6]
        page = visitor.sends("/sign-in/text/code?next=/account", code=code)
        assert page.location == "/account"
        assert "Sam Carter" in visitor.opens("/account").text

    def test_is_good_once_and_for_five_minutes(
        self, ringback: Ringback, visitor: Visitor, sam: Phone
    ) -> None:
        visitor.sends("/sign-in/text", email=SAM)
        code = sam.expects("is your code to sign in").last[:6]
        token = visitor.token("/sign-in/text/code")
        ringback.wait(minutes=6)
        assert visitor.posts("/sign-in/text/code", code=code, csrf_token=token).status_code == 422
        visitor.sends("/sign-in/text", email=SAM)
        code = sam.expects("is your code to sign in").last[:6]
        assert visitor.sends("/sign-in/text/code", code=code).status_code == 303
        other = Visitor(ringback)
        other.sends("/sign-in/text", email="sam@example.org", code=code)
        sam.expects("is your code to sign in")
        assert other.sends("/sign-in/text/code", code=code).status_code == 422

    def test_a_wrong_one_is_counted(self, visitor: Visitor, sam: Phone) -> None:
        visitor.sends("/sign-in/text", email=SAM)
        code = sam.expects("is your code to sign in").last[:6]
        wrong = "000000" if code != "000000" else "000001"
        assert [visitor.sends("/sign-in/text/code", code=wrong).status_code for _ in range(5)] == [422] * 5
        assert visitor.sends("/sign-in/text/code", code=code).status_code == 429

    @pytest.mark.parametrize("email", [DANA, PRIYA, "nobody@example.org", ""])
    def test_others_get_none_and_are_told_nothing(self, visitor: Visitor, email: str) -> None:
        # Dana is a manager, and one of Priya's centres does not allow it
        page = visitor.sends("/sign-in/text", email=email)
        assert page.status_code == 303
        if email:
            assert "If you’re a responder" in visitor.opens(page.location).text

    def test_not_many_are_sent(self, visitor: Visitor, sam: Phone) -> None:
        codes = [visitor.sends("/sign-in/text", email=SAM).status_code for _ in range(6)]
        assert codes == [303] * 5 + [429]
        for _ in range(5):
            sam.expects("is your code to sign in")

    def test_a_second_step_is_asked_for_after_it(
        self, ringback: Ringback, visitor: Visitor, sam: Phone
    ) -> None:
        set_up_second_step(ringback, SAM)
        visitor.sends("/sign-in/text", email=SAM)
        page = visitor.sends("/sign-in/text/code", code=sam.expects("is your code to sign in").last[:6])
        assert page.location == "/sign-in/code"
        assert visitor.opens("/account").status_code == 303


class TestOnceMore:
    def test_a_quarter_of_an_hour_later_the_password_is_asked_for(
        self, ringback: Ringback, visitor: Visitor
    ) -> None:
        sam = joined(ringback, SAM)
        assert sam.opens("/account/password").status_code == 200
        for _ in range(2):  # still at it
            ringback.move_to(ringback.now + timedelta(minutes=10))
            assert sam.opens("/account/password").status_code == 200
        ringback.move_to(ringback.now + timedelta(minutes=16))
        page = sam.opens("/account/password")
        assert page.location == "/sign-in/again?next=/account/password"
        assert sam.sends(page.location, password="wrong").status_code == 422
        assert sam.sends(page.location, password=PASSWORD).location == "/account/password"
        assert sam.opens("/account/password").status_code == 200
