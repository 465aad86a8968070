"""What came with a text is opened by a press: fetched through us, shown without a way out, and noted."""

import base64
import re
import time

import pytest

from enquiries.core.enums import Role
from enquiries.lifecycle.events import EventKind
from enquiries.simulator.faults import Fault, FaultKind
from enquiries.simulator.media import picture
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.staff.test_board import become
from tests.web.visitor import Visitor

_DOOR = re.compile(r'action="([^"]+/media/\d+/\d+)"')
NOTED = {"media": "picture", "door": "enquiry page", "address": "127.0.0.1"}


def content(data: bytes) -> str:
    return base64.b64encode(data).decode()


def door_on(page: str) -> str:
    """Where the first button that opens something leads."""
    found = _DOOR.search(page)
    assert found, "there is nothing to open on this page"
    return found[1]


@pytest.fixture
def desk(ringback: Ringback) -> Desk:
    """Sam's."""
    return Desk(ringback, "sam")


@pytest.fixture
def sent(the_enquirer: Phone, sam: Phone) -> None:
    """A picture came, without words."""
    the_enquirer.sends({}).expects("we have what you sent")
    sam.expects("new call-back")


def sends(ringback: Ringback, media: dict[str, str]) -> None:
    phone = ringback.phone("+447700900123")
    phone.sends(media).ignores_the_rest()
    ringback.phone("+447700900001").ignores_the_rest()


def opened(ringback: Ringback) -> list[dict[str, str]]:
    return records.happened(ringback, EventKind.MEDIA_OPENED)


@pytest.mark.usefixtures("sent")
class TestFromThePageOfAnEnquiry:
    def test_a_press_shows_the_picture(self, ringback: Ringback, desk: Desk) -> None:
        page = desk.page(ringback.enquiry())
        assert "Sent a picture: image/png" in page
        answer = desk.sends_form(ringback.enquiry(), door_on(page))
        assert (answer.status_code, answer.content_type) == (200, "image/png")
        assert answer.data == picture()

    def test_the_page_leads_to_us_alone(self, ringback: Ringback, desk: Desk) -> None:
        assert ringback.twilio.url not in desk.reads(ringback.enquiry())

    def test_each_press_is_noted_with_who_and_from_where(self, ringback: Ringback, desk: Desk) -> None:
        door = door_on(desk.page(ringback.enquiry()))
        assert opened(ringback) == []
        desk.sends_form(ringback.enquiry(), door)
        assert opened(ringback) == [NOTED]
        told = "Sam C</b> Opened a picture that they sent, on the enquiry page, from 127.0.0.1"
        assert told in desk.page(ringback.enquiry())

    def test_it_is_kept_by_no_cache_and_runs_nothing(self, ringback: Ringback, desk: Desk) -> None:
        headers = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry()))).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
        assert headers["Content-Disposition"] == "inline"

    def test_a_press_needs_the_token_of_the_form(self, ringback: Ringback, desk: Desk) -> None:
        assert desk.posts(door_on(desk.page(ringback.enquiry()))).status_code == 400
        assert opened(ringback) == []

    def test_another_centre_and_an_auditor_get_nothing(self, ringback: Ringback, desk: Desk) -> None:
        enquiry = ringback.enquiry()
        door = door_on(desk.page(enquiry))
        leila = Desk(ringback, "leila")
        assert leila.posts(door, csrf_token=leila.token("/account")).status_code == 404
        become(ringback, "priya@example.org", Role.AUDITOR)
        priya = Desk(ringback, "priya")
        assert "/media/" not in priya.page(enquiry)
        assert priya.posts(door, csrf_token=priya.token("/account")).status_code == 403
        assert opened(ringback) == []

    def test_a_text_of_another_enquiry_is_none_of_this_one(
        self, ringback: Ringback, desk: Desk, sam: Phone
    ) -> None:
        other = ringback.phone("+447700900125")
        other.texts("HELP").ignores_the_rest()
        sam.ignores_the_rest()
        first, second = records.enquiries(ringback)
        door = door_on(desk.page(first)).replace(first.reference, second.reference)
        assert desk.sends_form(first, door).status_code == 404
        assert desk.sends_form(first, f"/enquiries/{first.reference}/media/1/7").status_code == 404

    def test_of_a_person_who_was_erased_nothing_is_left(self, ringback: Ringback, desk: Desk) -> None:
        enquiry = ringback.enquiry()
        door = door_on(desk.page(enquiry))
        with ringback.session() as session:
            session.merge(enquiry).key = None
            session.commit()
        assert "/media/" not in desk.page(enquiry)
        assert desk.sends_form(enquiry, door).status_code == 404


class TestWhereThereIsNothingToShow:
    @pytest.mark.usefixtures("sent")
    def test_what_the_provider_deleted_is_said_and_noted(self, ringback: Ringback, desk: Desk) -> None:
        (text,) = [each for each in ringback.twilio.exchange.log.all() if each.media]
        text.media.clear()
        page = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert page.status_code == 404
        assert "The picture could not be opened" in page.text
        assert "no longer has it" in page.text
        assert f'href="/enquiries/{ringback.enquiry().reference}"' in page.text
        assert opened(ringback) == [{**NOTED, "problem": "gone from the provider"}]
        told = "Tried to open a picture that they sent, on the enquiry page, from 127.0.0.1: gone from the"
        assert told in desk.page(ringback.enquiry())

    @pytest.mark.usefixtures("sent")
    @pytest.mark.parametrize(
        ("fault", "said", "noted"),
        [
            (FaultKind.HANG, "answer in time", "no answer from the provider"),
            (FaultKind.SERVER_ERROR, "hand it over", "refused by the provider"),
        ],
    )
    def test_a_provider_in_trouble(
        self, ringback: Ringback, desk: Desk, fault: FaultKind, said: str, noted: str
    ) -> None:
        ringback.twilio.exchange.faults.turn_on(fault, Fault(milliseconds=10))
        page = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert page.status_code == 502
        assert said in page.text
        assert opened(ringback) == [{**NOTED, "problem": noted}]

    @pytest.mark.parametrize(
        "location",
        [
            "https://127.0.0.1:9/private",
            "https://10.0.0.1/private",
            "https://[::1]/private",
            "https://[::ffff:10.0.0.1]/private",
            "https://169.254.169.254/latest/meta-data",
            "http://10.0.0.1/private",
            "file:///etc/passwd",
            "https://localhost\\@10.0.0.1/",
        ],
    )
    def test_the_provider_leads_nowhere_into_our_network(
        self, ringback: Ringback, desk: Desk, location: str
    ) -> None:
        sends(ringback, {"location": location})
        started = time.monotonic()
        page = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert time.monotonic() - started < 2, "no connection was tried"
        assert page.status_code == 502
        assert opened(ringback) == [{**NOTED, "problem": "not at the provider"}]

    @pytest.mark.parametrize(
        "address",
        [
            "https://example.org/a.png",
            "http://127.0.0.1:9/a.png",
            "http://127.0.0.1@10.0.0.1/a.png",
            "ftp://127.0.0.1/a.png",
            "http://127.0.0.1:nonsense/",
            "/a.png",
        ],
    )
    def test_an_address_of_another_host_is_not_opened(
        self, ringback: Ringback, desk: Desk, the_enquirer: Phone, sam: Phone, address: str
    ) -> None:
        the_enquirer.texts("", NumMedia="1", MediaUrl0=address, MediaContentType0="image/png")
        the_enquirer.ignores_the_rest()
        sam.ignores_the_rest()
        page = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert page.status_code == 502
        assert "we haven’t opened it" in page.text
        assert opened(ringback) == [{**NOTED, "problem": "not at the provider"}]

    def test_what_is_too_large_is_cut_off(self, ringback: Ringback, desk: Desk) -> None:
        sends(ringback, {"content": content(bytes(6 * 1024 * 1024 + 1))})
        page = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert "larger than 6 MB" in page.text
        assert opened(ringback) == [{**NOTED, "problem": "too large"}]


class TestHowItIsShown:
    @pytest.mark.parametrize("kind", ["image/jpeg", "image/webp", "IMAGE/GIF"])
    def test_what_holds_no_script_is_shown(self, ringback: Ringback, desk: Desk, kind: str) -> None:
        sends(ringback, {"type": kind, "content": content(b"content")})
        answer = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert answer.content_type == kind.lower()
        assert answer.headers["Content-Disposition"] == "inline"

    @pytest.mark.parametrize(("kind", "player"), [("audio/ogg", "<audio"), ("video/mp4", "<video")])
    def test_what_can_be_played_is_in_a_player(
        self, ringback: Ringback, desk: Desk, kind: str, player: str
    ) -> None:
        sends(ringback, {"type": kind, "content": content(b"content")})
        answer = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert f'{player} controls src="data:{kind};base64,{content(b"content")}"' in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert policy == "sandbox; default-src 'none'; media-src data:"

    @pytest.mark.parametrize("kind", ["text/vcard", "text/x-vcard", "text/plain; charset=latin-1"])
    def test_contacts_are_plain_text(self, ringback: Ringback, desk: Desk, kind: str) -> None:
        sends(ringback, {"type": kind, "content": content(b"BEGIN:VCARD")})
        answer = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert answer.content_type == "text/plain; charset=utf-8"
        assert answer.text == "BEGIN:VCARD"

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            ("text/html", "application/octet-stream"),
            ("image/svg+xml", "application/octet-stream"),
            ("application/pdf", "application/pdf"),
            ("audio/amr", "audio/amr"),
        ],
    )
    def test_the_rest_is_saved_as_a_file(self, ringback: Ringback, desk: Desk, kind: str, given: str) -> None:
        sends(ringback, {"type": kind, "content": content(b"<script>alert(1)</script>")})
        answer = desk.sends_form(ringback.enquiry(), door_on(desk.page(ringback.enquiry())))
        assert answer.content_type == given
        assert answer.headers["Content-Disposition"].startswith("attachment")


class TestFromTheCallPage:
    @pytest.mark.usefixtures("sent")
    def test_the_claimer_opens_it_with_a_press(self, ringback: Ringback, sam: Phone) -> None:
        sam.replies("{code} Y").expects("is yours")
        caller = Visitor(ringback)
        door = door_on(caller.opens(sam.link).text)
        answer = caller.posts(door)
        assert (answer.status_code, answer.data) == (200, picture())
        assert answer.headers["Cache-Control"] == "no-store"
        (entry,) = records.entries(ringback, EventKind.MEDIA_OPENED)
        assert entry.detail == {**NOTED, "door": "call page"}
        assert entry.staff_id == ringback.enquiry().holder_id

    @pytest.mark.usefixtures("sent")
    def test_a_link_opens_nothing(self, ringback: Ringback, sam: Phone) -> None:
        sam.replies("{code} Y").expects("is yours")
        caller = Visitor(ringback)
        assert caller.opens(door_on(caller.opens(sam.link).text)).status_code == 405

    @pytest.mark.usefixtures("sent")
    def test_after_the_claim_nothing_opens(self, ringback: Ringback, sam: Phone) -> None:
        sam.replies("{code} Y").expects("is yours")
        caller = Visitor(ringback)
        door = door_on(caller.opens(sam.link).text)
        sam.replies("{code} PASS").ignores_the_rest()
        ringback.phone("+447700900003").ignores_the_rest()
        assert "This link no longer works" in caller.posts(door).text
        assert opened(ringback) == []
