"""The response-time file, as others read it."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from enquiries.core.enums import About, Channel
from enquiries.lifecycle.waits import Began, Ended, Span
from enquiries.reporting.report_file import csv_lines, json_lines
from enquiries.reporting.response_times import NoEvidence, ResponseTimes, seconds_so_far, seconds_until

RECEIVED = datetime(2026, 1, 14, 2, 14, 5, 123456, tzinfo=UTC)
ONE = ResponseTimes(
    reference="7KX2M9PQR4TV",
    code="4821",
    centre="willow-house",
    channel=Channel.SMS,
    source="poster",
    about=About.SELF,
    urgent=False,
    received_at=RECEIVED,
    acknowledged_at=None,
    alerted_at=RECEIVED + timedelta(milliseconds=300),
    alert_delivered_at=None,
    claimed_at=None,
    claimed_by=None,
    first_call_at=None,
    reached_at=None,
    closed_at=None,
    outcome=None,
    attempts=0,
    seconds_to_alert=0,
    seconds_to_claim=None,
    seconds_to_first_call=None,
    open_hours=True,
    waits=1,
    worst_wait_seconds=72,
    call_evidence=NoEvidence.NONE,
    excluded_reason=None,
    moved_from=None,
    admitted_at=None,
)


def test_the_columns_are_those_that_others_rely_on() -> None:
    assert next(csv_lines(ResponseTimes, [])) == (
        "reference,code,centre,channel,source,about,urgent,received_at,acknowledged_at,alerted_at,"
        "alert_delivered_at,claimed_at,claimed_by,first_call_at,reached_at,closed_at,outcome,attempts,"
        "seconds_to_alert,seconds_to_claim,seconds_to_first_call,open_hours,"
        "waits,worst_wait_seconds,call_evidence,excluded_reason,moved_from,admitted_at\n"
    )


def test_a_row_is_written_in_utc_and_empty_where_nothing_happened() -> None:
    assert list(csv_lines(ResponseTimes, [ONE]))[1] == (
        "7KX2M9PQR4TV,4821,willow-house,sms,poster,self,no,2026-01-14T02:14:05.123Z,,"
        "2026-01-14T02:14:05.423Z,,,,,,,,0,0,,,yes,1,72,none,,,\n"
    )


@pytest.mark.parametrize("source", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx"])
def test_nothing_is_a_formula_to_a_spreadsheet(source: str) -> None:
    (row,) = csv.DictReader(
        io.StringIO("".join(csv_lines(ResponseTimes, [replace(ONE, source=source)])), newline="")
    )
    assert row["source"] == f"'{source}"


@pytest.mark.parametrize(
    ("source", "read"), [('bus, "42"\nnorth', 'bus, "42"\nnorth'), ("\r=x", "' =x"), ("a\rb", "a b")]
)
def test_a_row_stays_one_row_whatever_its_source(source: str, read: str) -> None:
    text = "".join(csv_lines(ResponseTimes, [replace(ONE, source=source)]))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["source"] == read


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_a_list_of_objects(count: int) -> None:
    rows = json.loads("".join(json_lines(ResponseTimes, [ONE] * count)))
    assert len(rows) == count
    for row in rows:
        assert (row["urgent"], row["claimed_at"], row["seconds_to_alert"]) == ("no", None, 0)
        assert row["received_at"] == "2026-01-14T02:14:05.123Z"


def at(minutes: float) -> datetime:
    return RECEIVED + timedelta(minutes=minutes)


def a_wait(wanted_at: datetime = RECEIVED, **more: Any) -> Span:
    return Span(1, 1, Began.ASKED, began_at=RECEIVED, wanted_at=wanted_at, promise_seconds=900, **more)


def test_a_wait_runs_from_receipt() -> None:
    assert seconds_until(a_wait(), at(1.99)) == 119
    assert seconds_until(a_wait(), None) is None


def test_a_wait_runs_from_the_time_that_was_chosen() -> None:
    assert seconds_until(a_wait(at(60)), at(62)) == 120


def test_what_came_before_the_chosen_time_is_counted_from_receipt() -> None:
    assert seconds_until(a_wait(at(60)), at(2)) == 120


def test_who_was_never_called_waits_until_it_ended_or_until_now() -> None:
    assert seconds_so_far(a_wait(called_at=at(3)), at(9)) == 180
    assert seconds_so_far(a_wait(), at(9)) == 540
    assert seconds_so_far(a_wait(ended=Ended.CLOSED, ended_at=at(4)), at(9)) == 240
    assert seconds_so_far(a_wait(at(60)), at(9)) == 0
