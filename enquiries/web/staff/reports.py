"""How fast people were answered, for those responsible: figures, one chart, and the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, stream_with_context, url_for
from werkzeug.exceptions import NotFound

from enquiries.audit import downloads
from enquiries.core.db import commit, db, reading, writing
from enquiries.core.enums import Channel, Role
from enquiries.dates.durations import say_seconds
from enquiries.dates.period import Period
from enquiries.organisation.models import Centre
from enquiries.reporting import reports
from enquiries.reporting.figures import Figures, figures
from enquiries.reporting.percentiles import Summary, Waits
from enquiries.reporting.report_file import csv_lines
from enquiries.reporting.response_times import ResponseTimes
from enquiries.reporting.standings import EVIDENCE
from enquiries.reporting.targets import PERCENTS, URGENT, Measure, Targets
from enquiries.web.auth.access import allow, centres_of, signed_in
from enquiries.web.staff import chart, forecast, left_out

blueprint = Blueprint("reports", __name__)
blueprint.register_blueprint(forecast.blueprint)
readers = allow(Role.MANAGER, Role.ADMIN, Role.AUDITOR)

_USUAL: Final = timedelta(days=29)  # with today that is thirty
_MEASURES: Final = {
    Measure.ALERT: "Alerted",
    Measure.CLAIM: "Taken",
    Measure.FIRST_CALL: "First call",
}
_CHANNELS: Final = {Channel.SMS: "By text", Channel.WEB: "By the form"}
_IN_CHART: Final = {50: "Half", 90: "Nine in ten"}
_MINUTE: Final = 60
# Lines of the file that go out together.
_LINES: Final = 500

Page = str | tuple[str, int]


@dataclass(frozen=True)
class ReportQuery:
    """What a report is asked about; `wrong` says what was wrong with the question."""

    period: Period
    centres: Sequence[Centre]
    slug: str
    wrong: str = ""


@dataclass(frozen=True)
class Cell:
    """A percentile beside its target; `kept` is None where nothing is asked of it."""

    says: str
    target: str = ""
    kept: bool | None = None


@blueprint.get("/reports")
@readers
def show() -> Page:
    asked = read_query()
    wanted = reports.all_targets(db.session())
    found = figures(db.session(), datetime.now(UTC), asked.period, asked.centres)
    page = render_template(
        "staff/reports/reports.html",
        asked=asked,
        own=centres_of(signed_in()),
        figures=found,
        measures=[
            _line(words, found.together.waits[each], each, wanted) for each, words in _MEASURES.items()
        ],
        urgent=_urgent(found.urgent, wanted),
        cells=lambda summary: [_cell(summary.to_first_call, Measure.FIRST_CALL, p, wanted) for p in PERCENTS],
        share=share,
        calls_made=_calls_made(found.together),
        chart=_chart(found),
        percents=PERCENTS,
        by_centre=[(centre.name, summary) for centre, summary in found.by_centre],
        by_channel=[(_CHANNELS[channel], summary) for channel, summary in found.by_channel.items()],
        by_hour=[(f"{hour:02}:00", each) for hour, each in found.by_hour.items() if each.calls],
        csv=_address_of_file(asked),
        left_out=left_out.section(asked.period, asked.centres, asked.slug),
    )
    return (page, 422) if asked.wrong else page


def _address_of_file(asked: ReportQuery) -> str:
    """What is shown, row by row."""
    period = {"from": str(asked.period.first or ""), "to": str(asked.period.last or "")}
    return f"{url_for('.response_times')}?{urlencode({**period, 'centre': asked.slug})}"


@blueprint.get("/reports/response-times.csv")
@readers
def response_times() -> Response:
    """The file, sent as it is read."""
    asked = read_query()
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


def share(count: int, of: int) -> str:
    """In whole percent, rounded down: 100% is everybody."""
    return f"{100 * count // of}%" if of else "none"


def read_query() -> ReportQuery:
    """By the address; the last thirty days where it does not say. Raises NotFound for a centre not theirs."""
    own, slug = centres_of(signed_in()), request.args.get("centre", "")
    centres = [centre for centre in own if slug in ("", centre.slug)]
    if slug and not centres:
        raise NotFound
    first, last = request.args.get("from") or None, request.args.get("to") or None
    usual = _usual_period(own)
    try:
        period = Period.parse(first, last) if first or last else usual
    except ValueError as wrong:
        return ReportQuery(usual, centres, slug, f"{wrong}.")
    return ReportQuery(period, centres, slug)


def _usual_period(own: Sequence[Centre]) -> Period:
    today = datetime.now(own[0].zone if own else UTC).date()
    return Period(today - _USUAL, today)


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


def _calls_made(summary: Summary) -> str:
    """What bears the calls out: 212 calls: 180 dialled, 20 said, 12 reported."""
    made = summary.to_first_call.happened
    if not made:
        return "No calls were made."
    kinds = ", ".join(f"{summary.evidence[each]} {each}" for each in EVIDENCE if summary.evidence[each])
    return f"{made} call{'s were' if made != 1 else ' was'} made: {kinds}."


def _chart(found: Figures) -> Any:
    """Minutes to the first call, by the hour from which the call was wanted."""
    hours = found.by_hour.items()
    series = {
        words: [_minutes(summary.to_first_call.percentile(percent)) for _, summary in hours]
        for percent, words in _IN_CHART.items()
    }
    says = "Minutes to the first call by hour of day; the table after it has the same figures."
    return chart.bars([f"{hour:02}" for hour, _ in hours], series, says)


def _minutes(seconds: int | None) -> float | None:
    return None if seconds is None else round(seconds / _MINUTE, 1)
