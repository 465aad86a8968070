"""The page of reports, and its file."""

import csv
import io

import pytest

from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import ignore_all
from tests.web.desk import words
from tests.web.member import Member

pytestmark = pytest.mark.both_databases

TIMES = "/reports/response-times"


@pytest.fixture
def somebody_was_called(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    """Alex asked, and Sam took it after a minute and rang a minute later."""
    the_enquirer.texts("HELP").expects("You did the right thing")
    sam.expects("new call-back")
    ringback.wait(minutes=1)
    sam.replies("{code} Y").expects("is yours")
    ringback.wait(minutes=1)
    sam.texts("{code} CALLING")
    sam.expects("noted")


def cells(page: str, row: str) -> list[str]:
    """What the first row of that name says, cell by cell."""
    rest = page.partition(f'<th scope="row">{row}</th>')[2].partition("</tr>")[0]
    return ["".join(part.partition(">")[2].split("<")[0]) for part in rest.split("<td")[1:]]


class TestThePage:
    def test_says_how_long_people_waited(self, ringback: Ringback, somebody_was_called: None) -> None:
        page = Member(ringback, "dana@example.org").opens(TIMES).text
        assert cells(page, "Taken") == ["1", "1 min", "1 min", "1 min", "100% within 5 min", "0"]
        assert cells(page, "First call")[:4] == ["1", "2 min", "2 min", "2 min"]
        assert cells(page, "02:00")[:2] == ["1", "2 min"]
        assert cells(page, "By text")[0] == "1"
        assert "kept: 2 min" in page

    def test_has_a_chart_without_script_or_style(self, ringback: Ringback, somebody_was_called: None) -> None:
        svg = Member(ringback, "dana@example.org").opens(TIMES).text.partition("<svg")[2]
        svg = svg.partition("</svg>")[0]
        assert 'role="img"' in svg
        for forbidden in ("<script", "<style", "style=", "<title", "http://pygal"):
            assert forbidden not in svg

    def test_draws_the_hours_in_which_no_one_called_the_highest(
        self, ringback: Ringback, somebody_was_called: None, the_enquirer: Phone
    ) -> None:
        dana = Member(ringback, "dana@example.org")
        assert 'class="rect reactive not-yet"' not in dana.opens(TIMES).text
        ringback.phone("+447700900129").texts("HELP").ignores_the_rest()
        ringback.wait(minutes=20)
        ignore_all(ringback)
        assert dana.opens(TIMES).text.count('class="rect reactive not-yet"') == 1

    def test_of_nobody_says_so_without_a_fault(self, ringback: Ringback) -> None:
        page = Member(ringback, "dana@example.org").opens(TIMES)
        assert page.status_code == 200
        assert cells(page.text, "First call")[:2] == ["0", "none"]

    @pytest.mark.parametrize("asked", ["from=yesterday", "from=2026-02-01&to=2026-01-01", "to=2026-13-01"])
    def test_a_period_that_is_none_is_said(self, ringback: Ringback, asked: str) -> None:
        dana = Member(ringback, "dana@example.org")
        for address in ("/reports", TIMES, "/reports/hours"):
            page = dana.opens(f"{address}?{asked}")
            assert page.status_code == 422
            assert "Showing the usual period instead." in page.text
        for file in ("response-times.csv", "hours.csv", "hours.json"):
            assert dana.opens(f"/reports/{file}?{asked}").status_code == 422

    def test_is_of_ones_own_centres(self, ringback: Ringback, somebody_was_called: None) -> None:
        leila, tom = Member(ringback, "leila@example.org"), Member(ringback, "tom@example.org")
        assert cells(leila.opens(TIMES).text, "Taken")[0] == "0"
        assert cells(tom.opens(TIMES).text, "Willow House")[0] == "1"
        assert cells(tom.opens(f"{TIMES}?centre=willow-london").text, "Taken")[0] == "0"
        assert cells(leila.opens("/reports/sources").text, "website") == []
        assert cells(tom.opens("/reports/sources").text, "website")[0] == "1"
        assert leila.opens("/reports?centre=willow-house").status_code == 404
        assert leila.opens("/reports/response-times.csv?centre=willow-house").status_code == 404

    def test_is_not_for_responders(self, ringback: Ringback) -> None:
        sam = Member(ringback, "sam@example.org")
        for address in ("/reports", TIMES, "/reports/hours", "/reports/hours.csv", f"{TIMES}.csv"):
            assert sam.opens(address).status_code == 403


class TestTheFile:
    def test_has_every_enquiry_of_the_period(self, ringback: Ringback, somebody_was_called: None) -> None:
        answer = Member(ringback, "dana@example.org").opens("/reports/response-times.csv?from=2026-01-14")
        (row,) = csv.DictReader(io.StringIO(answer.text))
        assert (row["code"], row["seconds_to_first_call"]) == (ringback.enquiry().code, "120")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="response-times.csv"'
        empty = Member(ringback, "dana@example.org").opens("/reports/response-times.csv?from=2026-01-15")
        assert list(csv.DictReader(io.StringIO(empty.text))) == []

    def test_is_sent_while_it_is_read(self, ringback: Ringback) -> None:
        dana = Member(ringback, "dana@example.org")
        assert dana.client.get("/reports/response-times.csv").is_streamed


class TestTheOverview:
    def test_says_who_still_waits_and_lists_them(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, dana: Phone, priya: Phone
    ) -> None:
        the_enquirer.texts("HELP").ignores_the_rest()
        ringback.wait(minutes=16)
        for phone in (sam, dana, priya):
            phone.ignores_the_rest()
        reads = Member(ringback, "dana@example.org")
        overview = words(reads.opens("/reports").text)
        assert "1 person is still waiting for a call that was promised by now. Call now" in overview
        assert "0 of 1 calls wanted" in overview
        assert "half or more not called" in overview
        code = ringback.enquiry().code
        listed = reads.opens("/reports/never-called").text
        assert f"/enquiries/{ringback.enquiry().reference}" in listed
        assert code in listed

    def test_of_a_good_night_nothing_stands_out(self, ringback: Ringback, somebody_was_called: None) -> None:
        overview = words(Member(ringback, "dana@example.org").opens("/reports").text)
        assert "Nothing stands out in this period." in overview
        assert "100% 1 of 1 calls wanted" in overview
        assert "1 call was made: 1 said." in overview

    @pytest.mark.parametrize(
        "asked", ["channel=fax", "urgent=perhaps", "person=sam", "evidence=none", "source=a%0Ab"]
    )
    def test_a_filter_that_is_none_is_said(self, ringback: Ringback, asked: str) -> None:
        page = Member(ringback, "dana@example.org").opens(f"/reports?{asked}")
        assert page.status_code == 422
        assert "There is no such filter." in page.text

    def test_there_is_no_other_table(self, ringback: Ringback) -> None:
        dana = Member(ringback, "dana@example.org")
        for address in ("/reports/nothing", "/reports/nothing.csv", "/reports/hours.xml"):
            assert dana.opens(address).status_code == 404
