"""Who is let in where."""

from datetime import timedelta

from sqlalchemy import select

from enquiries.organisation.models import Staff
from tests.support.ringback import Ringback
from tests.web.member import Member
from tests.web.visitor import Visitor


def switch_off(ringback: Ringback, email: str) -> None:
    with ringback.session() as session:
        session.scalars(select(Staff).where(Staff.email == email)).one().active = False
        session.commit()


class TestSignedOut:
    def test_one_is_led_to_the_sign_in_and_back(self, visitor: Visitor) -> None:
        page = visitor.opens("/account?tab=2")
        assert (page.status_code, page.location) == (303, "/sign-in?next=/account?tab%3D2")

    def test_a_script_is_told(self, visitor: Visitor) -> None:
        assert visitor.client.get("/account", headers={"X-Requested-With": "fetch"}).status_code == 401

    def test_pages_for_the_public_do_not_look_who_comes(self, ringback: Ringback) -> None:
        page = Member(ringback, "sam@example.org").opens("/")
        assert "Cookie" not in page.headers.get("Vary", "")
        assert "Set-Cookie" not in page.headers


class TestSignedIn:
    def test_one_sees_ones_page_and_nobody_keeps_a_copy(self, ringback: Ringback) -> None:
        page = Member(ringback, "sam@example.org").opens("/account")
        assert "Sam Carter" in page.text
        assert page.headers["Cache-Control"] == "no-store"

    def test_it_ends_after_hours_without_a_sign(self, ringback: Ringback) -> None:
        sam = Member(ringback, "sam@example.org")
        ringback.move_to(ringback.now + timedelta(hours=11))
        assert sam.opens("/account").status_code == 200
        ringback.move_to(ringback.now + timedelta(hours=11))
        assert sam.opens("/account").status_code == 200
        ringback.move_to(ringback.now + timedelta(hours=13))
        assert sam.opens("/account").status_code == 303

    def test_a_page_that_asks_for_news_by_itself_does_not_keep_it(self, ringback: Ringback) -> None:
        sam = Member(ringback, "sam@example.org")
        asked = []
        for _ in range(13):
            ringback.move_to(ringback.now + timedelta(hours=1))
            asked.append(sam.client.get("/account", headers={"X-Requested-With": "fetch"}).status_code)
        assert asked == [200] * 12 + [401]

    def test_whoever_left_is_out_at_the_next_click(self, ringback: Ringback) -> None:
        sam = Member(ringback, "sam@example.org")
        switch_off(ringback, "sam@example.org")
        assert sam.opens("/account").status_code == 303

    def test_signing_out_ends_it(self, ringback: Ringback) -> None:
        sam = Member(ringback, "sam@example.org")
        sam.posts("/sign-out", csrf_token=sam.token("/account"))
        assert sam.opens("/account").status_code == 303
