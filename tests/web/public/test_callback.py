import re
from pathlib import Path

import pytest

from enquiries.core.db import db
from enquiries.core.enums import About, Channel, Wish
from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from tests.support.fresh import fresh_app
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.records import enquiries, timeline
from tests.web.visitor import Visitor, token_on


class TestTheForm:
    def test_a_number_and_consent_are_enough(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        page = visitor.asks()
        assert (page.status_code, page.location) == (303, "/callback/thanks")
        enquiry = ringback.enquiry()
        assert (enquiry.phone, enquiry.channel) == ("+447700900123", Channel.WEB)
        assert (enquiry.state, enquiry.about) == (EnquiryState.OPEN, About.UNKNOWN)
        assert enquiry.acknowledged_at == enquiry.received_at
        sam.expects("{code} new call-back", "for UNKNOWN", "Call now", "Voicemail ASK")

    def test_everything_said_is_kept(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks(
            about="other",
            name="  Alex\t Grey ",
            voicemail="no",
            ask_for="Mum",
            message="First line\r\nsecond 💚",
            funding="not known",
            source="poster",
        )
        enquiry = ringback.enquiry()
        assert (enquiry.about, enquiry.name, enquiry.ask_for) == (About.OTHER, "Alex Grey", "Mum")
        assert (enquiry.message, enquiry.funding) == ("First line\nsecond 💚", "not known")
        assert (enquiry.voicemail, enquiry.source) == (Wish.NO, "poster")
        sam.expects("for OTHER", "Voicemail NO")

    def test_one_text_confirms_it_where_texting_is_allowed(
        self, visitor: Visitor, sam: Phone, the_enquirer: Phone
    ) -> None:
        visitor.asks(text_ok="yes")
        sam.expects("new call-back")
        the_enquirer.expects("We've been asked to call this number now.", "/m/")

    @pytest.mark.parametrize("answer", [{}, {"text_ok": "no"}])
    def test_no_text_without_a_yes(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, answer: dict[str, str]
    ) -> None:
        visitor.asks(**answer)
        sam.expects("new call-back")
        assert ringback.enquiry().text_ok is Wish.NO

    def test_a_landline_is_rung_and_never_texted(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        assert visitor.asks(phone="020 7946 0999", text_ok="yes").status_code == 303
        assert not ringback.enquiry().textable
        sam.expects("new call-back")

    def test_a_number_that_said_stop_is_rung_and_not_texted(
        self, visitor: Visitor, the_enquirer: Phone, sam: Phone
    ) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing").texts("STOP").expects(
            "won't text or call you again"
        )
        sam.expects("new call-back").expects("asked for no call")
        visitor.asks(text_ok="yes")
        sam.expects("wrote again after it was closed")

    def test_a_member_of_staff_is_not_asked_to_ring_themselves(self, visitor: Visitor, dana: Phone) -> None:
        visitor.asks(phone="07700 900001")
        dana.expects("new call-back")

    def test_the_words_that_were_agreed_to_are_kept(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        page = visitor.opens("/callback/willow-house")
        visitor.asks()
        sam.expects("new call-back")
        ((_, consent),) = timeline(ringback, EventKind.CONSENTED)
        assert consent["wording"] in page.text
        assert consent["wording"].startswith("I agree that Willow House keeps")
        assert (consent["version"], consent["channel"]) == ("2", "web")

    def test_without_consent_nothing_is_kept(self, visitor: Visitor, ringback: Ringback) -> None:
        for consent in ("", "no"):
            page = visitor.sends("/callback/willow-house", phone="07700 900123", consent=consent)
            assert page.status_code == 422
            assert "Please tick the box" in page.text
        assert enquiries(ringback) == []


class TestMistakes:
    def test_come_back_with_everything_filled_in(self, visitor: Visitor, ringback: Ringback) -> None:
        page = visitor.asks(phone="12", name="Alex", about="other", message="Evenings", voicemail="no")
        assert page.status_code == 422
        for kept in (
            'href="#phone"',
            'id="phone-wrong"',
            'value="12"',
            'value="Alex"',
            "Evenings",
            'name="about" value="other" checked',
            'name="voicemail" value="no" checked',
            'value="yes" required checked',
        ):
            assert kept in page.text
        assert enquiries(ringback) == []

    def test_beside_words_of_danger_help_is_named_first(self, visitor: Visitor, ringback: Ringback) -> None:
        page = visitor.asks(phone="12", message="I have taken an overdose").text
        main = page[page.index("<main") :]
        assert main.index('href="tel:999"') < main.index("Please check this")
        assert "We’ll get back to you as well." not in main
        assert "Please don’t wait for us" not in visitor.asks(phone="12", message="Evenings").text

    def test_a_second_go_is_taken(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        token = token_on(visitor.asks(phone="12"))
        page = visitor.posts("/callback/willow-house", csrf_token=token, phone="07700 900123", consent="yes")
        assert page.status_code == 303
        assert ringback.enquiry().phone == "+447700900123"
        sam.expects("new call-back")

    @pytest.mark.parametrize(
        ("phone", "says"),
        [
            ("", "Please give us the number"),
            ("\0", "Please give us the number"),
            ("09061 123456", "premium-rate"),
            ("070 1234 5678", "personal"),
            ("83222", "our own number"),
            ("07700 900100", "our own number"),
            ("020 7946 0123", "our own number"),
            ("07700 900123 or 07700 900124", "more than one number"),
        ],
    )
    def test_a_number_that_cannot_be_rung(self, visitor: Visitor, phone: str, says: str) -> None:
        page = visitor.asks(phone=phone)
        assert page.status_code == 422
        assert says in page.text

    def test_an_uncertain_number_is_asked_about_once(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        page = visitor.asks(phone="01632 000000")
        assert page.status_code == 422
        assert "Is 01632 000000 right?" in page.text
        assert 'name="phone_checked" type="hidden" value="+441632000000"' in page.text
        another = visitor.asks(phone="01632 000001", phone_checked="+441632000000")
        assert another.status_code == 422
        assert visitor.asks(phone="+44 1632 000000", phone_checked="+441632000000").status_code == 303
        assert ringback.enquiry().phone == "+441632000000"
        sam.expects("new call-back")

    def test_a_number_that_may_be_from_abroad_is_shown_as_such_and_asked_about(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        page = visitor.asks(phone="353871234567")
        assert page.status_code == 422
        assert "Is +353 87 123 4567 right?" in page.text
        assert "with + and the country code" in page.text
        checked = {"phone_checked": "+353871234567"}
        assert visitor.asks(phone="353871234567", **checked).status_code == 303
        assert ringback.enquiry().phone == "+353871234567"
        sam.expects("new call-back")

    def test_a_number_from_abroad_never_becomes_one_of_ours_unasked(
        self, visitor: Visitor, ringback: Ringback
    ) -> None:
        page = visitor.asks(phone="207-555-0199")
        assert page.status_code == 422
        assert "Is 020 7555 0199 right?" in page.text
        assert enquiries(ringback) == []

    @pytest.mark.parametrize("field", ["about", "when", "voicemail", "text_ok"])
    def test_an_answer_that_is_none_of_those_offered(self, visitor: Visitor, field: str) -> None:
        page = visitor.asks(**{field: "perhaps"})
        assert page.status_code == 422
        assert f'href="#{field}-0"' in page.text

    def test_a_message_of_more_than_300_letters(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        assert visitor.asks(message="x" * 301).status_code == 422
        assert visitor.asks(message="💚" * 300).status_code == 303
        assert ringback.enquiry().message == "💚" * 300
        sam.expects("new call-back")


class TestTheTime:
    def test_is_read_on_the_clock_of_the_centre(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, the_enquirer: Phone
    ) -> None:
        visitor.asks(when="later", time="2026-01-14T18:00", text_ok="yes")
        the_enquirer.expects("at 6pm today")
        sam.expects_nothing()
        ringback.wait(hours=15, minutes=46)
        sam.expects("{code} new call-back", "Call now").replies("{code} Y").expects("is yours")

    def test_without_a_choice_still_counts(self, visitor: Visitor, ringback: Ringback) -> None:
        visitor.asks(time="2026-01-14T18:00")
        assert ringback.enquiry().due_at.hour == 18

    def test_does_not_count_where_now_was_chosen(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks(when="now", time="never mind")
        assert ringback.enquiry().due_at == ringback.enquiry().received_at
        sam.expects("new call-back")

    @pytest.mark.parametrize("time", ["", "soon", "2026-01-13T18:00", "2026-02-14T18:00"])
    def test_that_does_not_fit(self, visitor: Visitor, time: str) -> None:
        page = visitor.asks(when="later", time=time)
        assert page.status_code == 422
        assert 'href="#time"' in page.text
        assert 'id="time-wrong"' in page.text

    def test_that_was_chosen_comes_back_with_another_mistake(self, visitor: Visitor) -> None:
        for time in ("2026-01-14T18:00", "2026-01-21T18:30"):
            page = visitor.asks(phone="12", when="later", time=time)
            assert f'<option value="{time}" selected>' in page.text

    def test_is_offered_when_the_centre_is_open_and_somebody_on_call(self, visitor: Visitor) -> None:
        assert (
            '<option value="2026-01-14T03:00">Today at 3am</option>'
            in visitor.opens("/callback/willow-house").text
        )
        page = visitor.opens("/callback/willow-london").text
        offered = re.findall(r'<option value="([^"]+)">([^<]+)', page)
        assert offered[0] == ("2026-01-14T08:00", "Today at 8am")
        assert ("2026-01-15T19:00", "Tomorrow at 7pm") in offered
        assert ("2026-01-17T09:00", "Saturday at 9am") in offered
        assert "2026-01-17T08:00" not in page
        assert "2026-01-18" not in page


class TestMachines:
    def test_two_hundred_unknown_fields_do_not_matter(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        assert visitor.asks(**{f"field{each}": "x" for each in range(200)}).status_code == 303
        assert ringback.enquiry().phone == "+447700900123"
        sam.expects("new call-back")

    def test_a_hundred_kilobytes_are_refused_on_a_page_that_helps(self, visitor: Visitor) -> None:
        page = visitor.asks(message="x" * 100_000)
        assert page.status_code == 413
        assert "That is too long" in page.text
        assert "Samaritans" in page.text

    def test_control_characters_go_and_other_scripts_stay(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks(name="A\0le\x07x", message="שלום\0 \u202eabc", source="po\0ster", ask_for="ليلى")
        enquiry = ringback.enquiry()
        assert (enquiry.name, enquiry.message) == ("Alex", "שלום \u202eabc")
        assert (enquiry.source, enquiry.ask_for) == ("poster", "ليلى")
        sam.expects("new call-back")

    def test_tags_are_shown_and_not_obeyed(self, visitor: Visitor) -> None:
        page = visitor.asks(phone="1", name="<script>alert(1)</script>", message="</textarea><b>")
        assert "<script>alert" not in page.text
        assert "</textarea><b>" not in page.text


class TestTheToken:
    @pytest.mark.parametrize("stale", [{}, {"csrf_token": "stale"}])
    def test_missing_or_stale_the_form_comes_back_as_it_was(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, stale: dict[str, str]
    ) -> None:
        typed = {"phone": "07700 900123", "name": "Alex", "consent": "yes", "message": "Evenings"}
        typed |= {"when": "later", "time": "2026-01-14T18:00"}
        page = visitor.posts("/callback/willow-house", **typed, **stale)
        assert page.status_code == 400
        for kept in ("Please send it again", 'value="Alex"', "Evenings", 'T18:00" selected'):
            assert kept in page.text
        assert enquiries(ringback) == []
        again = visitor.posts("/callback/willow-house", **typed, csrf_token=token_on(page))
        assert again.status_code == 303
        sam.expects_nothing()
        assert ringback.enquiry().due_at.hour == 18

    def test_where_no_cookie_is_kept_there_is_another_way(self, visitor: Visitor) -> None:
        page = visitor.posts("/callback/willow-house", phone="07700 900123")
        assert "020 7946 0123" in page.text
        assert "83222" in page.text


ONE_CENTRE = """
timezone = "Europe/London"

[[centres]]
slug = "willow-house"
name = "Willow House"
line = "+442079460123"
hours = "24/7"
promise = "15m"

[[staff]]
name = "Dana Brooks"
mobile = "+447700900003"
email = "dana@example.org"
role = "manager"
centres = ["willow-house"]
"""


class TestCentres:
    def test_a_single_one_is_not_chosen(self, tmp_path: Path) -> None:
        app = fresh_app(tmp_path)
        (tmp_path / "one.toml").write_text(ONE_CENTRE)
        assert app.test_cli_runner().invoke(args=["load", str(tmp_path / "one.toml")]).exit_code == 0
        page = app.test_client().get("/callback").text
        with app.app_context():
            db.engine.dispose()
        assert "Which centre?" not in page
        assert "I agree that Willow House keeps" in page

    def test_of_several_one_is_chosen(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        assert "Which centre?" in visitor.opens("/callback").text
        assert visitor.asks("/callback").status_code == 422
        assert visitor.asks("/callback", centre="nowhere").status_code == 422
        assert visitor.asks("/callback", centre="willow-house").status_code == 303
        assert ringback.enquiry().centre.slug == "willow-house"
        sam.expects("new call-back")

    def test_an_address_of_its_own_decides(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        assert "Which centre?" not in visitor.opens("/callback/willow-house").text
        visitor.asks("/callback/willow-house", centre="willow-london")
        assert ringback.enquiry().centre.slug == "willow-house"
        sam.expects("new call-back")

    @pytest.mark.parametrize("slug", ["nowhere", "%00", "%F0%9F%92%9A"])
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_an_unknown_one_is_a_page_that_helps(self, visitor: Visitor, slug: str, method: str) -> None:
        page = visitor.client.open(f"/callback/{slug}", method=method)
        assert page.status_code == 404
        assert "All the ways to reach us" in page.text


class TestThanks:
    def test_says_how_soon_and_no_name(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(name="Alex")
        sam.expects("new call-back")
        page = visitor.opens("/callback/thanks")
        assert "usually within 15 minutes" in page.text
        assert "Alex" not in page.text

    def test_promises_no_more_than_the_hours_do(self, visitor: Visitor, ringback: Ringback) -> None:
        visitor.asks("/callback/willow-london")
        assert "We open today at 8am and will call you then" in visitor.opens("/callback/thanks").text
        assert ringback.enquiry().waits_for_opening

    def test_says_when_a_chosen_time_is(self, visitor: Visitor) -> None:
        visitor.asks(when="later", time="2026-01-14T18:00")
        assert "A person will call you today at 6pm." in visitor.opens("/callback/thanks").text

    def test_names_the_time_that_can_be_kept(self, visitor: Visitor) -> None:
        visitor.asks("/callback/willow-london", when="later", time="2026-01-14T23:00")
        assert "A person will call you tomorrow at 8am." in visitor.opens("/callback/thanks").text

    def test_tells_families_whom_we_ring(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(about="other")
        sam.expects("new call-back")
        assert "We’ll get back to you, not to them." in visitor.opens("/callback/thanks").text

    def test_can_be_opened_by_anybody(self, visitor: Visitor) -> None:
        assert visitor.opens("/callback/thanks").status_code == 200

    def test_is_kept_by_no_cache(self, visitor: Visitor) -> None:
        assert visitor.opens("/callback/thanks").headers["Cache-Control"] == "no-store"

    def test_a_form_sent_just_before_an_upgrade_has_its_page(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        sam.expects("new call-back")
        with visitor.client.session_transaction() as session:
            del session["taken"]["by_text"]
            session.modified = True
        assert visitor.opens("/callback/thanks").status_code == 200
