"""The page after the form: the number as we understood it, how to change it, and whether a text comes."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from werkzeug.test import TestResponse

from enquiries.board import timeline_lines
from enquiries.lifecycle import transitions as verbs
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState, Outcome
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.embedded import Framed, hidden_in
from tests.web.records import enquiries, timeline
from tests.web.visitor import Visitor, token_on

THANKS = "/callback/thanks"
WRONG, RIGHT = "07700 900123", "07700 900124"
COMES = "We’re sending you a text"
_INSTEAD = re.compile(r'name="instead"[^>]* value="([^"]+)"')


def instead_on(page: TestResponse) -> str:
    found = _INSTEAD.search(page.text)
    assert found is not None, "there is no way to change the number"
    return html.unescape(found[1])


def changes(visitor: Visitor, phone: str = RIGHT, **fields: str) -> TestResponse:
    """Press "Change it" on the page after the form, and send the form that comes."""
    thanks = visitor.opens(THANKS)
    form = visitor.posts(
        "/callback/willow-house/change", instead=instead_on(thanks), csrf_token=token_on(thanks)
    )
    assert form.status_code == 200
    assert WRONG not in form.text
    return visitor.posts(
        "/callback/willow-house",
        csrf_token=token_on(form),
        instead=instead_on(form),
        phone=phone,
        consent="yes",
        **fields,
    )


def the_one_of(ringback: Ringback, number: str) -> Enquiry:
    return next(each for each in enquiries(ringback) if each.phone == number)


class TestTheNumber:
    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("+447700900123", "07700 900123"),
            ("0044 20 7946 0999", "020 7946 0999"),
            ("+353871234567", "+353 87 123 4567"),
        ],
    )
    def test_is_shown_as_understood(self, visitor: Visitor, sam: Phone, typed: str, shown: str) -> None:
        visitor.asks(phone=typed)
        sam.expects("new call-back")
        page = visitor.opens(THANKS).text
        assert f">{shown}</b>" in page
        assert "Not right? Change it" in page

    def test_is_in_no_address_and_not_readable_in_the_cookie(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        page = visitor.asks()
        sam.expects("new call-back")
        cookie = page.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        serializer = SecureCookieSessionInterface().get_signing_serializer(ringback.app)
        assert serializer is not None
        kept = serializer.loads(cookie)
        assert "taken" in kept
        assert "900123" not in str(kept)
        assert "900123" not in str(page.location)

    def test_is_shown_for_a_quarter_of_an_hour(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back")
        ringback.move_to(ringback.now + timedelta(minutes=16))
        page = visitor.opens(THANKS).text
        assert "900123" not in page
        assert "You’ve done the right thing by asking" in page

    def test_is_gone_after_the_way_out(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        sam.expects("new call-back")
        visitor.opens("/leave")
        assert "900123" not in visitor.opens(THANKS).text


class TestChangingIt:
    def test_calls_the_right_number_and_not_the_wrong_one(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back")
        assert changes(visitor).status_code == 303
        sam.expects("new call-back").expects("asked for no call")
        wrong, right = the_one_of(ringback, "+447700900123"), the_one_of(ringback, "+447700900124")
        assert (wrong.state, wrong.outcome) == (EnquiryState.CLOSED, Outcome.WRONG_NUMBER)
        with ringback.session() as session:
            told = [line.says for line in timeline_lines.whole_timeline(session, session.merge(wrong))]
            noted = [
                line.entry.words for line in timeline_lines.whole_timeline(session, session.merge(right))
            ]
        assert f"Number corrected by the person: see {right.code}" in told
        assert f"Corrected the number of an earlier form: see {wrong.code}" in noted
        assert right.state is EnquiryState.OPEN
        assert RIGHT in visitor.opens(THANKS).text

    def test_in_a_frame_too(self, ringback: Ringback, sam: Phone) -> None:
        framed = Framed(ringback)
        thanks = framed.asks()
        sam.expects("new call-back")
        form = framed.posts("/embed/willow-house/change", instead=instead_on(thanks))
        assert "Set-Cookie" not in form.headers
        page = framed.posts(**hidden_in(form.text), phone=RIGHT, consent="yes")
        assert page.status_code == 200
        sam.expects("new call-back").expects("asked for no call")
        assert the_one_of(ringback, "+447700900123").outcome is Outcome.WRONG_NUMBER

    def test_leaves_alone_what_was_there_before(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back")
        visitor.asks()
        changes(visitor)
        sam.expects("new call-back")
        assert the_one_of(ringback, "+447700900123").state is EnquiryState.OPEN

    def test_leaves_alone_whose_owner_wrote_meanwhile(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back")
        the_enquirer.texts("yes please call").ignores_the_rest()
        changes(visitor)
        sam.ignores_the_rest()
        assert the_one_of(ringback, "+447700900123").state is EnquiryState.OPEN

    def test_leaves_the_decision_to_a_manager_where_there_may_be_danger(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back")
        with ringback.session() as session:
            verbs.make_urgent(session, ringback.now, session.merge(ringback.enquiry()), "said by staff")
            session.commit()
        changes(visitor)
        sam.ignores_the_rest()
        dana.expects("ALARM Willow House: not them").ignores_the_rest()
        assert the_one_of(ringback, "+447700900123").state is EnquiryState.OPEN

    @pytest.mark.parametrize("framed", [False, True])
    def test_keeps_how_they_want_to_be_reached(
        self, visitor: Visitor, ringback: Ringback, framed: bool, sam: Phone
    ) -> None:
        """Who corrects a digit must not be rung because they did not say a second time that it isn't safe."""
        wishes: dict[str, Any] = {"ring": "no", "about": "other", "voicemail": "no", "not_before": "01:00"}
        if framed:
            frame = Framed(ringback)
            thanks = frame.asks(**wishes, ask_for="Alex")
            form = frame.posts("/embed/willow-house/change", instead=instead_on(thanks))
        else:
            visitor.asks(**wishes, ask_for="Alex")
            thanks = visitor.opens(THANKS)
            token = token_on(thanks)
            form = visitor.posts(
                "/callback/willow-house/change", instead=instead_on(thanks), csrf_token=token
            )
        for chosen in ("ring", "about", "voicemail"):
            assert f'name="{chosen}" value="{wishes[chosen]}" checked' in form.text
        assert 'name="not_before" value="01:00"' in form.text
        assert '<details class="group" open>' in form.text
        assert "Alex" not in form.text
        sam.ignores_the_rest()
        ringback.phone("+447700900123").ignores_the_rest()

    def test_to_the_same_number_changes_nothing(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks()
        sam.expects("new call-back")
        changes(visitor, WRONG)
        assert ringback.enquiry().state is EnquiryState.OPEN

    def test_keeps_no_time_that_was_not_read(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(when="now", time="x" * 2000)
        sam.expects("new call-back")
        assert changes(visitor).status_code == 303
        sam.ignores_the_rest()

    @pytest.mark.parametrize("instead", ["", "x", "test:AAAA", "\u00e9:\u00e9"])
    def test_what_was_not_sealed_by_us_does_nothing(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, instead: str
    ) -> None:
        visitor.asks()
        visitor.asks(phone=RIGHT, instead=instead)
        sam.expects("new call-back").expects("new call-back")
        assert {each.state for each in enquiries(ringback)} == {EnquiryState.OPEN}
        assert timeline(ringback, EventKind.NOT_ME) == []


class TestWhetherATextComes:
    def test_where_it_does(self, visitor: Visitor, sam: Phone, the_enquirer: Phone) -> None:
        visitor.asks(text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call")
        assert COMES in visitor.opens(THANKS).text

    @pytest.mark.parametrize(
        ("phone", "text_ok", "says"),
        [
            ("020 7946 0999", "yes", "this number can’t get texts"),
            ("07700 900123", "no", "you didn’t ask us to"),
        ],
    )
    def test_where_it_does_not(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, phone: str, text_ok: str, says: str
    ) -> None:
        visitor.asks(phone=phone, text_ok=text_ok)
        sam.expects("new call-back")
        page = visitor.opens(THANKS).text
        assert says in page
        assert COMES not in page

    @pytest.mark.usefixtures("only_the_short_code")
    def test_abroad_it_does_not_where_no_number_of_ours_reaches(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(phone="+353871234567", text_ok="yes")
        sam.expects("new call-back")
        page = visitor.opens(THANKS).text
        assert "don’t reach numbers in other countries" in page
        assert COMES not in page

    @pytest.mark.parametrize("centre", ["willow-house", "willow-london"])
    def test_abroad_it_does_from_a_number_that_is_no_short_code(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, centre: str
    ) -> None:
        visitor.asks(f"/callback/{centre}", phone="+353871234567", text_ok="yes")
        sam.ignores_the_rest()
        assert COMES in visitor.opens(THANKS).text
        ringback.phone("+353871234567").expects("We've been asked to call")

    def test_where_the_form_is_held(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch, visitor: Visitor, sam: Phone
    ) -> None:
        slow = app.config["RINGBACK"].model_copy(update={"form_fastest": timedelta(seconds=3)})
        monkeypatch.setitem(app.config, "RINGBACK", slow)
        visitor.asks(text_ok="yes")
        sam.expects("new call-back")
        page = visitor.opens(THANKS).text
        assert "We’re not sending you a link by text for now." in page
        assert COMES not in page

    def test_the_page_of_a_known_number_is_that_of_a_stranger(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        """Whether it has stopped our texts, has an enquiry, or was never here."""
        the_enquirer.texts("STOP").expects("won't text or call you again")
        ringback.phone("+447700900124").texts("HELP").expects("You did the right thing")
        pages = []
        for last in ("123", "124", "125"):
            visitor.asks(phone=f"07700 900{last}", text_ok="yes")
            pages.append(_without_what_differs(visitor.opens(THANKS).text, last))
        sam.ignores_the_rest()
        ringback.phone("+447700900125").expects("We've been asked to call")
        assert len({len(page) for page in pages}) == 1
        assert len({_without_values(page) for page in pages}) == 1


def _without_what_differs(page: str, last: str) -> str:
    return page.replace(f"07700 900{last}", "the number")


def _without_values(page: str) -> str:
    return re.sub(r'name="(csrf_token|instead)" value="[^"]*"', "", page)
