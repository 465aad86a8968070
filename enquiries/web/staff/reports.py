"""What a manager acts on: what is wrong and what would change it, when, and the tables behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from enquiries.audit import downloads
from enquiries.core.db import commit, db, writing
from enquiries.reporting import reports
from enquiries.reporting.breakdowns import WaitQuestion
from enquiries.reporting.overview import Overview, overview
from enquiries.reporting.report_file import csv_lines, json_lines
from enquiries.reporting.shares import CallShare
from enquiries.reporting.tables import MOST_ROWS, TABLES, ReportTable
from enquiries.reporting.targets import URGENT, Measure
from enquiries.reporting.wait_facts import WaitFacts
from enquiries.web.auth.access import signed_in
from enquiries.web.staff import forecast, left_out, waiting_times
from enquiries.web.staff.report_page import calls_made, readers, shown_on_all
from enquiries.web.staff.report_query import ReportQuery, report_query

blueprint = Blueprint("reports", __name__)
blueprint.register_blueprint(forecast.blueprint)
blueprint.register_blueprint(waiting_times.blueprint)

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FILES: Final[Mapping[str, tuple[str, Callable[..., Iterator[str]]]]] = {
    "csv": ("text/csv", csv_lines),
    "json": ("application/json", json_lines),
}
_GOOD, _POOR = 90, 50  # percent in time

Page = str | tuple[str, int]


@dataclass(frozen=True)
class HeatCell:
    """An hour of the week: how many of how many calls were in time. The shade says how few, from 0 to 5."""

    says: str
    shade: int
    most_not_called: bool = False


@blueprint.get("/reports")
@readers
def show() -> Page:
    asked, now = report_query(), datetime.now(UTC)
    found = overview(db.session(), now, asked.period, asked.centres, signed_in(), asked.wanted)
    page = render_template(
        "staff/reports/reports.html",
        **shown_on_all(asked, "reports.show"),
        found=found,
        calls_made=calls_made(found.total.calls_made, found.total.evidence),
        heat=_heat(found),
        urgent_seconds=found.urgent_seconds,
        days=_DAYS,
        left_out=left_out.section(asked.period, asked.centres, asked.slug),
    )
    return (page, 422) if asked.wrong else page


@blueprint.get("/reports/<name>")
@readers
def show_table(name: str) -> Page:
    table, asked = _table(name), report_query()
    page = render_template(
        "staff/reports/table.html",
        **shown_on_all(asked, "reports.show_table"),
        name=name,
        table=table,
        columns=[each.name for each in fields(table.kind)],
        rows=_rows(table, asked),
        most=MOST_ROWS,
    )
    return (page, 422) if asked.wrong else page


@blueprint.get("/reports/<name>.<any(csv, json):kind>")
@readers
def file(name: str, kind: str) -> Response:
    table, asked = _table(name), report_query()
    if asked.wrong:
        return Response(asked.wrong + "\n", 422, mimetype="text/plain")
    rows = _rows(table, asked)
    if request.method == "GET":
        _write_down(table, asked, len(rows))
    mimetype, lines = _FILES[kind]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response("".join(lines(table.kind, rows)), mimetype=mimetype, headers=headers)


def _write_down(table: ReportTable, asked: ReportQuery, rows: int) -> None:
    writing()
    now = datetime.now(UTC)
    downloads.note_report_table(
        db.session(), now, table.title, asked.period, asked.centres, rows, signed_in()
    )
    commit()


def _table(name: str) -> ReportTable:
    if name not in TABLES:
        raise NotFound
    return TABLES[name]


def _rows(table: ReportTable, asked: ReportQuery) -> Sequence[Any]:
    now = datetime.now(UTC)
    return list(islice(table.rows(db.session(), now, _question(asked, now, _urgent_seconds())), MOST_ROWS))


def _urgent_seconds() -> int:
    return reports.all_targets(db.session())[Measure.FIRST_CALL, URGENT]


def _question(asked: ReportQuery, now: datetime, urgent_seconds: int) -> WaitQuestion:
    return WaitQuestion(
        asked.period, asked.centres, WaitFacts(now, asked.wanted, urgent_seconds), signed_in()
    )


def _heat(found: Overview) -> list[tuple[str, list[HeatCell]]]:
    """A row for each hour of the day, with a cell for each day of the week."""
    return [
        (f"{hour:02}:00", [_cell(found.hours.get(day * 24 + hour, CallShare())) for day in range(len(_DAYS))])
        for hour in range(24)
    ]


def _cell(hour: CallShare) -> HeatCell:
    if not hour.calls:
        return HeatCell("", 0)
    says, percent = f"{hour.in_time}/{hour.calls}", 100 * hour.in_time // hour.calls
    if 2 * hour.not_called >= hour.calls:
        return HeatCell(says, 5, most_not_called=True)
    return HeatCell(says, 1 if percent == 100 else 2 if percent >= _GOOD else 3 if percent >= _POOR else 4)
