"""The page from which whoever took an enquiry rings."""

from urllib.parse import urlsplit

import pytest

from enquiries.lifecycle.events import EventKind
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.records import timeline
from tests.web.visitor import Visitor


def taken(sam: Phone) -> str:
    """Sam takes what came in. Returns the path of the call page."""
    sam.expects("new call-back").replies("{code} Y").expects("is yours")
    return urlsplit(sam.link).path


class TestThePage:
    def test_says_how_to_ring_safely(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(name="Alex", ask_for="Mum", voicemail="no", about="other", funding="insurance")
        page = visitor.opens(taken(sam)).text
        for rule in (
            "VOICEMAIL NO",
            "TEXTS NO",
            "ASK FOR <bdi>Mum</bdi>",
            "<bdi>Alex</bdi>",
            "someone else",
        ):
            assert rule in page
        assert "07700 900123" in page
        assert 'href="tel:+447700900123"' in page

    def test_does_not_take_silence_for_a_yes(self, sam: Phone, visitor: Visitor, the_enquirer: Phone) -> None:
        the_enquirer.texts("HELP").expects("You did the right thing")
        page = visitor.opens(taken(sam)).text
        assert "VOICEMAIL ASK" in page
        assert "TEXTS ASK" in page

    def test_shows_all_that_they_wrote(self, visitor: Visitor, sam: Phone, the_enquirer: Phone) -> None:
        visitor.asks(message="<b>Evenings</b>")
        the_enquirer.texts("my name is אלכס").expects("we've got your message")
        page = visitor.opens(taken(sam)).text
        assert page.index("&lt;b&gt;Evenings&lt;/b&gt;") < page.index("my name is אלכס")

    def test_keeps_apart_what_may_be_another_person(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks(name="Alex")
        assert "May be someone else" not in visitor.opens(taken(sam)).text
        visitor.asks(name="Kim")
        page = visitor.opens(urlsplit(sam.expects("wrote again").link).path).text
        assert "May be someone else" in page
        assert "<bdi>Alex</bdi>" in page
        assert "Kim" in page

    def test_shows_what_was_tried_and_noted(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks()
        taken(sam)
        sam.replies("{code} NOTE a dog barked").expects("noted").replies("{code} NOANS").expects("Next try")
        ringback.wait(minutes=31)
        page = visitor.opens(taken(sam)).text
        assert "Sam C: no answer" in page
        assert "a dog barked" in page
        assert "NOANS</p>" not in page, "what staff text to us is not what the person wrote"

    def test_shows_danger_first(self, visitor: Visitor, sam: Phone, dana: Phone) -> None:
        visitor.asks(message="I have taken an overdose")
        dana.expects("URGENT")
        sam.expects("URGENT").replies("{code} Y").expects("is yours")
        dana.expects("was taken by")
        page = visitor.opens(urlsplit(sam.link).path).text
        assert page.index("URGENT") < page.index("VOICEMAIL")
        assert "overdose" in page

    def test_says_what_to_text_afterwards(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        page = visitor.opens(taken(sam)).text
        for word in ("DONE", "NOANS", "VM", "WRONG", "LATER 6PM"):
            assert f"{sam.code} {word}" in page

    def test_is_kept_and_found_nowhere(self, visitor: Visitor, sam: Phone) -> None:
        visitor.asks()
        headers = visitor.opens(taken(sam)).headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")
        assert headers["Referrer-Policy"] == "same-origin"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


class TestTheDial:
    def test_opening_the_page_logs_none(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks()
        link = taken(sam)
        before = [len(timeline(ringback, what)) for what in EventKind]
        visitor.opens(link)
        visitor.client.head(link)
        assert [len(timeline(ringback, what)) for what in EventKind] == before
        assert ringback.enquiry().first_call_at is None

    def test_is_logged_by_a_beacon(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks()
        assert visitor.posts(taken(sam), beacon="1").status_code == 204
        assert timeline(ringback, EventKind.DIALLED) == [(None, {"how": "call page"})]
        assert ringback.enquiry().first_call_at == ringback.now

    def test_is_logged_by_the_button_where_scripts_do_not_run(
        self, visitor: Visitor, ringback: Ringback, sam: Phone
    ) -> None:
        visitor.asks()
        link = taken(sam)
        page = visitor.posts(link)
        assert (page.status_code, page.location) == (303, f"{link}?dial=1")
        assert 'href="tel:+447700900123">Open the phone' in visitor.opens(page.location).text
        assert len(timeline(ringback, EventKind.DIALLED)) == 1

    def test_keeps_the_nudge_away(self, visitor: Visitor, ringback: Ringback, sam: Phone) -> None:
        visitor.asks()
        visitor.posts(taken(sam), beacon="1")
        ringback.wait(minutes=30)
        sam.expects_nothing()


class TestAfterTheClaim:
    @pytest.mark.parametrize("end", ["PASS", "DONE", "LATER 6PM"])
    def test_the_link_is_dead(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, dana: Phone, end: str
    ) -> None:
        visitor.asks()
        link = taken(sam)
        sam.replies("{code} " + end).ignores_the_rest()
        dana.ignores_the_rest()
        for page in (visitor.opens(link), visitor.posts(link, beacon="1")):
            assert page.status_code == 404
            assert "Text <b>LIST</b>" in page.text
            assert "900123" not in page.text
        assert timeline(ringback, EventKind.DIALLED) == []

    def test_a_colleague_who_took_over_has_a_link_of_their_own(
        self, visitor: Visitor, sam: Phone, dana: Phone
    ) -> None:
        visitor.asks()
        link = taken(sam)
        dana.replies(f"{sam.code} TAKE OVER").expects("is yours")
        sam.expects("was taken by Dana B")
        assert visitor.opens(link).status_code == 404
        assert visitor.opens(urlsplit(dana.link).path).status_code == 200

    @pytest.mark.parametrize("token", ["nonsense", "x" * 5000, "%00"])
    def test_a_token_that_is_none(self, visitor: Visitor, token: str) -> None:
        assert visitor.opens(f"/c/{token}").status_code == 404
        assert visitor.posts(f"/c/{token}").status_code == 404


class TestBeforeTheTimeTheyChose:
    @pytest.fixture
    def path(self, sam: Phone, the_enquirer: Phone) -> str:
        the_enquirer.texts("HELP").expects("You did the right thing")
        sam.expects("new call-back").replies("{code} Y").expects("is yours")
        the_enquirer.texts("call me at 6pm").expects("Booked")
        sam.expects("asked for another time").replies("{code} Y").expects("is yours")
        return urlsplit(sam.link).path

    def test_the_page_rings_only_after_a_second_press(
        self, visitor: Visitor, ringback: Ringback, path: str
    ) -> None:
        page = visitor.opens(path).text
        assert "They asked for a call at 6pm today." in page
        assert "data-dial-button" not in page
        assert visitor.posts_quietly(path).status_code == 409
        assert timeline(ringback, EventKind.DIALLED) == []
        visitor.posts_quietly(path, anyway="yes")
        ((_, dialled),) = timeline(ringback, EventKind.DIALLED)
        assert dialled["how"] == "call page, though they asked for another time"
