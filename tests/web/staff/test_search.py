"""Finding an enquiry again, and never by an address that names somebody."""

import re
from datetime import timedelta

import pytest

from enquiries.board import search
from enquiries.core.enums import Role
from enquiries.lifecycle.events import EventKind
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import Desk
from tests.web.staff.test_board import become
from tests.web.visitor import token_on

_REFERENCE = re.compile(r'href="/enquiries/(\w+)"')
_EARLIER = re.compile(r'href="([^"]+)">Earlier')


def found_by(desk: Desk, **asked: str) -> str:
    page = desk.posts("/board/search", csrf_token=desk.token("/board/search"), **asked)
    return desk.opens(page.location).text if page.location else page.text


@pytest.fixture
def asked(the_enquirer: Phone, sam: Phone) -> str:
    """Somebody asked for a call, and was booked. The code."""
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.expects("new call-back").replies("{code} DONE BOOKED").expects("closed")
    return sam.code


class TestByName:
    @pytest.mark.parametrize("spelling", ["{code}", " {code} ", "{reference}", "{small}"])
    @pytest.mark.both_databases
    def test_a_code_or_reference(self, ringback: Ringback, asked: str, spelling: str) -> None:
        reference = ringback.enquiry().reference
        name = spelling.format(code=asked, reference=reference, small=reference.lower())
        assert f"/enquiries/{reference}" in found_by(Desk(ringback, "sam"), name=name)

    @pytest.mark.usefixtures("asked")
    @pytest.mark.parametrize(
        "spelling",
        ["07700900123", "07700 900 123", "+44 7700 900123", "0044 7700-900123", "tel:+447700900123"],
    )
    def test_a_number_in_any_spelling(self, ringback: Ringback, spelling: str) -> None:
        assert ringback.enquiry().reference in found_by(Desk(ringback, "sam"), name=spelling)

    @pytest.mark.usefixtures("asked")
    def test_a_number_is_in_no_address_and_its_find_is_written_down(self, ringback: Ringback) -> None:
        sam = Desk(ringback, "sam")
        page = sam.posts("/board/search", csrf_token=sam.token("/board/search"), name="07700 900123")
        assert page.status_code == 200
        assert page.location is None
        assert records.happened(ringback, EventKind.VIEWED) == [
            {"door": "search by number", "address": "127.0.0.1"}
        ]

    @pytest.mark.usefixtures("asked")
    @pytest.mark.parametrize(
        "name", ["07700 900124", "0000", "HELP", "x" * 500, "07700 900123 or 07700 900124"]
    )
    def test_what_is_not_there_is_not_found(self, ringback: Ringback, name: str) -> None:
        assert "Nothing found" in found_by(Desk(ringback, "sam"), name=name)

    @pytest.mark.both_databases
    def test_of_another_centre_nothing_is_found(self, ringback: Ringback, asked: str) -> None:
        for name in (asked, ringback.enquiry().reference, "07700 900123"):
            assert "Nothing found" in found_by(Desk(ringback, "leila"), name=name)
        assert records.happened(ringback, EventKind.VIEWED) == []

    def test_an_auditor_does_not_ask_who_is_known(self, ringback: Ringback, asked: str) -> None:
        become(ringback, "priya@example.org", Role.AUDITOR)
        auditor = Desk(ringback, "priya")
        assert "not by number" in found_by(auditor, name="07700 900123")
        assert ringback.enquiry().reference in found_by(auditor, name=asked)

    def test_a_token_that_ended_keeps_what_was_typed(self, ringback: Ringback) -> None:
        page = Desk(ringback, "sam").posts("/board/search", name="4821")
        assert (page.status_code, 'value="4821"' in page.text) == (422, True)


@pytest.mark.both_databases
class TestByWhat:
    @pytest.mark.parametrize(
        ("query", "is_found"),
        [
            ("", True),
            ("?outcome=booked", True),
            ("?outcome=info", False),
            ("?centre=willow-house&outcome=booked", True),
            ("?centre=willow-london", False),
            ("?first=2026-01-14&last=2026-01-14", True),
            ("?last=2026-01-13", False),
            ("?first=2026-01-15", False),
            ("?after=nonsense", True),
        ],
    )
    @pytest.mark.usefixtures("asked")
    def test_is_asked_for_by_the_address(self, ringback: Ringback, query: str, is_found: bool) -> None:
        page = Desk(ringback, "tom").opens(f"/board/search{query}").text
        assert (ringback.enquiry().reference in page) == is_found

    @pytest.mark.usefixtures("asked")
    def test_the_form_leads_to_the_address(self, ringback: Ringback) -> None:
        sam = Desk(ringback, "sam")
        form = {"csrf_token": token_on(sam.opens("/board/search")), "outcome": "booked", "first": ""}
        assert sam.posts("/board/search", **form).location == "/board/search?outcome=booked"

    @pytest.mark.parametrize("first", ["yesterday", "2026-02-30", "2026-01-20"])
    def test_a_date_that_is_none_is_said(self, ringback: Ringback, first: str) -> None:
        page = Desk(ringback, "sam").opens(f"/board/search?first={first}&last=2026-01-14")
        assert page.status_code == 422
        assert f'value="{first}"' in page.text

    def test_a_page_at_a_time_and_none_twice(
        self, ringback: Ringback, monkeypatch: pytest.MonkeyPatch, sam: Phone, dana: Phone
    ) -> None:
        monkeypatch.setattr(search, "PAGE", 2)
        for number in range(5):
            ringback.phone(f"+4477009002{number:02}").texts("HELP").ignores_the_rest()
            ringback.move_to(ringback.now + timedelta(seconds=number % 2))
        sam.ignores_the_rest()
        desk, address, seen = Desk(ringback, "tom"), "/board/search", list[str]()
        while address:
            page = desk.opens(address).text
            seen += [
                each.reference
                for each in records.enquiries(ringback)
                if each.reference in page.split("found")[-1]
            ]
            address = page.split('class="button quiet" href="')[1].split('"')[0] if "Earlier" in page else ""
        assert sorted(seen) == sorted(each.reference for each in records.enquiries(ringback))
