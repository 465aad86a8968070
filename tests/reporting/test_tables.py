"""Page, table and file say the same, and it is what the file of waits adds up to, on both databases."""

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from enquiries.dates.period import Period
from enquiries.organisation import centres
from enquiries.reporting import reports, wait_file
from enquiries.reporting.report_file import csv_lines
from enquiries.reporting.response_times import ResponseTimes
from enquiries.reporting.wait_file import WaitRow
from tests.reporting.histories import SATURDAY, write_histories
from tests.support.ringback import Ringback
from tests.support.waits_agree import assert_waits_agree
from tests.web.desk import words
from tests.web.member import Member

pytestmark = pytest.mark.both_databases

WEEKEND = Period.parse("2026-03-28", "2026-03-29")
QUERY = "?from=2026-03-28&to=2026-03-29"
NOW = SATURDAY + timedelta(hours=40)
LONDON = ZoneInfo("Europe/London")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Row = Mapping[str, str]


@pytest.fixture
def waits(ringback: Ringback) -> Sequence[Row]:
    """A hundred people asked: the file of waits that figures count, each with the outcome of its enquiry."""
    ringback.move_to(NOW)
    ringback.changed_by_hand = True  # urgency is, and when the first alert went out
    with ringback.session() as session:
        write_histories(session, 99, 100)
        session.commit()
        assert_waits_agree(session)
        every = centres.all_centres(session)
        read = read_csv("".join(csv_lines(WaitRow, wait_file.waits(session, NOW, WEEKEND, every))))
        times = "".join(csv_lines(ResponseTimes, reports.response_times(session, NOW, Period(), every)))
    of_enquiry = {row["reference"]: row for row in read_csv(times)}
    found = [{**row, "outcome": of_enquiry[row["reference"]]["outcome"]} for row in read]
    counted = {reference for reference, row in of_enquiry.items() if not row["excluded_reason"]}
    return [row for row in found if row["in_time"] and row["reference"] in counted]


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def hour_of(row: Row) -> tuple[str, str]:
    at = datetime.fromisoformat(row["wanted_at"]).astimezone(LONDON)
    return DAYS[at.weekday()], f"{at:%H}:00"


def tom_reads(ringback: Ringback, name: str) -> list[dict[str, str]]:
    return read_csv(Member(ringback, "tom@example.org").opens(f"/reports/{name}.csv{QUERY}").text)


def test_each_hour(ringback: Ringback, waits: Sequence[Row]) -> None:
    calls = Counter(map(hour_of, waits))
    in_time = Counter(hour_of(row) for row in waits if row["in_time"] == "yes")
    late = Counter(hour_of(row) for row in waits if row["in_time"] == "no" and row["called_at"])
    table = tom_reads(ringback, "hours")
    assert len(table) == 7 * 24
    for row in table:
        hour = row["day"], row["hour"]
        assert [int(row[name]) for name in ("calls", "in_time", "late")] == [
            calls[hour],
            in_time[hour],
            late[hour],
        ]


@pytest.mark.parametrize(
    ("table", "of"),
    [
        ("sources", lambda row: row["source"] or "no source"),
        (
            "centres",
            lambda row: {"willow-house": "Willow House"}.get(row["centre"], "Willow London Day Programme"),
        ),
        ("channels", lambda row: {"sms": "by text", "web": "by the form"}[row["channel"]]),
        ("people", lambda row: row["claimed_by"] or "no one took it"),
        ("outcomes", lambda row: row["outcome"].replace("_", " ") or "not closed yet"),
    ],
)
def test_each_part(ringback: Ringback, waits: Sequence[Row], table: str, of: Callable[[Row], str]) -> None:
    found = {row["name"]: row for row in tom_reads(ringback, table) if int(row["calls"])}
    assert found.keys() == {of(row) for row in waits}
    for name, row in found.items():
        mine = [each for each in waits if of(each) == name]
        assert int(row["calls"]) == len(mine)
        assert int(row["in_time"]) == sum(each["in_time"] == "yes" for each in mine)
        assert int(row["overdue"]) == sum(each["ended"] == "overdue" for each in mine)
        for evidence in ("network", "dialled", "said", "reported"):
            assert int(row[evidence]) == sum(each["call_evidence"] == evidence for each in mine)


def test_the_page_says_what_the_files_add_up_to(ringback: Ringback, waits: Sequence[Row]) -> None:
    page = words(Member(ringback, "tom@example.org").opens(f"/reports{QUERY}").text)
    in_time = sum(row["in_time"] == "yes" for row in waits)
    assert f"{in_time} of {len(waits)} calls wanted" in page
    made = sum(bool(row["called_at"]) for row in waits)
    dialled = sum(row["call_evidence"] == "dialled" for row in waits)
    assert f"{made} calls were made: {dialled} dialled" in page
    never = [row for row in waits if not row["called_at"] and row["ended"] != "overdue"]
    assert f"Never called {len(never)} the list" in page
    listed = tom_reads(ringback, "never-called")
    assert sorted(row["reference"] for row in listed) == sorted(row["reference"] for row in never)


def test_a_filter_counts_only_some(ringback: Ringback, waits: Sequence[Row]) -> None:
    tom = Member(ringback, "tom@example.org")
    for query, mine in {
        "urgent=yes": [row for row in waits if row["urgent"] == "yes"],
        "channel=web": [row for row in waits if row["channel"] == "web"],
        "source=poster": [row for row in waits if row["source"] == "poster"],
        "centre=willow-london": [row for row in waits if row["centre"] == "willow-london"],
    }.items():
        in_time = sum(row["in_time"] == "yes" for row in mine)
        assert f"{in_time} of {len(mine)} calls wanted" in words(tom.opens(f"/reports{QUERY}&{query}").text)
    dialled = [row for row in waits if row["call_evidence"] == "dialled" and row["in_time"] == "yes"]
    page = words(tom.opens(f"/reports{QUERY}&evidence=dialled").text)
    assert f"{len(dialled)} of {len(waits)} calls wanted" in page


def test_table_csv_and_json_have_the_same_rows(ringback: Ringback, waits: Sequence[Row]) -> None:
    tom = Member(ringback, "tom@example.org")
    for name in ("sources", "funnel", "attempts", "gaps", "opening", "languages"):
        table = tom_reads(ringback, name)
        as_json = json.loads(tom.opens(f"/reports/{name}.json{QUERY}").text)
        assert [{key: str(value) for key, value in row.items()} for row in as_json] == [
            {key: value.removeprefix("'") for key, value in row.items()} for row in table
        ]
        page = tom.opens(f"/reports/{name}{QUERY}").text
        rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>", page)
        assert [html.unescape(row) for row in rows] == [next(iter(row.values())) for row in as_json]


def test_the_funnel_only_narrows(ringback: Ringback, waits: Sequence[Row]) -> None:
    counts = [int(row["people"]) for row in tom_reads(ringback, "funnel")]
    assert counts[0] > 50
    assert counts[:4] == sorted(counts[:4], reverse=True)
