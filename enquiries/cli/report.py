"""`flask report`: how fast people were answered, every wait, and the forecast of `forecast.py`.

That a file was written is recorded; a table has only figures.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from enquiries.audit import downloads
from enquiries.cli.command import Command, Refused
from enquiries.cli.forecast import show_forecast
from enquiries.core.db import commit, db, reading, writing
from enquiries.dates.durations import say_seconds
from enquiries.dates.period import Period
from enquiries.organisation import centres
from enquiries.organisation.models import Centre
from enquiries.reporting import reports, wait_file
from enquiries.reporting.figures import Figures, figures
from enquiries.reporting.percentiles import Summary, Waits
from enquiries.reporting.report_file import csv_lines, json_lines
from enquiries.reporting.response_times import ResponseTimes
from enquiries.reporting.targets import PERCENTS
from enquiries.reporting.wait_file import WaitRow

report = AppGroup("report", help="Response times.")
report.add_command(show_forecast)

_FILES: Mapping[str, Callable[[type[Any], Iterable[Any]], Iterator[str]]] = {
    "csv": csv_lines,
    "json": json_lines,
}
_FIRST = click.option("--from", "first", metavar="DATE", help="The first day, by the centre's clock.")
_LAST = click.option("--to", "last", metavar="DATE", help="The last day, included.")
_CENTRE = click.option("--centre", metavar="SLUG", help="Only this centre.")


@report.command("response-times", cls=Command)
@_FIRST
@_LAST
@_CENTRE
@click.option("--format", type=click.Choice(["table", *_FILES]), default="table", show_default=True)
def response_times(first: str | None, last: str | None, centre: str | None, format: str) -> None:
    """Write the response times of all enquiries ever, or of a period."""
    session, period, asked = _asked(first, last, centre)
    if format in _FILES:
        _write_down(period, asked, reports.count_rows(session, period, asked))
        rows = reports.response_times(session, datetime.now(UTC), period, asked)
        _write(_FILES[format](ResponseTimes, rows))
    else:
        _write(_table(figures(session, datetime.now(UTC), period, asked), period))


@report.command("waits", cls=Command)
@_FIRST
@_LAST
@_CENTRE
@click.option("--format", type=click.Choice([*_FILES]), default="csv", show_default=True)
def waits(first: str | None, last: str | None, centre: str | None, format: str) -> None:
    """Write every wait: each time a call was wanted, from when, and when it came."""
    session, period, asked = _asked(first, last, centre)
    _write_down(period, asked, wait_file.count_rows(session, period, asked), what="file of waits")
    _write(_FILES[format](WaitRow, wait_file.waits(session, datetime.now(UTC), period, asked)))


def _asked(
    first: str | None, last: str | None, centre: str | None
) -> tuple[Session, Period, Sequence[Centre]]:
    """What a report is about. Raises Refused."""
    reading()
    session = db.session()
    try:
        period = Period.parse(first, last)
        every = [centres.by_slug(session, centre)] if centre else centres.all_centres(session)
    except (ValueError, centres.NoSuchCentre) as wrong:
        raise Refused(str(wrong)) from None
    return session, period, every


def _write_down(
    period: Period, asked: Sequence[Centre], rows: int, *, what: str = "response-time file"
) -> None:
    """Before a line of the file leaves; while it is read, no one who writes is held up."""
    writing()
    downloads.note_response_times(db.session(), datetime.now(UTC), period, asked, rows, what=what)
    commit()
    reading()


def _write(lines: Iterable[str]) -> None:
    sys.stdout.writelines(lines)


def _table(found: Figures, period: Period) -> Iterator[str]:
    yield f"Calls wanted {period}, by each centre's clock\n"
    for centre, summary in found.by_centre:
        promise = f"within {say_seconds(centre.promise_seconds)}"
        yield from _summary(f"{centre.name} ({centre.slug})", summary, promise)
    if len(found.by_centre) > 1:
        yield from _summary("All together", found.together, "as promised")
    yield "\nEvery time that a call was wanted counts, made or not; n is how many it happened for. Times\n"
    yield 'run from when it was wanted. "not yet": too many still wait for a figure.\n'


def _summary(title: str, summary: Summary, promise: str) -> Iterator[str]:
    apart = [
        f"{summary.left_out} duplicates, spam or tests left out" if summary.left_out else "",
        f"{summary.not_due} not due yet" if summary.not_due else "",
    ]
    yield "; ".join([f"\n{title}: {summary.calls} wanted", *filter(None, apart)]) + "\n"
    if not summary.calls:
        return
    yield f"  called {_share(summary.to_first_call.happened, summary.calls)}"
    yield f", {promise} {_share(summary.in_time, summary.calls)}"
    yield f"; reached {_share(summary.reached, summary.people)} of the people who first asked then\n"
    yield f"  {'':<15}{'n':>7}{'p50':>14}{'p90':>14}{'p95':>14}\n"
    yield _waits("to alert", summary.to_alert)
    yield _waits("to claim", summary.to_claim)
    yield _waits("to call", summary.to_first_call)


def _share(count: int, of: int) -> str:
    """In whole percent, rounded down: 100% is everybody."""
    return f"{count} ({100 * count // of}%)" if of else f"{count}"


def _waits(name: str, waits: Waits) -> str:
    percentiles = (waits.percentile(percent) for percent in PERCENTS)
    shown = ["not yet" if seconds is None else say_seconds(seconds) for seconds in percentiles]
    return f"  {name:<15}{waits.happened:>7}" + "".join(f"{each:>14}" for each in shown) + "\n"
