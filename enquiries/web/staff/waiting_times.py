"""How long people waited, beside the targets: percentiles, one chart, and the file of each enquiry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from flask import Blueprint, Response, render_template, request, stream_with_context

from enquiries.audit import downloads
from enquiries.core.db import commit, db, reading, writing
from enquiries.dates.durations import say_seconds
from enquiries.reporting import reports
from enquiries.reporting.figures import Figures, figures
from enquiries.reporting.percentiles import Summary, Waits
from enquiries.reporting.report_file import csv_lines
from enquiries.reporting.response_times import ResponseTimes
from enquiries.reporting.shares import share
from enquiries.reporting.targets import PERCENTS, URGENT, Measure, Targets
from enquiries.web.auth.access import signed_in
from enquiries.web.staff import chart
from enquiries.web.staff.report_page import CHANNELS, calls_made, readers, shown_on_all
from enquiries.web.staff.report_query import ReportQuery, report_query

blueprint = Blueprint("waiting_times", __name__)

_MEASURES: Final = {
    Measure.ALERT: "Alerted",
    Measure.CLAIM: "Taken",
    Measure.FIRST_CALL: "First call",
}
_IN_CHART: Final = {50: "Half", 90: "Nine in ten"}
_MINUTE: Final = 60
# Lines of the file that go out together.
_LINES: Final = 500

Page = str | tuple[str, int]


@dataclass(frozen=True)
class Cell:
    """A percentile beside its target; `kept` is None where nothing is asked of it."""

    says: str
    target: str = ""
    kept: bool | None = None


@blueprint.get("/reports/response-times")
@readers
def show() -> Page:
    asked = report_query()
    wanted = reports.all_targets(db.session())
    found = figures(db.session(), datetime.now(UTC), asked.period, asked.centres, asked.wanted)
    page = render_template(
        "staff/reports/response_times.html",
        **shown_on_all(asked, "reports.waiting_times.show"),
        figures=found,
        measures=[
            _line(words, found.together.waits[each], each, wanted) for each, words in _MEASURES.items()
        ],
        urgent=_urgent(found.urgent, wanted),
        cells=lambda summary: [_cell(summary.to_first_call, Measure.FIRST_CALL, p, wanted) for p in PERCENTS],
        calls_made=calls_made(found.together.to_first_call.happened, found.together.evidence),
        chart=_chart(found),
        percents=PERCENTS,
        by_centre=[(centre.name, summary) for centre, summary in found.by_centre],
        by_channel=[(CHANNELS[channel], summary) for channel, summary in found.by_channel.items()],
        by_hour=[(f"{hour:02}:00", each) for hour, each in found.by_hour.items() if each.calls],
        csv=asked.address("reports.waiting_times.response_times"),
    )
    return (page, 422) if asked.wrong else page


@blueprint.get("/reports/response-times.csv")
@readers
def response_times() -> Response:
    """The file, sent as it is read."""
    asked = report_query()
    if asked.wrong:
        return Response(asked.wrong + "\n", 422, mimetype="text/plain")
    if request.method == "GET":
        _write_down(asked)
    headers = {"Content-Disposition": 'attachment; filename="response-times.csv"'}
    return Response(stream_with_context(_file(asked)), mimetype="text/csv", headers=headers)


def _write_down(asked: ReportQuery) -> None:
    """Before a line of the file leaves: who took it, of what, and how many rows it has."""
    writing()
    rows = reports.count_rows(db.session(), asked.period, asked.centres)
    downloads.note_response_times(
        db.session(), datetime.now(UTC), asked.period, asked.centres, rows, by=signed_in()
    )
    commit()


def _file(asked: ReportQuery) -> Iterator[str]:
    """A few hundred lines at a time: each alone would be a packet of its own.

    The page's session has ended when this begins to be sent, so it reads with one of its own.
    """
    reading()
    rows = reports.response_times(db.session(), datetime.now(UTC), asked.period, asked.centres)
    lines = csv_lines(ResponseTimes, rows)
    while some := "".join(islice(lines, _LINES)):
        yield some


def _line(words: str, waits: Waits, measure: Measure, wanted: Targets) -> dict[str, Any]:
    return {
        "words": words,
        "waits": waits,
        "cells": [_cell(waits, measure, percent, wanted) for percent in PERCENTS],
        "in_time": _in_time(waits, measure, wanted),
    }


def _cell(waits: Waits, measure: Measure, percent: int, wanted: Targets) -> Cell:
    seconds, target = waits.percentile(percent), wanted.get((measure, percent))
    says = "not yet" if seconds is None else say_seconds(seconds)
    if not waits.of:
        return Cell("none")
    if target is None:
        return Cell(says)
    return Cell(says, say_seconds(target), kept=seconds is not None and seconds <= target)


def _in_time(waits: Waits, measure: Measure, wanted: Targets) -> str:
    """How many it happened to within the time that the strictest share is to keep."""
    percent = max(each for of, each in wanted if of is measure and each != URGENT)
    seconds = wanted[measure, percent]
    return f"{share(waits.within(seconds), waits.of)} within {say_seconds(seconds)}"


def _urgent(summary: Summary, wanted: Targets) -> dict[str, Any]:
    seconds = wanted[Measure.FIRST_CALL, URGENT]
    return {
        "of": summary.calls,
        "in_time": summary.to_first_call.within(seconds),
        "target": say_seconds(seconds),
    }


def _chart(found: Figures) -> Any:
    """Minutes to the first call, by the hour from which the call was wanted."""
    hours = found.by_hour.items()
    series = {
        words: [_minutes(summary.to_first_call, percent) for _, summary in hours]
        for percent, words in _IN_CHART.items()
    }
    says = "Minutes to the first call by hour of day; the table after it has the same figures."
    return chart.bars([f"{hour:02}" for hour, _ in hours], series, says)


def _minutes(waits: Waits, percent: int) -> float | None:
    """None where no call was wanted; NOT_YET where too many still wait for one."""
    seconds = waits.percentile(percent)
    if seconds is not None:
        return round(seconds / _MINUTE, 1)
    return chart.NOT_YET if waits.of else None
